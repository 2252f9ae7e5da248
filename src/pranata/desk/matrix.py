"""What stands around the matrix: the figures above it, the areas beside it and the choices of its filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.templatetags.ui import CELL_SIGNS, month_name
from pranata.desk.remark_kinds import remark_kind
from pranata.engines.plan.filters import CARRIED_OVER, PlanFilter
from pranata.engines.plan.models import Severity
from pranata.engines.plan.queries import GRAVEST_FIRST, INTERPRETED, NOBODY
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import Standing, legend, schedule, standings, together

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from pranata.engines.plan.queries import AreaSummary, Matrix
    from pranata.engines.plan.schedule import AreaBlocks, Block, Line

    Choices = list[tuple[str, str | _StrPromise]]

SEVERITY_FIGURES = (
    (Severity.ERROR, _("catatan kesalahan")),
    (Severity.DOUBT, _("catatan meragukan")),
    (Severity.INFO, _("catatan keterangan")),
)


@dataclass(frozen=True)
class Figure:
    """One number above the matrix; ``address`` lists what it counts, "" when nothing does; ``kind`` "bad" alarms."""

    value: int | str
    words: str | _StrPromise
    address: str = ""
    kind: str = ""


@dataclass(frozen=True)
class AreaLink:
    """One area in the menu beside the matrix; ``share`` of 100 is fulfilled, None while no year runs."""

    no: int
    name: str
    subactivity_count: int
    share: int | None = None


class MatrixPage:
    """A plan's matrix narrowed to ``wanted``, as of ``today``."""

    def __init__(self, matrix: Matrix, wanted: PlanFilter, today: date) -> None:
        self.matrix, self.wanted, self.today = matrix, wanted, today
        self.standings = standings(matrix, today)
        self.area = next((each for each in matrix.areas if each.no == wanted.area), None)
        laid_out = schedule(matrix, today)
        self.states = legend(laid_out)
        self.areas = [kept for each in laid_out if (kept := narrowed(each, wanted))] if wanted.state else laid_out

    def context(self) -> dict[str, object]:
        """What ``desk/plan.html`` shows."""
        shown = legend(self.areas)
        rows = [line.row for area in self.areas for block in area.blocks for line in block.lines]
        year = self.matrix.plan.year
        return {
            "matrix": self.matrix,
            "areas": self.areas,
            "area": self.area,
            "plan_areas": self.area_links(),
            "found": len(rows),
            "counts": self.figures(),
            "wanted": self.wanted,
            "highlighted_month": self.wanted.month or (self.today.month if year == self.today.year else None),
            "remark_choices": remark_choices(self.wanted.remark),
            "party_choices": self.party_choices(),
            "state_choices": self.state_choices(),
            "legend": shown,
            "carried_over": any(row.carried_from for row in rows),
            "unproven": any(row.unproven for row in rows),
            "is_closed": year < self.today.year,
            "is_live": bool(self.standings),
        }

    def area_links(self) -> list[AreaLink]:
        return [
            AreaLink(
                each.no,
                each.name,
                each.subactivity_count,
                self.standings[each.no].share if each.no in self.standings else None,
            )
            for each in self.matrix.areas
        ]

    def figures(self) -> list[Figure]:
        """Counts of the chosen area, or of the whole plan; never narrowed by anything else."""
        if self.standings:
            areas = [self.standings[self.area.no]] if self.area else self.standings.values()
            return self.live_figures(together(*areas))
        if self.area is not None:
            return self.area_figures(self.area)
        totals = self.matrix.totals
        return [
            Figure(totals.subactivities, _("subkegiatan")),
            Figure(totals.planned, _("pelaksanaan bulanan")),
            Figure(totals.indicators, _("indikator keberhasilan")),
            self.figure(totals.low, _("subkegiatan perlu ditinjau"), remark=INTERPRETED),
            *(
                self.figure(totals.remarks[level], words, remark=str(level))
                for level, words in SEVERITY_FIGURES
                if totals.remarks[level]
            ),
        ]

    def area_figures(self, area: AreaSummary) -> list[Figure]:
        return [
            Figure(area.subactivity_count, _("subkegiatan")),
            Figure(area.planned_count, _("pelaksanaan bulanan")),
            self.figure(area.remark_count, _("catatan pembacaan"), remark="ada"),
        ]

    def live_figures(self, standing: Standing) -> list[Figure]:
        groups = [each for each in self.matrix.all_groups if self.area is None or each.area_no == self.area.no]
        nobody = sum(not row.party for group in groups for row in group.rows)
        month = month_name(standing.month)
        parts = {"month": month, "fulfilled": standing.fulfilled, "planned": standing.planned}
        share = "–" if standing.share is None else f"{standing.share}%"
        words = _now("jadwal terpenuhi s.d. %(month)s (%(fulfilled)d dari %(planned)d)") % parts
        late = "bad" if standing.overdue else ""
        return [
            Figure(share, words),
            replace(self.figure(standing.overdue, _("lewat tenggat"), state=CellState.OVERDUE.value), kind=late),
            self.figure(standing.submitted, _("menunggu verifikasi"), state=CellState.SUBMITTED.value),
            *([self.figure(nobody, _("tanpa penanggung jawab"), party=NOBODY)] if nobody else []),
        ]

    def figure(self, value: int, words: str | _StrPromise, **asked: str) -> Figure:
        """``value`` with the address that lists what it counts, in the chosen area."""
        if not value:
            return Figure(value, words)
        wanted = PlanFilter(area=self.area.no if self.area else None, **asked)
        return Figure(value, words, f"{self.matrix.plan.get_absolute_url()}?{wanted.parameters.urlencode()}")

    def party_choices(self) -> Choices:
        """The values of ``?pj=`` with their words."""
        return [(NOBODY, _("Belum ada")), *self.matrix.parties]

    def state_choices(self) -> Choices:
        """The values of ``?keadaan=`` with their words: what occurs in the rows found, and what is chosen."""
        kept = {*map(str, self.states), self.wanted.state}
        choices: Choices = [
            (str(state), CELL_SIGNS[state][1].capitalize()) for state in CellState if str(state) in kept
        ]
        rows = (row for group in self.matrix.all_groups for row in group.rows)
        if self.wanted.state == CARRIED_OVER or any(row.carried_from for row in rows):
            choices.append((CARRIED_OVER, _("Dilanjutkan dari tahun lalu")))
        return choices


def narrowed(area: AreaBlocks, wanted: PlanFilter) -> AreaBlocks | None:
    """``area`` with the lines in the state asked for; None when no line is."""
    blocks = [kept for block in area.blocks if (kept := _narrowed_block(block, wanted)).lines]
    return replace(area, blocks=blocks) if blocks else None


def _narrowed_block(block: Block, wanted: PlanFilter) -> Block:
    return replace(block, lines=[line for line in block.lines if _is_in_state(line, wanted)])


def _is_in_state(line: Line, wanted: PlanFilter) -> bool:
    if wanted.state == CARRIED_OVER:
        return line.row.carried_from is not None
    states = [line.states[wanted.month - 1]] if wanted.month else line.states
    return wanted.state in map(str, states)


def remark_choices(chosen: str) -> Choices:
    """The values of ``?catatan=`` with their words; a chosen code joins them."""
    choices: Choices = [
        ("ada", _("Ada catatan")),
        (INTERPRETED, _("Perlu ditinjau")),
        *((str(level), level.label.capitalize()) for level in GRAVEST_FIRST),
    ]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, remark_kind(chosen)))
    return choices
