"""What stands beside the questions: conditions of the titles, the category, warnings, what is not confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.base.flow.models import Activity
from pranata.desk.assessments.words import full_title, mark_words, part_title
from pranata.engines.assessments.actions.flow import FLOW
from pranata.engines.assessments.sentences import sentence, shown

if TYPE_CHECKING:
    from fractions import Fraction

    from pranata.engines.assessments.models import Sheet
    from pranata.engines.assessments.queries import SheetView
    from pranata.engines.assessments.reading.instrument import Condition, Gate, Instrument, Mark


@dataclass(frozen=True)
class Held:
    """One condition and how the sheet stands to it; ``is_proven``: also when only proven answers count."""

    title: str
    minimum: str
    claimed: str
    proven: str
    is_met: bool
    is_proven: bool
    is_settled: bool


@dataclass(frozen=True)
class GateBox:
    """The conditions of one title: those ``shown`` have a line each, those of ``sections`` are told by their number."""

    code: str
    title: str
    passed: bool
    is_proven: bool
    shown: list[Held]
    sections: list[Held]
    notes: tuple[str, ...]

    @property
    def open_count(self) -> int:
        """How many conditions on single sections do not hold."""
        return sum(not each.is_met for each in self.sections)

    @property
    def sections_are_proven(self) -> bool:
        return all(each.is_proven for each in self.sections)


@dataclass
class Unsettled:
    """What is not confirmed for one reason, ``words``: titles of parts and conditions."""

    words: str
    about: list[str]


def side_of(view: SheetView) -> dict[str, Any]:
    """The context of ``desk/assessments/side.html``."""
    instrument, target = view.instrument, view.sheet.target
    boxes = [gate_box(view, each) for each in instrument.gates]
    return {
        "gates": sorted(boxes, key=lambda box: box.code != target),
        "bands": bands_of(view),
        "warnings": [sentence(each) for each in view.claimed.warnings],
        "unsettled": unsettled(instrument),
        "history": history(view.sheet),
    }


def history(sheet: Sheet) -> list[dict[str, Any]]:
    """The steps that the sheet went through, oldest first."""
    return [
        {"words": FLOW.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note}
        for each in Activity.objects.of(sheet).select_related("by__person")
        if each.step in FLOW.steps
    ]


def gate_box(view: SheetView, gate: Gate) -> GateBox:
    held = [(condition_of(view, each), is_of_section(view.instrument, each)) for each in gate.conditions]
    return GateBox(
        code=gate.code,
        title=gate.title,
        passed=view.claimed.gates[gate.code].passed,
        is_proven=view.proven.gates[gate.code].passed,
        shown=[one for one, is_folded in held if not is_folded],
        sections=[one for one, is_folded in held if is_folded],
        notes=gate.notes,
    )


def condition_of(view: SheetView, condition: Condition) -> Held:
    claimed, proven = (outcome.points(condition.part) for outcome in (view.claimed, view.proven))
    return Held(
        title=full_title(view.instrument, condition.part),
        minimum=shown(condition.minimum, places(condition.minimum)),
        claimed=shown(claimed),
        proven=shown(proven),
        is_met=claimed >= condition.minimum,
        is_proven=proven >= condition.minimum,
        is_settled=condition.mark.is_settled,
    )


def is_of_section(instrument: Instrument, condition: Condition) -> bool:
    """Whether a condition looks at one of the many sections, not at the total or a main part."""
    part = instrument.by_part.get(condition.part)
    return part is not None and part.is_section


def bands_of(view: SheetView) -> dict[str, Any] | None:
    """The category now, claimed and proven, and the next better one; None of an instrument without categories."""
    bands, now = view.instrument.bands, view.claimed.band
    if not bands:
        return None
    better = bands[: bands.index(now)] if now in bands else bands
    return {
        "claimed": now,
        "proven": view.proven.band,
        "next": better[-1] if better else None,
        "lowest": shown(better[-1].lowest, places(better[-1].lowest)) if better else "",
        "unsettled": any(not each.mark.is_settled for each in bands),
    }


def unsettled(instrument: Instrument) -> list[Unsettled]:
    """The weights and conditions that are not confirmed, grouped by where they come from."""
    found: dict[str, Unsettled] = {}
    for mark, about in unsettled_marks(instrument):
        words = mark_words(mark)
        group = found.setdefault(words, Unsettled(words, []))
        if about not in group.about:
            group.about.append(about)
    return list(found.values())


def unsettled_marks(instrument: Instrument) -> list[tuple[Mark, str]]:
    """(mark, what it is of) for every weight, condition and category that is not confirmed."""
    weights = [(part.mark, _("bobot %s") % part.title) for part in instrument.walk()]
    conditions = [
        (each.mark, _("syarat %(gate)s: %(part)s") % {"gate": gate.code, "part": part_title(instrument, each.part)})
        for gate in instrument.gates
        for each in gate.conditions
    ]
    bands = [(each.mark, _("batas kategori %s") % each.code) for each in instrument.bands]
    return [(mark, about) for mark, about in (*weights, *conditions, *bands) if not mark.is_settled]


def places(number: Fraction) -> int:
    """How many decimals a threshold is told with: 75, 15,75, 2,625."""
    return next((count for count in range(4) if (number * 10**count).denominator == 1), 3)
