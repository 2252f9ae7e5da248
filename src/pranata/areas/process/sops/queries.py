"""Reads of SOPs: their table for the rules, what is wrong in words, what is due, promised beside real times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.process.sops.models import Sop, Status
from pranata.areas.process.sops.rules import (
    Fault,
    Finding,
    Stop,
    Symbol,
    Total,
    Unit,
    evaluation_due,
    findings,
    promised,
    promised_days,
    quick_and_slow,
)
from pranata.engines.cases.registry import by_code, kinds
from pranata.engines.cases.rules import MINIMUM_SAMPLE
from pranata.engines.cases.statistics import durations_of
from pranata.engines.deadlines.clocks import clock_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.cases.registry import CaseKind

YEAR = timedelta(days=365)
EVALUATION = "sops.evaluation"
OF_TABLE = {
    Fault.NO_STEPS: gettext_lazy("Belum ada kegiatan."),
    Fault.NO_START: gettext_lazy("Kegiatan pertama bukan simbol mulai."),
    Fault.NO_END: gettext_lazy("Belum ada simbol akhir."),
}
OF_ROW = {
    Fault.NO_ACTIVITY: gettext_lazy("Nomor %(number)d: kegiatan belum ditulis."),
    Fault.NO_ACTOR: gettext_lazy("Nomor %(number)d: pelaksana belum dipilih."),
    Fault.UNREACHABLE: gettext_lazy("Nomor %(number)d tidak pernah dicapai dari awal."),
    Fault.ENDLESS: gettext_lazy("Dari nomor %(number)d alurnya tidak pernah sampai ke akhir."),
    Fault.ONE_WAY: gettext_lazy("Nomor %(number)d: keputusan perlu dua arah yang berbeda, Ya dan Tidak."),
    Fault.WRONG_TARGET: gettext_lazy("Nomor %(number)d menuju nomor yang tidak ada atau dirinya sendiri."),
    Fault.NO_VERB: gettext_lazy("Nomor %(number)d sebaiknya diawali kata kerja aktif, misalnya “memeriksa”."),
    Fault.NO_REQUIREMENTS: gettext_lazy("Nomor %(number)d: kelengkapan kosong."),
    Fault.NO_TIME: gettext_lazy("Nomor %(number)d: waktu kosong."),
    Fault.NO_OUTPUT: gettext_lazy("Nomor %(number)d: keluaran kosong."),
}


@dataclass(frozen=True)
class Real:
    """What was promised beside what happened: ``promised`` and the two real times in working days; None below enough
    cases. ``count`` are the cases answered from ``start`` to ``end``."""

    kind: CaseKind
    promised: int
    count: int
    median: float | None
    slow: float | None
    start: date
    end: date
    minimum: int = MINIMUM_SAMPLE

    @property
    def is_kept(self) -> bool | None:
        return None if self.slow is None else self.slow <= self.promised


@dataclass(frozen=True)
class Due:
    """An SOP in force and by when it is to be evaluated."""

    sop: Sop
    on: date


def stops_of(sop: Sop) -> list[Stop]:
    """The table as the rules take it; two queries."""
    columns = {pk: place for place, pk in enumerate(sop.actors.order_by("place").values_list("pk", flat=True))}
    return [
        Stop(
            number=each.number,
            actor=columns.get(each.actor_id) if each.actor_id else None,
            symbol=Symbol(each.symbol),
            activity=each.activity,
            requirements=each.requirements,
            output=each.output,
            amount=each.amount,
            unit=Unit(each.unit),
            yes=each.yes_to,
            no=each.no_to,
        )
        for each in sop.steps.order_by("number")
    ]


def finding_words(found: Iterable[Finding], actors: Sequence[str]) -> list[str]:
    """What is wrong, in sentences."""
    return [_finding(each, actors) for each in found]


def _finding(found: Finding, actors: Sequence[str]) -> str:
    if found.fault == Fault.IDLE_ACTOR:
        return _("Pelaksana “%s” tidak punya kegiatan.") % (actors[found.number] if actors else found.number + 1)
    if found.fault in OF_TABLE:
        return str(OF_TABLE[found.fault])
    return str(OF_ROW[found.fault]) % {"number": found.number}


def errors_of(stops: Sequence[Stop], actors: int) -> list[str]:
    """What keeps a draft from being handed in, in sentences."""
    return finding_words((each for each in findings(stops, actors) if not each.is_hint), ())


def total_words(total: Total) -> str:
    """ "1 hari kerja 2 jam 30 menit"; "" of nothing."""
    hours, minutes = divmod(total.minutes, 60)
    parts = (
        (total.days, _("%d hari")),
        (total.working_days, _("%d hari kerja")),
        (hours, _("%d jam")),
        (minutes, _("%d menit")),
    )
    return " ".join(words % amount for amount, words in parts if amount)


def time_words(amount: int | None, unit: str) -> str:
    """The time of one step; "" of none."""
    words = {
        Unit.MINUTE: _("%d menit"),
        Unit.HOUR: _("%d jam"),
        Unit.WORKING_DAY: _("%d hari kerja"),
        Unit.DAY: _("%d hari"),
    }
    return words[Unit(unit)] % amount if amount else ""


def case_kinds() -> list[CaseKind]:
    """The kinds of cases an SOP may be tied to: none of which some cases are kept from colleagues."""
    return [each for each in kinds() if each.concealed is None]


def real_times(sop: Sop, stops: Sequence[Stop], today: date) -> Real | None:
    """Promised beside real times of the year up to ``today``; None of an SOP that is tied to no cases."""
    kind = by_code(sop.case_kind) if sop.case_kind else None
    if kind is None or kind.concealed is not None:
        return None
    start = today - YEAR
    answered = kind.model.objects.filter(office=sop.office, answered_on__range=(start, today))
    durations = durations_of(answered)
    times = quick_and_slow(durations, MINIMUM_SAMPLE)
    days = promised_days(promised(stops))
    return Real(kind, days, len(durations), *(times or (None, None)), start, today)


def months_between_evaluations(today: date) -> int:
    return clock_for(EVALUATION, on=today).amount


def evaluations_due(sops: QuerySet[Sop], today: date) -> list[Due]:
    """Those of ``sops`` in force and by when each is to be evaluated, the earliest first; one query."""
    months = months_between_evaluations(today)
    held = sops.in_force(today).filter(status=Status.EFFECTIVE)  # type: ignore[attr-defined]
    found = held.annotate(last_looked=Max("evaluations__done_on")).select_related("office").order_by("pk")
    dues = [Due(each, evaluation_due(each.effective_on, each.last_looked, months)) for each in found]
    return sorted(dues, key=lambda each: (each.on, each.sop.pk))


def evaluation_due_of(sop: Sop, today: date) -> date | None:
    """By when it is to be evaluated; None of one that is not in force."""
    return next((each.on for each in evaluations_due(Sop.objects.filter(pk=sop.pk), today)), None)


def in_force_at(office: Office, today: date) -> QuerySet[Sop]:
    """What anyone may read of an office."""
    return Sop.objects.filter(office=office).in_force(today).select_related("unit").order_by("title")  # type: ignore[attr-defined]
