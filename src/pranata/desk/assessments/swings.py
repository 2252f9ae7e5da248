"""Whether what is not confirmed could change the result of a sheet, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.desk.assessments.words import full_title
from pranata.engines.assessments.instruments import variant
from pranata.engines.assessments.models import Level
from pranata.engines.assessments.queries import replies_of
from pranata.engines.assessments.sensitivity import ROOT, Swing, SwingKind, reachable
from pranata.engines.assessments.sentences import shown

if TYPE_CHECKING:
    from pranata.engines.assessments.queries import SheetView
    from pranata.engines.assessments.reading.instrument import Instrument


@dataclass(frozen=True)
class SwingLine:
    """One uncertainty; ``could`` are the categories that could come out, in words, "" where it changes none."""

    title: str
    about: str
    lowest: str
    highest: str
    could: str
    gates: str
    matters: bool


def swings_of(view: SheetView) -> dict[str, Any]:
    """The context of ``desk/assessments/rehearsal_swings.html``, from the office's own answers."""
    own = (line.answers[Level.SELF] for line in view.lines if Level.SELF in line.answers)
    others = () if view.sheet.variant else view.instrument.alternatives
    variants = {each.code: variant(view.instrument, each.code) for each in others}
    found = reachable(view.instrument, replies_of(own), variants)
    lines = [line_of(view.instrument, each) for each in found]
    return {
        "swings": lines,
        "swings_that_matter": [each for each in lines if each.matters],
        "other_swings": [each for each in lines if not each.matters],
    }


def line_of(instrument: Instrument, swing: Swing) -> SwingLine:
    return SwingLine(
        title=title_of(instrument, swing),
        about="; ".join(full_title(instrument, code) for code in swing.parts),
        lowest=shown(swing.lowest),
        highest=shown(swing.highest),
        could=", ".join(each or _("tanpa kategori") for each in swing.categories) if swing.matters else "",
        gates=", ".join(swing.gates),
        matters=swing.matters,
    )


def title_of(instrument: Instrument, swing: Swing) -> str:
    if swing.kind == SwingKind.ALTERNATIVE:
        return next(each.title for each in instrument.alternatives if each.code == swing.code)
    if swing.kind == SwingKind.TOGETHER:
        return _("Semua bobot yang belum terkonfirmasi sekaligus")
    if swing.code == ROOT:
        return _("Bobot bagian utama")
    return _("Bobot di dalam %s") % full_title(instrument, swing.code)
