"""What an implementation report lacks; it may be issued without, knowing so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pranata.engines.plan.report.model import Missing
from pranata.engines.plan.report.words import grouped
from pranata.engines.plan.rules import CellState

if TYPE_CHECKING:
    from pranata.engines.plan.report.model import AreaRows
    from pranata.engines.plan.report.readings import Readings

NAMED = 12  # how many are named before the rest is only counted
NOT_REPORTED = (CellState.OVERDUE, CellState.UNREPORTED)


def missing_parts(rows: Sequence[AreaRows], readings: Readings, figured: set[int]) -> Iterator[Missing]:
    """What is missing, in sentences; ``figured`` are the ids of the indicators that people gave a number."""
    cells = [
        (f"{row.code}·{entry.month}", entry)
        for area in rows
        for activity in area.activities
        for row in activity.rows
        for entry in row.entries
    ]
    unreported = [record for record, entry in cells if not entry.is_reported and entry.state in NOT_REPORTED]
    unproven = [record for record, entry in cells if entry.is_reported and not entry.evidence_count]
    unread = list(dict.fromkeys(each.code for each in readings.measured if each.value is None))
    blank = [reference for pk, reference in readings.by_hand if pk not in figured]
    for key, words, found in (
        ("belum-dilaporkan", "pelaksanaan belum dilaporkan", unreported),
        ("tanpa-bukti", "laporan bulanan tanpa bukti yang berlaku", unproven),
        ("belum-terukur", "indikator terikat ukuran tetapi belum bernilai", unread),
        ("isian-kosong", "indikator isian tangan belum diberi angka", blank),
        ("tanpa-ukuran", "indikator belum diikat dengan ukuran", readings.unbound),
        ("ukuran-hilang", "indikator terikat ukuran yang tidak ada lagi", readings.broken),
    ):
        if found:
            yield Missing(key, len(found), f"{len(found)} {words}: {_listed(found)}.")


def _listed(found: list[str]) -> str:
    shown = found[:NAMED]
    words = grouped(tuple(shown)) if "·" in shown[0] else ", ".join(shown)
    return f"{words}; dan {len(found) - NAMED} lainnya" if len(found) > NAMED else words
