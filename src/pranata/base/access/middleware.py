"""What a signed-in account must do before anything else, and that no cache keeps what it sees."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

CHANGE_DUTY = "account_change_password"
SET_UP_DUTY = "mfa_activate_totp"
SHOW_DUTY = "mfa_reauthenticate"
# Besides the duty itself: the way out, and the password asked again before a second factor is set up.
ALWAYS_OPEN = {"account_logout"}
OPEN_FOR = {CHANGE_DUTY: ALWAYS_OPEN, SET_UP_DUTY: ALWAYS_OPEN | {"account_reauthenticate"}, SHOW_DUTY: ALWAYS_OPEN}


class SignInDuties:
    """
    Sends an account to change its one-time password, and an administrator to set up a second factor and to show it.

    A page whose view does not say how long it may be kept is kept nowhere.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_view(self, request, view, args, kwargs):
        # A page that is the same for everybody stays cacheable: there the account is not asked for.
        if getattr(view, "reads_no_session", False) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.user.is_authenticated:
            return None
        duty = duty_of(request)
        if duty is None or request.resolver_match.url_name in {duty, *OPEN_FOR[duty]}:
            return None
        redirect = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
        return redirect(reverse(duty))


def duty_of(request) -> str | None:
    """The URL name of what the account must do first, or None."""
    user = request.user
    if user.must_change_password:
        return CHANGE_DUTY
    if not user.needs_second_factor:
        return None
    factors = dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))
    if Authenticator.Type.TOTP not in factors.values():
        return SET_UP_DUTY
    # A session from before it was set up, or signed in before the role was given, has not shown it yet.
    shown = {record.get("id") for record in get_authentication_records(request, user) if record["method"] == "mfa"}
    return SHOW_DUTY if shown.isdisjoint(factors) else None
