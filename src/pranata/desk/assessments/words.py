"""Answers, marks and states of a sheet in words and chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pranata.engines.assessments.models import Status
from pranata.engines.assessments.reading.instrument import Certainty

if TYPE_CHECKING:
    from pranata.engines.assessments.models import Answer, Sheet
    from pranata.engines.assessments.queries import Line
    from pranata.engines.assessments.reading.instrument import Instrument, Mark

Chip = tuple[str, str, str]  # words, kind and sign, as the component ``chip`` takes them
LOOKS = {
    Status.DRAFT: ("", "○"),
    Status.IN_PROGRESS: ("info", "◔"),
    Status.SUBMITTED: ("info", "●"),
    Status.CHANGES_REQUESTED: ("warn", "↩"),
    Status.AGREED: ("ok", "✓"),
    Status.CLOSED: ("ok", "✓"),
}
CERTAINTIES = {
    Certainty.SOURCE: gettext_lazy("dari sumber yang dibaca"),
    Certainty.HIGH: gettext_lazy("belum terkonfirmasi, keyakinan tinggi"),
    Certainty.MEDIUM: gettext_lazy("belum terkonfirmasi, keyakinan sedang"),
    Certainty.LOW: gettext_lazy("belum terkonfirmasi, keyakinan rendah"),
    Certainty.OWN: gettext_lazy("susunan sendiri, belum terkonfirmasi"),
    Certainty.NOT_FOUND: gettext_lazy("tidak ditemukan, diisi pengganti; belum terkonfirmasi"),
}


def status_chip(sheet: Sheet) -> Chip:
    return (str(sheet.get_status_display()), *LOOKS[Status(sheet.status)])


def mark_words(mark: Mark) -> str:
    """Where something comes from, and how sure that is."""
    found = [str(CERTAINTIES[mark.certainty]), mark.source, mark.note]
    return " · ".join(filter(None, found))


def target_title(instrument: Instrument, target: str) -> str:
    """What the office aims at, in full: "Wilayah Bebas dari Korupsi"; "" without a target."""
    named = [*instrument.gates, *instrument.bands]
    return next((each.title or each.code for each in named if each.code == target), target)


def line_chips(line: Line, answer: Answer | None) -> list[Chip]:
    """What proves an answer, or that nothing does."""
    found: list[Chip] = []
    if line.proving:
        found.append((ngettext("%d bukti", "%d bukti", line.proving) % line.proving, "ok", "✓"))
    if answer is not None and answer.reading_id:
        found.append((_("terukur"), "ok", "✓"))
    if line.expired:
        words = ngettext("%d bukti tidak berlaku lagi", "%d bukti tidak berlaku lagi", line.expired)
        found.append((words % line.expired, "warn", "!"))
    if answer is not None and answer.is_confirmed and not line.is_proven and not line.expired:
        found.append((_("belum ada bukti"), "bad", "!"))
    if answer is not None and not answer.is_confirmed:
        found.append((_("dari tahun lalu, belum dipastikan"), "warn", "?"))
    return found


def part_title(instrument: Instrument, code: str) -> str:
    """What a part, a group or the total is called."""
    if code == "total":
        return _("Nilai total")
    if code in instrument.by_part:
        return instrument.by_part[code].title
    return next((each.title for each in instrument.groups if each.code == code), code)


def full_title(instrument: Instrument, code: str) -> str:
    """What a part is called, with the part above it where several bear the title."""
    title = part_title(instrument, code)
    namesakes = [part for part in instrument.walk() if part.title == title]
    above = next((part for part in instrument.walk() if any(child.code == code for child in part.parts)), None)
    return f"{title} · {above.title}" if above is not None and len(namesakes) > 1 else title
