"""What comes in, from the public or written down by staff, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.models import Channel, Complaint, NamedOfficer, Reporter, ReportKind
from pranata.areas.oversight.complaints.rules import VERIFICATION, meant_by
from pranata.base.access.models import User
from pranata.base.notify.actions import take_back
from pranata.base.people.models import Person
from pranata.engines.cases.actions.guards import allow, change, hold_case, note_event
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.actions.messages import add_file
from pranata.engines.cases.models import Direction
from pranata.engines.cases.registry import kind_of
from pranata.engines.deadlines.explaining import explain
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.base import File

    from pranata.base.org.models import Office
    from pranata.engines.cases.actions.intake import Receipt


@dataclass(frozen=True)
class Report:
    """What somebody reports. ``officer`` is the name of whom it is about, as it was typed; ``subject`` is for lists and
    written by staff. Of the nameless ``contact`` is dropped unread."""

    description: str
    kind: str = ReportKind.COMPLAINT
    reporter: str = Reporter.NAMED
    contact: Mapping[str, str] = field(default_factory=dict)
    officer: str = ""
    hides_unit: bool = False
    is_service_dispute: bool = False
    channel: str = Channel.PORTAL
    lapor_number: str = ""
    subject: str = ""
    received_at: datetime | None = None


@transaction.atomic
def receive_complaint(office: Office, report: Report, *, by: Any, files: Iterable[tuple[File, str]] = ()) -> Receipt:
    """Take a report in: the clock of verification starts, the number comes when it is verified.

    Everybody of the office who bears a word of ``officer`` is kept away from it at once. ``files`` come with their
    names. Raises ``Forbidden``, ``ValidationError``, ``RefusedFile``.
    """
    refuse_known_number(office, report.lapor_number)
    received_at = report.received_at or clock.now()
    due = explain(VERIFICATION, received_at).due
    intake = Intake(
        contact={} if report.reporter == Reporter.ANONYMOUS else report.contact,
        description=report.description,
        channel=report.channel,
        received_at=received_at,
        subject=report.subject,
        fields={
            "kind": report.kind,
            "reporter": report.reporter,
            "hides_unit": report.hides_unit,
            "is_service_dispute": report.is_service_dispute,
            "lapor_number": report.lapor_number,
            "verification_due_on": due,
            "clock": VERIFICATION,
            "started_at": received_at,
            "started_on": received_at.astimezone(clock.zone()).date(),
            "due_on": due,
        },
    )
    receipt = receive(kind_of(Complaint), office, intake, by=by)
    NamedOfficer.objects.bulk_create(
        NamedOfficer(complaint=receipt.case, person_id=number) for number in officers_named(office, report.officer)
    )
    for file, name in files:
        add_file(receipt.case, file, name=name, direction=Direction.FROM_PUBLIC, by=by)
    return receipt


def refuse_known_number(office: Office, lapor_number: str, *, besides: int | None = None) -> None:
    """Raises ``ValidationError`` when another complaint of the office bears this number of SP4N-LAPOR!."""
    known = Complaint._base_manager.filter(office=office, lapor_number=lapor_number).exclude(pk=besides)
    if lapor_number and known.exists():
        raise ValidationError({"lapor_number": _("Nomor SP4N-LAPOR! ini sudah tercatat.")})


def officers_named(office: Office, typed: str) -> list[int]:
    """The ids of the people of ``office`` who may be meant."""
    if not typed:
        return []
    return meant_by(typed, Person.objects.filter(office=office).order_by("pk").values_list("pk", "name"))


@transaction.atomic
def name_officers(case: Complaint, *, people: Iterable[Person], hides_unit: bool, by: User) -> Complaint:
    """Say whom it is about; they, and with ``hides_unit`` their units, see it no more, nor stay charged with it.

    Raises ``Forbidden``, ``Stale``, ``ValidationError`` for somebody of another office or for whoever says so.
    """
    chosen = list(people)
    allow(case, by)
    if any(person.office_id != case.office_id for person in chosen):
        raise ValidationError({"people": _("Yang dipilih bukan dari satuan kerja ini.")})
    if by.person in chosen:
        raise ValidationError({"people": _("Anda tidak dapat memproses pengaduan tentang diri sendiri.")})
    hold_case(case, "name_officers", may_have_moved=True)
    before = list(case.officers.order_by("person").values_list("person", flat=True))
    case.officers.all().delete()
    NamedOfficer.objects.bulk_create(NamedOfficer(complaint=case, person=person) for person in chosen)
    after = sorted(person.pk for person in chosen)
    personal = {"officers": [before, after]}
    columns: dict[str, Any] = {"hides_unit": hides_unit}
    if is_kept_from(case, unit=case.unit, person=case.assignee, hides_unit=hides_unit):
        columns |= {"unit": None, "assignee": None}
    change(case, "kept_away", by=by, **columns)
    note_event(case, "officers_named", by=by, after={"count": len(after)}, personal=personal)
    take_back(case, office=case.office, recipients=accounts_kept_away(case), by=by)
    return case


def accounts_kept_away(case: Complaint) -> list[User]:
    """The accounts of whom it is about, and where the whole unit is kept away of their colleagues."""
    named = [each.person for each in case.officers.select_related("person")]
    kept = Q(person__in=named)
    if case.hides_unit:
        kept |= Q(person__unit__in={person.unit_id for person in named} - {None})
    return list(User.objects.filter(kept))


def is_kept_from(case: Complaint, *, unit: Any, person: Any, hides_unit: bool) -> bool:
    """Whether a party is one whom the complaint is about, or of the unit that is kept away."""
    named = [each.person for each in case.officers.select_related("person")]
    units = {each.unit_id for each in named if each.unit_id is not None} if hides_unit else set()
    if person is not None and (person in named or person.unit_id in units):
        return True
    return unit is not None and unit.pk in units


@transaction.atomic
def set_lapor_number(case: Complaint, *, lapor_number: str, by: User) -> Complaint:
    """Say under which number SP4N-LAPOR! has it; "" for none. Raises ``ValidationError``, ``Forbidden``, ``Stale``."""
    hold_case(case, "set_lapor_number", may_have_moved=True)
    refuse_known_number(case.office, lapor_number, besides=case.pk)
    change(case, "lapor_number_set", by=by, lapor_number=lapor_number)
    return case
