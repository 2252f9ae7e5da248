"""Who fills in a section until when, and whether that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.notify.actions import Message, tell
from pranata.engines.assessments import notices
from pranata.engines.assessments.actions.flow import FLOW, begin, begin_filling, same_office
from pranata.engines.assessments.models import MANAGE, Section, Status
from pranata.engines.assessments.powers import is_open

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.base.people.models import Person


@transaction.atomic
def assign(
    section: Section, *, person: Person | None = None, unit: Unit | None = None, due_on: date | None = None, by: User
) -> Section:
    """Give a section to a person or a unit, or to nobody, until ``due_on``; tell who is newly charged.

    Raises ``Forbidden`` without "assessments.manage", ``ValidationError``, ``Stale`` for a sheet that has ended.
    """
    sheet = section.sheet
    begin(sheet, MANAGE, by)
    if sheet.status in (Status.AGREED, Status.CLOSED):
        raise Stale("assign")
    if person is not None and unit is not None:
        raise ValidationError(_("Pilih pegawai atau unit kerja, bukan keduanya."))
    same_office(section, person, unit)
    if sheet.status == Status.DRAFT:
        FLOW.take(sheet, "start", by=by)
    section.refresh_from_db()
    section.sheet = sheet
    before = _facts(section)
    section.person, section.unit, section.due_on = person, unit, due_on
    section.full_clean()
    section.save(update_fields=["person", "unit", "due_on"])
    after = _facts(section)
    if before != after:
        record(
            office=sheet.office,
            actor=by,
            action="assessments.section_assigned",
            target=section,
            before=before,
            after=after,
        )
    if (before["person"], before["unit"]) != (after["person"], after["unit"]):
        _tell(section, by)
    return section


@transaction.atomic
def mark_ready(section: Section, *, is_ready: bool = True, by: User) -> Section:
    """Say that a section is filled in, or not yet after all.

    Raises ``Forbidden`` without "assessments.answer", ``Stale`` when the section is not being filled in.
    """
    sheet = section.sheet
    begin_filling(sheet, by)
    section.refresh_from_db()
    section.sheet = sheet
    if not is_open(section, sheet):
        raise Stale("mark_ready")
    if section.is_ready != is_ready:
        section.is_ready = is_ready
        section.save(update_fields=["is_ready"])
        after = {"is_ready": is_ready}
        record(office=sheet.office, actor=by, action="assessments.section_ready", target=section, after=after)
    return section


def _facts(section: Section) -> dict[str, object]:
    return {
        "person": section.person_id,
        "unit": section.unit_id,
        "due_on": section.due_on.isoformat() if section.due_on else None,
    }


def _tell(section: Section, by: User) -> None:
    sheet = section.sheet
    address = f"{sheet.get_absolute_url()}?bagian={section.code}"
    told = sorted((each for each in notices.people_of(section) if each != by), key=lambda each: each.pk)
    period = f"{section.code}:{section.due_on or ''}"
    tell(
        sheet.office,
        [Message(each, notices.ASSIGNED.name, sheet, address, period=period, due_on=section.due_on) for each in told],
        by=by,
    )
