"""What counts as a second factor, and at which address a passkey works."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

# Recovery codes stand in for one of these and are none themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
LOCAL_NAME = "localhost"


@dataclass(frozen=True)
class PasskeyPlace:
    """Whether passkeys work at the address that was asked, and the address where they do ("" if at none)."""

    is_here: bool
    address: str


def is_last_factor(authenticator: Authenticator) -> bool:
    """Whether the account would be left without a second factor if ``authenticator`` went away."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS).exclude(pk=authenticator.pk)
    return not others.exists()


def passkey_host() -> str:
    """The host whose passkeys we ask for (WebAuthn's relying-party id): the public one, else this machine's name."""
    return urlsplit(settings.PUBLIC_URL).hostname or LOCAL_NAME


def passkey_place(request: HttpRequest) -> PasskeyPlace:
    """Browsers ask for a name, never a number, and for https unless the name is ``localhost``."""
    wanted = passkey_host()
    host, port = split_domain_port(request.get_host())
    if _is_number(wanted) or not (wanted == LOCAL_NAME or settings.PUBLIC_URL.startswith("https://")):
        return PasskeyPlace(is_here=False, address="")
    if host == wanted and (host == LOCAL_NAME or request.is_secure()):
        return PasskeyPlace(is_here=True, address="")
    local = f"http://{LOCAL_NAME}{port and f':{port}'}"
    return PasskeyPlace(is_here=False, address=settings.PUBLIC_URL.rstrip("/") or local)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
