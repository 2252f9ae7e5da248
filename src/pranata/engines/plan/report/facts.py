"""Reads and counts what an implementation report says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import override

from pranata.engines.plan.models import Plan, Progress, ProgressStatus, Status
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.queries.live import HANDED_IN, with_figures
from pranata.engines.plan.report.evidence import Proofs, read_proofs
from pranata.engines.plan.report.follow_ups import report_remark
from pranata.engines.plan.report.missing import missing_parts
from pranata.engines.plan.report.model import (
    ActivityRows,
    AreaFigures,
    AreaRows,
    Entry,
    Figure,
    Note,
    PlanReport,
    Reached,
    Row,
)
from pranata.engines.plan.report.narrating import drafted, section_titles
from pranata.engines.plan.report.readings import read_measures
from pranata.engines.plan.report.words import (
    NOBODY,
    TITLE,
    UNFINISHED,
    long_date,
    month_name,
    period_title,
    state_words,
)
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import Year, year_of
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.narrative import in_sections, merged
from pranata.engines.reports.queries import written_sentences
from pranata.lib import clock
from pranata.lib.periods import Length

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.plan.queries import ActivityGroup, AreaSummary, Matrix, SubactivityRow
    from pranata.lib.periods import Period

DRAFT_PLAN = "Rencana masih rancangan: belum ditetapkan, jadi belum ada yang jatuh tempo."
CODES = {"monthly": Length.MONTH, "quarterly": Length.QUARTER, "semester": Length.SEMESTER, "yearly": Length.YEAR}
GROUPS = {
    "verified": ({CellState.VERIFIED}, "terverifikasi"),
    "late": ({CellState.LATE}, "selesai terlambat"),
    "submitted": ({CellState.SUBMITTED}, "menunggu verifikasi"),
    "missing": ({CellState.OVERDUE, CellState.UNREPORTED}, "belum dilaporkan, tenggat lewat"),
    "ahead": ({CellState.PLANNED, CellState.DUE}, "tenggat belum lewat"),
}


def report_facts(office: Office, period: Period) -> PlanReport:
    """The report of the office's plan in ``period`` as of today, in sixteen queries whatever its rows.

    The plan is the one in force, or the first draft, and then that is said. Raises ``NoFacts`` without a plan.
    """
    plan = (
        Plan.objects.of_office().current().filter(office=office, year=period.year)
        .select_related("office", "document").defer("document__body").first()
    )  # fmt: skip
    if plan is None:
        raise NoFacts(f"{office.name} belum punya rencana aksi tahun {period.year}; impor dulu dengan import_plan.")
    today = clock.today()
    matrix = plan_matrix(plan)
    year = year_of(plan, today, matrix.deadlines)
    progress = Progress.objects.filter(subactivity__plan=plan, month__in=period.months).select_related("subactivity")
    progress = with_figures(progress)
    reader = _Reader(
        year=year,
        months=tuple(period.months),
        progress={(each.subactivity.code, each.month): each for each in progress},
        proofs=read_proofs(plan, period, today=today),
    )
    rows = tuple(kept for area in matrix.areas if (kept := reader.area(area, matrix.all_groups)).activities)
    counter = _Counter()
    figures = tuple(counter.area(area.no, area.name, _rows_of(rows, area.no)) for area in matrix.areas)
    total = counter.area(None, "Seluruh area", [row for area in matrix.areas for row in _rows_of(rows, area.no)])
    is_draft = plan.status == Status.DRAFT
    readings = read_measures(plan, period, today=today)
    figured = {figure.indicator_id for each in reader.progress.values() for figure in each.figures.all()}
    follow_ups = report_remark(office, today=today)
    report = PlanReport(
        title=f"{TITLE} {period_title(period)}",
        office_code=office.code,
        office_name=office.name,
        period=str(period),
        period_words=period.words,
        months=tuple(period.months),
        as_of=today,
        plan=f"{plan}{f' ({plan.edition})' if plan.edition else ''}",
        plan_status=plan.get_status_display(),
        decree=_decree(plan),
        areas=figures,
        total=total,
        rows=rows,
        remarks=(*_remarks(matrix, year, period, reader.proofs), *filter(None, [follow_ups])),
        evidence=reader.proofs.items,
        notes=tuple(counter.notes),
        measured=tuple(readings.measured),
        reading_notes=tuple(readings.notes),
        missing=tuple(missing_parts(rows, readings, figured)),
        follow_ups=follow_ups,
        warnings=(DRAFT_PLAN,) if is_draft else (),
        obstacles=("Rencana masih rancangan; laporan diterbitkan setelah rencana ditetapkan.",) if is_draft else (),
    )
    code = next(code for code, length in CODES.items() if length == period.length)
    written = written_sentences(office, code, period)
    return replace(report, narrative=in_sections(section_titles(report), merged(drafted(report), written)))


@dataclass(frozen=True)
class _Reader:
    """What the rows of the period are made of; progress by code and month."""

    year: Year
    months: tuple[int, ...]
    progress: Mapping[tuple[str, int], Progress]
    proofs: Proofs

    def area(self, area: AreaSummary, groups: Iterable[ActivityGroup]) -> AreaRows:
        found = [self.activity(each) for each in groups if each.area_no == area.no]
        return AreaRows(area.no, area.name, tuple(each for each in found if each.rows))

    def activity(self, group: ActivityGroup) -> ActivityRows:
        rows = [self.row(each) for each in group.rows]
        return ActivityRows(group.code, group.name, tuple(each for each in rows if each.entries))

    def row(self, row: SubactivityRow) -> Row:
        states = self.year.states(row.months, row.reports)
        shown = tuple(str(states[month - 1]) for month in self.months)
        deputy = f" (pengganti: {row.deputy_name})" if row.deputy_name else ""
        entries = [
            self.entry(row.code, month, state)
            for month, state in zip(self.months, shown, strict=True)
            if state != CellState.EMPTY
        ]
        return Row(row.code, row.text, f"{row.party_name or NOBODY}{deputy}", shown, tuple(entries))

    def entry(self, code: str, month: int, state: str) -> Entry:
        words = state_words(state)
        progress = self.progress.get((code, month))
        if progress is None:
            return Entry(month, state, words, is_reported=False)
        if progress.status not in HANDED_IN:
            unfinished = UNFINISHED[ProgressStatus(progress.status)]
            return Entry(month, state, f"{words}; {unfinished}", is_reported=False)
        proving, unproven = self.proofs.counts.get(f"{code}·{month}", (0, 0))
        return Entry(
            month,
            state,
            words,
            is_reported=True,
            submitted_on=timezone.localtime(progress.submitted_at).date() if progress.submitted_at else None,
            progress=progress.pk,
            achievement=_lines(progress.achievement),
            obstacle=_lines(progress.obstacle),
            follow_up=_lines(progress.follow_up),
            evidence_count=proving,
            unproven_count=unproven,
            figures=reached(progress),
        )


@dataclass
class _Counter:
    """Counts rows and cells, and keeps a note of what it counted for every figure but 0."""

    notes: list[Note] = field(default_factory=list)

    def area(self, no: int | None, name: str, rows: list[Row]) -> AreaFigures:
        cells = [(f"{row.code}·{entry.month}", entry.state) for row in rows for entry in row.entries]
        whose = f"Area {no}" if no is not None else name
        counted = {
            "rows": self.figure(f"{whose}: subkegiatan", [row.code for row in rows]),
            "cells": self.figure(f"{whose}: jadwal", [record for record, _state in cells]),
        }
        for key, (states, words) in GROUPS.items():
            counted[key] = self.figure(f"{whose}: {words}", [record for record, state in cells if state in states])
        return AreaFigures(no, name, **counted)

    def figure(self, counts: str, records: list[str]) -> Figure:
        if not records:
            return Figure(0)
        self.notes.append(Note(len(self.notes) + 1, counts, tuple(records)))
        return Figure(len(records), len(self.notes))


def reached(progress: Progress) -> tuple[Reached, ...]:
    """What the indicators came to, in their order, in Indonesian whatever the page's language."""
    with override("id"):
        return tuple(
            Reached(each.indicator.text, each.words, each.indicator.target_words, each.value, each.out_of)
            for each in sorted(progress.figures.all(), key=lambda each: (each.indicator.position, each.pk))
        )


def _lines(text: str) -> str:
    """The text with one kind of line end, whatever browser or sheet it came from."""
    return "\n".join(text.splitlines())


def _rows_of(areas: Iterable[AreaRows], no: int) -> list[Row]:
    return [row for area in areas if area.no == no for activity in area.activities for row in activity.rows]


def _decree(plan: Plan) -> str:
    """The decree as a sentence names it, "" while it has no number."""
    if not plan.document.number:
        return ""
    day = f" tanggal {long_date(plan.document.issued_on)}" if plan.document.issued_on else ""
    return f"Keputusan Nomor {plan.document.number}{day}"


def _remarks(matrix: Matrix, year: Year, period: Period, proofs: Proofs) -> Iterable[str]:
    """What a reader of the figures should know."""
    if not year.due:
        yield DRAFT_PLAN
    else:
        days = "; ".join(f"{month_name(month)} pada {long_date(year.due[month])}" for month in period.months)
        yield f"Tenggat pelaporan: {days}."
    if period.end >= year.today:
        yield f"Periode ini belum berakhir pada {long_date(year.today)}; angkanya masih dapat berubah."
    if doubtful := matrix.totals.low:
        yield f"{doubtful} subkegiatan rencana ini ditafsirkan dari cetakan yang tidak jelas dan belum ditinjau."
    if proofs.unproven:
        yield f"{proofs.unproven} bukti gugur: ditarik atau habis masa berlakunya; tidak dihitung membuktikan."
