"""Personal tokens: how they look, how one is recognized, and the account that stands behind it."""

import hashlib
import hmac
import secrets

from allauth.mfa.models import Authenticator
from django.db.models import Q

from pranata.base.access.models import ApiToken
from pranata.base.access.second_factor import FACTORS
from pranata.base.seal.keys import derive, sealing_key
from pranata.lib import clock

PREFIX = "pranata_"  # so that people, and programs that look for lost secrets, know what they have found
RANDOM_BYTES = 32


def make_secret() -> str:
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def digest_of(secret: str) -> str:
    """What is stored of a token: nothing that a copy of the database could be turned back into it with."""
    key = derive(sealing_key(), "api-token")
    return hmac.new(key, secret.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def find_token(secret: str) -> ApiToken | None:
    """The token that ``secret`` is, if it may be used today; its ``user`` is limited to it.

    The account must be able to sign in: open, with a password of its own, and with a second factor where its roles ask
    for one. The day of use is noted once a day.
    """
    if not secret.startswith(PREFIX):
        return None
    today = clock.today()
    usable = ApiToken.objects.usable_on(today).select_related("user__person", "office")
    found = usable.filter(digest=digest_of(secret), user__is_active=True, user__must_change_password=False).first()
    if found is None or (found.user.needs_second_factor and not _has_second_factor(found)):
        return None
    if found.last_used_on != today:
        ApiToken.objects.filter(Q(last_used_on=None) | Q(last_used_on__lt=today), pk=found.pk).update(
            last_used_on=today
        )
    found.user.limit = found.limit
    return found


def _has_second_factor(token: ApiToken) -> bool:
    return Authenticator.objects.filter(user=token.user, type__in=FACTORS).exists()
