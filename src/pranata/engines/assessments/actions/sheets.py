"""A sheet is opened, submitted, sent back, agreed, closed, opened again; its aim is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.notify.actions import Message, tell
from pranata.base.org.permission import require
from pranata.engines.assessments import notices
from pranata.engines.assessments.actions.carrying import answer_what_is_out, carry_answers, earlier_sheet
from pranata.engines.assessments.actions.flow import FLOW, begin, begin_assessing, words_of
from pranata.engines.assessments.instruments import UnknownInstrument, by_key
from pranata.engines.assessments.models import ASSESS, MANAGE, Answer, Item, Level, Section, Sheet, Status
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.base.access.models import User
    from pranata.base.notify.kinds import Kind
    from pranata.base.org.models import Office
    from pranata.engines.assessments.reading.instrument import Instrument

FIRST_YEAR = 2000


@transaction.atomic
def open_sheet(
    office: Office, key: str, *, year: int, subject: str = "", target: str = "", variant: str = "", by: User | None
) -> Sheet:
    """Open a sheet of the instrument ``key`` with all its sections and items.

    Where the office has one of an earlier year, its answers come over unconfirmed. Raises ``Forbidden`` without
    "assessments.manage", ``ValidationError``.
    """
    require(by, MANAGE, office)
    hold(office)
    instrument = _instrument(key, variant)
    subject = " ".join(subject.split())
    if bool(subject) != bool(instrument.per_subject):
        raise ValidationError({"subject": _("Isi nama layanan hanya untuk instrumen per layanan.")})
    if not FIRST_YEAR <= year <= clock.today().year + 1:
        raise ValidationError({"year": _("Tahun ini tidak dapat dinilai.")})
    if not instrument.is_for(year):
        raise ValidationError({"year": _("Edisi instrumen ini tidak berlaku pada tahun itu.")})
    _check_target(instrument, target)
    sheet = Sheet(
        office=office,
        instrument=instrument.code,
        edition=instrument.edition,
        year=year,
        subject=subject,
        target=target,
        variant=variant,
        opened_by=by,
        opened_on=clock.today(),
    )
    sheet.carried_from = earlier_sheet(sheet)
    sheet.full_clean()
    sheet.save()
    items = _make_items(sheet, instrument)
    carried, out = carry_answers(sheet, items, instrument), answer_what_is_out(items, instrument)
    facts = {"instrument": sheet.key, "year": year, "target": target, "variant": variant}
    facts |= {"carried": carried, "not_applicable": out}
    record(office=office, actor=by, action="assessments.opened", target=sheet, after=facts)
    return sheet


@transaction.atomic
def set_target(sheet: Sheet, target: str, *, by: User, seen: str = "") -> Sheet:
    """Aim at a gate or a band of the instrument, or at none. Raises ``Forbidden``, ``ValidationError``, ``Stale``."""
    begin(sheet, MANAGE, by, seen)
    if sheet.status == Status.CLOSED:
        raise Stale("set_target")
    _check_target(by_key(sheet.key, sheet.variant), target)
    before, sheet.target = sheet.target, target
    sheet.save(update_fields=["target"])
    if before != target:
        record(
            office=sheet.office,
            actor=by,
            action="assessments.target_set",
            target=sheet,
            before={"target": before},
            after={"target": target},
        )
    return sheet


@transaction.atomic
def submit(sheet: Sheet, *, by: User, seen: str = "") -> Sheet:
    """Hand the sheet to its assessors; every section counts as ready, but what came back must be said to be ready.

    Raises ``Forbidden`` without "assessments.manage", ``Stale``, ``ValidationError`` with the sections still open.
    """
    begin(sheet, MANAGE, by, seen)
    if sheet.status == Status.CHANGES_REQUESTED:
        waiting = sheet.sections.filter(is_returned=True, is_ready=False)
        if codes := list(waiting.values_list("code", flat=True)):
            raise ValidationError(_("Belum selesai diperbaiki: %s.") % ", ".join(codes))
    FLOW.take(sheet, "submit", by=by, submitted_on=clock.today())
    sheet.sections.update(is_ready=True, is_returned=False)
    _tell(sheet, notices.SUBMITTED, notices.assessors_of(sheet), by)
    return sheet


@transaction.atomic
def send_back(sheet: Sheet, notes: Mapping[str, str], *, by: User) -> Sheet:
    """Return sections for changes: ``notes`` say by section code what to mend; tell who fills them in.

    Raises ``Forbidden`` for who does not assess it internally, ``Stale``, ``ValidationError``.
    """
    begin_assessing(sheet, Level.INTERNAL, by)
    if not notes:
        raise ValidationError(_("Pilih bagian yang dikembalikan."))
    known = {each.code: each for each in sheet.sections.select_related("sheet__office")}
    if unknown := sorted(set(notes) - set(known)):
        raise ValidationError(_("Bagian tidak dikenal: %s.") % ", ".join(unknown))
    returned = {known[code]: words_of(note, code) for code, note in notes.items()}
    FLOW.take(sheet, "send_back", by=by, note="\n".join(f"{each.code}: {note}" for each, note in returned.items()))
    for section, note in returned.items():
        section.is_returned, section.is_ready = True, False
        section.returned_on, section.returned_by, section.return_note = clock.today(), by, note
        section.full_clean()
        section.save()
    told = notices.managers_of(sheet).union(*map(notices.people_of, returned))
    _tell(sheet, notices.RETURNED, told, by)
    return sheet


@transaction.atomic
def agree(sheet: Sheet, *, note: str = "", by: User) -> Sheet:
    """Say that office and assessors agree; what was assessed stands.

    Raises as ``send_back``, ``Forbidden`` also for who answered for the office or handed the sheet in.
    """
    begin_assessing(sheet, Level.INTERNAL, by)
    own = Answer.objects.filter(item__section__sheet=sheet, level=Level.SELF, answered_by=by)
    if own.exists() or Activity.objects.of(sheet).filter(step="submit", by=by).exists():
        raise Forbidden(ASSESS)
    FLOW.take(sheet, "agree", by=by, note=note.strip(), agreed_on=clock.today(), agreed_by=by)
    _tell(sheet, notices.AGREED, notices.managers_of(sheet), by)
    return sheet


@transaction.atomic
def close(sheet: Sheet, *, by: User, seen: str = "") -> Sheet:
    """End the sheet; nothing in it changes any more. Raises ``Forbidden``, ``Stale``, ``ValidationError``."""
    begin(sheet, MANAGE, by, seen)
    return FLOW.take(sheet, "close", by=by, closed_on=clock.today())


@transaction.atomic
def reopen(sheet: Sheet, *, note: str, by: User) -> Sheet:
    """Put an agreed sheet before its assessors once more, and say why. Raises as ``close``."""
    begin(sheet, MANAGE, by)
    FLOW.take(sheet, "reopen", by=by, note=words_of(note), agreed_on=None, agreed_by=None)
    _tell(sheet, notices.SUBMITTED, notices.assessors_of(sheet), by)
    return sheet


def _instrument(key: str, variant: str) -> Instrument:
    try:
        return by_key(key, variant)
    except UnknownInstrument as error:
        raise ValidationError({"instrument": str(error)}) from None


def _check_target(instrument: Instrument, target: str) -> None:
    known = [each.code for each in (*instrument.gates, *instrument.bands)]
    if target and target not in known:
        raise ValidationError({"target": _("Sasaran tidak dikenal; pilih: %s.") % ", ".join(known)})


def _make_items(sheet: Sheet, instrument: Instrument) -> dict[str, Item]:
    """The sections and items of a new sheet; the items by code."""
    sections = Section.objects.bulk_create(
        Section(sheet=sheet, code=part.code, position=position)
        for position, part in enumerate(instrument.sections, start=1)
    )
    items = Item.objects.bulk_create(
        Item(section=section, code=question.code, position=position)
        for section, part in zip(sections, instrument.sections, strict=True)
        for position, question in enumerate(part.every_question(), start=1)
    )
    return {each.code: each for each in items}


def _tell(sheet: Sheet, kind: Kind, users: Iterable[User], by: User | None) -> None:
    """Once for each time the sheet moves; whoever moved it need not be told."""
    address, period = sheet.get_absolute_url(), str(Activity.objects.of(sheet).count())
    told = sorted((each for each in users if each != by), key=lambda each: each.pk)
    tell(sheet.office, [Message(each, kind.name, sheet, address, period=period) for each in told], by=by)
