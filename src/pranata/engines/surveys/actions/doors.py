"""The doors besides the open link: one-use invitations and kiosks. Their codes are shown once; digests are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.base.seal.keys import derive, sealing_key
from pranata.engines.surveys.models import EDIT, Invitation, Kiosk

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.surveys.models import Survey, SurveyService

MOST_INVITATIONS = 500  # at once
INVITATION_BYTES, KIOSK_BYTES = 12, 18


@transaction.atomic
def invite(survey: Survey, count: int, *, by: User, service: SurveyService | None = None) -> list[str]:
    """So many one-use codes, to be handed out; the house keeps none of them.

    Raises ``ValidationError``, ``Forbidden``, ``Stale`` for a survey that has ended.
    """
    _begin(survey, by)
    if not 1 <= count <= MOST_INVITATIONS:
        raise ValidationError({"count": _("Isi 1 sampai %(most)d.") % {"most": MOST_INVITATIONS}})
    codes = [secrets.token_urlsafe(INVITATION_BYTES) for _each in range(count)]
    Invitation.objects.bulk_create(
        [Invitation(survey=survey, service=service, digest=code_digest(code)) for code in codes]
    )
    record(office=survey.office, actor=by, action="surveys.survey.invited", target=survey, after={"count": count})
    return codes


@transaction.atomic
def invite_from(survey: Survey, origin: str, service: SurveyService | None) -> str | None:
    """A one-use code for whoever holds the receipt of ``origin`` (a case's label and key); None once one was used.

    One that was made before and not used opens nothing any more: who closed its page is not shut out. What is kept of
    the origin is a digest under the house's own key.
    """
    code = secrets.token_urlsafe(INVITATION_BYTES)
    digest, sealed = code_digest(code), origin_digest(survey, origin)
    row = Invitation(survey=survey, service=service, digest=digest, origin=sealed)
    Invitation.objects.bulk_create([row], ignore_conflicts=True)
    Invitation.objects.filter(survey=survey, origin=sealed, is_used=False).update(digest=digest)
    return code if Invitation.objects.filter(digest=digest).exists() else None


def has_answered(survey: Survey, origin: str) -> bool:
    """Whether the invitation of ``origin`` was used."""
    return Invitation.objects.filter(survey=survey, origin=origin_digest(survey, origin), is_used=True).exists()


def invitation_of(code: str) -> Invitation | None:
    """The invitation that ``code`` opens, used or not."""
    rows = Invitation.objects.select_related("survey__office", "service")
    return rows.filter(digest=code_digest(code)).first()


@transaction.atomic
def open_kiosk(survey: Survey, place: str, *, by: User, service: SurveyService | None = None) -> tuple[Kiosk, str]:
    """A device at ``place`` and its key. Raises ``ValidationError`` by field, ``Forbidden``, ``Stale``."""
    _begin(survey, by)
    key = secrets.token_urlsafe(KIOSK_BYTES)
    item = Kiosk(survey=survey, service=service, place=" ".join(place.split()), digest=code_digest(key))
    item.full_clean()
    item.save()
    record(office=survey.office, actor=by, action="surveys.kiosk.opened", target=item, after={"place": item.place})
    return item, key


def kiosk_of(key: str) -> Kiosk | None:
    """The device that ``key`` stands for, unless it was withdrawn."""
    rows = Kiosk.objects.select_related("survey__office", "service")
    return rows.filter(digest=code_digest(key), is_withdrawn=False).first()


@transaction.atomic
def withdraw_kiosk(kiosk: Kiosk, *, by: User) -> None:
    """Let its key open nothing any more; doing so again changes nothing. Raises ``Forbidden``."""
    require(by, EDIT, kiosk.survey.office)
    hold(kiosk.survey.office)
    take_row(kiosk, seen="")
    if not kiosk.is_withdrawn:
        kiosk.is_withdrawn = True
        kiosk.save(update_fields=["is_withdrawn"])
        record(office=kiosk.survey.office, actor=by, action="surveys.kiosk.withdrawn", target=kiosk)


def code_digest(code: str) -> str:
    """What the house keeps of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def origin_digest(survey: Survey, origin: str) -> str:
    """What the house keeps of the case that an invitation was for; without the house's key it tells nothing."""
    key = derive(sealing_key(), f"survey-origin:{survey.pk}")
    return hmac.new(key, origin.encode(), hashlib.sha256).hexdigest()


def _begin(survey: Survey, by: User) -> None:
    require(by, EDIT, survey.office)
    hold(survey.office)
    take_row(survey, seen="")
    if survey.has_ended:
        raise Stale("invite")
