"""Every write to personal tokens: made, revoked."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.access.models import ApiToken, User
from pranata.base.access.rules import ALWAYS_IN_TOKENS, TOKEN_SCOPES, last_token_day
from pranata.base.access.tokens import digest_of, make_secret
from pranata.base.audit.actions import hold, record
from pranata.base.org.models import Office
from pranata.base.org.permission import require
from pranata.lib import clock

MOST_TOKENS = 20  # usable ones of an account; more are a sign that nobody knows what they are for


def scopes_of(user: User, office: Office) -> list[str]:
    """What a token of ``user`` for ``office`` may be for: every scope of which the account holds something there."""
    return [scope for scope, held in TOKEN_SCOPES.items() if any(user.can(each, office) for each in held)]


@transaction.atomic
def create_token(
    *, office: Office, name: str, scopes: Iterable[str], expires_on: date, by: User
) -> tuple[ApiToken, str]:
    """
    Makes a token and returns it with its secret, which is stored nowhere in the clear.

    Raises Forbidden for an office whose plan one may not see, and ValidationError for a scope one does not hold there,
    a day that is past or more than a year ahead, an empty name, and one token too many.
    """
    require(by, "plan.view", office)
    hold(office)
    wanted = [scope for scope in TOKEN_SCOPES if scope == ALWAYS_IN_TOKENS or scope in set(scopes)]
    today = clock.today()
    if not set(scopes) <= set(scopes_of(by, office)):
        raise ValidationError({"scopes": _("Peran Anda di satuan kerja ini tidak mencakup itu.")})
    if not today <= expires_on <= last_token_day(today):
        raise ValidationError({"expires_on": _("Pilih hari antara hari ini dan setahun ke depan.")})
    if ApiToken.objects.usable_on(today).filter(user=by).count() >= MOST_TOKENS:
        raise ValidationError(_("Token Anda sudah banyak; cabut dahulu yang tidak dipakai."))
    secret = make_secret()
    token = ApiToken(
        user=by,
        office=office,
        name=" ".join(name.split()),
        scopes=wanted,
        digest=digest_of(secret),
        created_at=clock.now(),
        expires_on=expires_on,
    )
    token.full_clean()
    token.save()
    facts = {"scopes": wanted, "expires_on": expires_on.isoformat()}
    record(
        office=office,
        actor=by,
        action="access.token_created",
        target=token,
        after=facts,
        personal={"name": token.name},
        subject=by.seal_subject,
    )
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by) -> None:
    """Ends a token at once; again changes nothing. Raises Forbidden unless it is one's own or one manages the accounts
    of its office."""
    if by is not None and by.pk != token.user_id:
        require(by, "access.manage", token.office)
    hold(token.office)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()):
        record(office=token.office, actor=by, action="access.token_revoked", target=token)


def end_tokens(user: User) -> int:
    """Part of an action that records why: no token of the account opens anything any more."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())
