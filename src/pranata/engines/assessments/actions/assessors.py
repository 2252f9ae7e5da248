"""Who assesses a sheet: appointed, from another office with a grant, and dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.access.actions import give_grant, revoke_grant
from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.notify.actions import Message, tell
from pranata.engines.assessments import notices
from pranata.engines.assessments.actions.flow import begin
from pranata.engines.assessments.models import MANAGE, VIEW, Assessor, Level, Status
from pranata.engines.assessments.powers import is_in_force
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import Grant, User
    from pranata.engines.assessments.models import Sheet


@transaction.atomic
def appoint(
    sheet: Sheet, user: User, *, level: Level, valid_to: date | None = None, purpose: str = "", by: User
) -> Assessor:
    """Let ``user`` assess the sheet at ``level``; one who sees no sheets of the office gets a grant until ``valid_to``.

    Raises ``Forbidden`` without "assessments.manage", ``ValidationError``, ``Stale`` for a sheet that has ended.
    """
    begin(sheet, MANAGE, by)
    if sheet.status == Status.CLOSED:
        raise Stale("appoint")
    if level not in (Level.INTERNAL, Level.EXTERNAL):
        raise ValidationError({"level": _("Pilih tingkat penilaian.")})
    if user == by:
        raise ValidationError({"user": _("Yang menunjuk tidak menunjuk dirinya sendiri.")})
    _make_room(sheet, user, by)
    grant = None if user.can(VIEW, sheet.office) else _open_to(sheet, user, valid_to, purpose, by)
    found = Assessor(sheet=sheet, user=user, level=level, grant=grant, appointed_by=by, appointed_on=clock.today())
    found.full_clean()
    found.save()
    after = {"sheet": sheet.pk, "user": user.pk, "level": level, "grant": grant.pk if grant else None}
    record(office=sheet.office, actor=by, action="assessments.assessor_appointed", target=found, after=after)
    message = Message(user, notices.APPOINTED.name, sheet, sheet.get_absolute_url(), period=str(found.pk))
    tell(sheet.office, [message], by=by)
    return found


@transaction.atomic
def dismiss(assessor: Assessor, *, reason: str, by: User) -> Assessor:
    """Let somebody assess the sheet no more, and close it to them again; what was answered stays.

    Raises ``Forbidden``, ``ValidationError`` without a reason, ``Stale`` for one who was dismissed already.
    """
    begin(assessor.sheet, MANAGE, by)
    assessor.refresh_from_db()
    if assessor.dismissed_on is not None:
        raise Stale("dismiss")
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    assessor.dismissed_on = clock.today()
    assessor.save(update_fields=["dismissed_on"])
    if assessor.grant is not None and assessor.grant.revoked_at is None:
        revoke_grant(assessor.grant, reason=reason.strip()[:300], by=by)
    record(
        office=assessor.sheet.office,
        actor=by,
        action="assessments.assessor_dismissed",
        target=assessor,
        after={"dismissed_on": assessor.dismissed_on.isoformat()},
        personal={"reason": reason.strip()},
        subject=by.seal_subject,
    )
    return assessor


def _make_room(sheet: Sheet, user: User, by: User) -> None:
    """Ends an appointment whose grant has run out or was revoked. Raises ``ValidationError`` while one is in force."""
    today = clock.today()
    found = Assessor.objects.serving().filter(sheet=sheet, user=user).select_related("grant").first()
    if found is None:
        return
    if is_in_force(found, sheet, user):
        raise ValidationError({"user": _("Akun ini sudah menjadi penilai lembar ini.")})
    found.dismissed_on = today
    found.save(update_fields=["dismissed_on"])
    after = {"dismissed_on": today.isoformat()}
    record(office=sheet.office, actor=by, action="assessments.assessor_dismissed", target=found, after=after)


def _open_to(sheet: Sheet, user: User, valid_to: date | None, purpose: str, by: User) -> Grant:
    if valid_to is None:
        raise ValidationError({"valid_to": _("Isi sampai kapan lembar ini dibuka untuknya.")})
    if not purpose.strip():
        raise ValidationError({"purpose": _("Isi untuk apa lembar ini dibuka.")})
    return give_grant(sheet, purpose=purpose, valid_to=valid_to, user=user, by=by)
