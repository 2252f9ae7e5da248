"""What a signed-in account must do before anything else."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

CHANGE_DUTY = "account_change_password"
SECOND_FACTOR_DUTY = "mfa_activate_totp"
# Besides the duty itself: the way out, and the password asked again before a second factor is set up.
ALWAYS_OPEN = {"account_logout"}
OPEN_FOR = {CHANGE_DUTY: ALWAYS_OPEN, SECOND_FACTOR_DUTY: ALWAYS_OPEN | {"account_reauthenticate"}}


class SignInDuties:
    """Sends an account to change its one-time password, and an administrator to set up a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        # A page that is the same for everybody stays cacheable: there the account is not asked for.
        if getattr(view, "reads_no_session", False) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.user.is_authenticated:
            return None
        duty = duty_of(request.user)
        if duty is None or request.resolver_match.url_name in {duty, *OPEN_FOR[duty]}:
            return None
        redirect = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
        return redirect(reverse(duty))


def duty_of(user) -> str | None:
    """The URL name of what the account must do first, or None."""
    if user.must_change_password:
        return CHANGE_DUTY
    if user.needs_second_factor and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return SECOND_FACTOR_DUTY
    return None
