"""What a signed-in account must do first, when it was last seen, and that no cache keeps what it sees."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from pranata.base.access.second_factor import FACTORS
from pranata.base.access.sessions import note_visit

CHANGE_DUTY = "account_change_password"
SET_UP_DUTY = "mfa_activate_totp"
SHOW_DUTY = "mfa_reauthenticate"
SHOW_PASSKEY_DUTY = "mfa_reauthenticate_webauthn"
# Besides the duty itself: the way out, and the password asked again before a second factor is set up.
ALWAYS_OPEN = {"account_logout"}
OPEN_FOR = {
    CHANGE_DUTY: ALWAYS_OPEN,
    SET_UP_DUTY: ALWAYS_OPEN | {"account_reauthenticate", "mfa_add_webauthn"},
    SHOW_DUTY: ALWAYS_OPEN | {SHOW_PASSKEY_DUTY},
    SHOW_PASSKEY_DUTY: ALWAYS_OPEN | {SHOW_DUTY},
}


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
        note_visit(request)
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
    if set(FACTORS).isdisjoint(factors.values()):
        return SET_UP_DUTY
    # A session from before it was set up, or signed in before the role was given, has not shown it yet.
    shown = {record.get("id") for record in get_authentication_records(request, user) if record["method"] == "mfa"}
    if not shown.isdisjoint(factors):
        return None
    return SHOW_DUTY if Authenticator.Type.TOTP in factors.values() else SHOW_PASSKEY_DUTY
