"""Reads of complaints: the list, the way of one, what SP4N-LAPOR! and the register say of the same report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.models import (
    Classification,
    Complaint,
    LaporReport,
    LaporState,
    ReportKind,
    Status,
)
from pranata.areas.oversight.complaints.rules import Mismatch, mismatch
from pranata.engines.cases.queries import PARTIES, SEALED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

LONGEST_TEXT = 100
OPEN, ALL, DISPUTES = "", "semua", "sengketa"


@dataclass(frozen=True)
class ComplaintFilter:
    """``?keadaan=`` a status, "semua" or "sengketa", ``?jenis=``, ``?golongan=``, ``?q=``; nonsense is left out."""

    state: str = OPEN
    kind: str = ""
    classification: str = ""
    text: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> ComplaintFilter:
        state, kind, chosen = query.get("keadaan", ""), query.get("jenis", ""), query.get("golongan", "")
        return cls(
            state=state if state in {ALL, DISPUTES, *Status.values} else OPEN,
            kind=kind if kind in ReportKind.values else "",
            classification=chosen if chosen in Classification.values else "",
            text=query.get("q", "").strip()[:LONGEST_TEXT],
        )

    @property
    def is_narrow(self) -> bool:
        return self != ComplaintFilter()

    def complaints(self, user: User, office: Office) -> QuerySet[Complaint]:
        """Those that ``user`` may see and asks for, the newest first."""
        found = Complaint.objects.visible_to(user).filter(office=office)
        if self.state == OPEN:
            found = found.open()
        elif self.state == DISPUTES:
            found = found.filter(is_service_dispute=True)
        elif self.state != ALL:
            found = found.filter(status=self.state)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.classification:
            found = found.filter(classification=self.classification)
        if self.text:
            words = Q(number__icontains=self.text) | Q(subject__icontains=self.text)
            found = found.filter(words | Q(lapor_number__icontains=self.text))
        return found.select_related(*PARTIES).defer(*SEALED)


@dataclass(frozen=True)
class Stage:
    """One stage of a complaint's way: its words, the day it was reached, "done", "now" or "" for what is to come."""

    words: str
    day: date | None
    state: str


def way_of(case: Complaint) -> list[Stage]:
    """The stages from receipt to end, the later ones without a day."""
    stages = [
        (_("Diterima"), case.received_on, (Status.RECEIVED,)),
        (_("Diverifikasi"), case.verified_on, (Status.VERIFIED, Status.FORWARDED, Status.RETURNED)),
        (_("Ditindaklanjuti"), case.followed_up_on, (Status.HANDLED, Status.WAITING)),
        (_("Dijawab"), case.answered_on, (Status.ANSWERED,)),
        (_("Selesai"), case.closed_on, (Status.CLOSED, Status.REJECTED)),
    ]
    now = next(place for place, (_words, _day, statuses) in enumerate(stages) if case.status in statuses)
    states = ["done" if place < now else "now" if place == now else "" for place in range(len(stages))]
    reached = [(words, day if state else None, state) for (words, day, _at), state in zip(stages, states, strict=True)]
    return [Stage(*each) for each in reached]


@dataclass(frozen=True)
class Difference:
    """One report of which SP4N-LAPOR! and the register do not say the same; a state is "" where the report is not."""

    number: str
    mismatch: Mismatch
    there: str = ""
    here: str = ""
    report: LaporReport | None = None
    case: Complaint | None = None


MISMATCH_ORDER = list(Mismatch)


def differences(user: User, office: Office) -> list[Difference]:
    """Every report that only one of both has, or that stands otherwise, by its number; two queries and one more.

    A report whose complaint ``user`` may not see is left out, as if it agreed.
    """
    there = {report.number: report for report in LaporReport.objects.visible_to(user).filter(office=office)}
    numbered = Complaint.objects.filter(office=office).exclude(lapor_number="")
    here = {case.lapor_number: case for case in numbered.visible_to(user).select_related("office").defer(*SEALED)}
    unseen = set(numbered.values_list("lapor_number", flat=True)) - set(here)
    found = [difference(number, there.get(number), here.get(number)) for number in {*there, *here} - unseen]
    kept = [each for each in found if each is not None]
    return sorted(kept, key=lambda each: (MISMATCH_ORDER.index(each.mismatch), each.number))


def difference(number: str, report: LaporReport | None, case: Complaint | None) -> Difference | None:
    """How both differ about the report ``number``; None when they agree."""
    kind = mismatch(report.state if report else None, case.state_at_lapor if case else None)
    if kind is None:
        return None
    there = str(report.get_state_display()) if report else ""
    here = str(LaporState(case.state_at_lapor).label) if case else ""
    return Difference(number, kind, there, here, report, case)
