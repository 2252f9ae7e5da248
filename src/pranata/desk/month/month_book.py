"""A month of a plan as a workbook of two sheets: its columns, and its rows as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.base.imports.cells import as_decimal, as_text, decimal_text
from pranata.base.imports.sheet import Column, Sheet
from pranata.base.ui.templatetags.ui import CELL_SIGNS
from pranata.desk.responsibility.charge_book import as_position
from pranata.engines.plan.actions.figures import figures_of
from pranata.engines.plan.actions.progress import TEXTS, progress_token

if TYPE_CHECKING:
    from pranata.engines.plan.models import Indicator
    from pranata.engines.plan.month import MonthRow

LONGEST_CELL = 32_767  # characters Excel keeps in a cell


class MonthBook:
    """The workbook of ``month``; ``rows`` as ``month_rows`` reads them."""

    def __init__(self, month: int, rows: list[MonthRow]) -> None:
        self.month = month
        self.rows = {item.row.code: item for item in rows}

    def sheets(self) -> dict[str, Sheet]:
        return {"notes": self._note_sheet(), "figures": self._figure_sheet()}

    def _note_sheet(self) -> Sheet:
        leave, fill = _("Jangan diubah."), _("Boleh beberapa baris (Alt+Enter); dikosongkan berarti dihapus.")
        told = _("Jangan diubah; dari sini diketahui bila baris ini ditulis orang lain sesudah berkas diunduh.")
        return Sheet(
            Column(_("Kode"), "code", self._row, required=True, unique=True, hint=leave, width=9),
            Column(_("Subkegiatan"), "text", hint=leave, width=50),
            Column(_("Keadaan"), "state", hint=_("Baris yang sudah diajukan tidak dapat diubah."), width=20),
            Column(_("Capaian"), "achievement", as_lines, present=True, hint=fill, width=50),
            Column(_("Hambatan"), "obstacle", as_lines, hint=fill, width=36),
            Column(_("Tindak lanjut"), "follow_up", as_lines, hint=fill, width=36),
            Column(_("Tanda"), "mark", hint=told, width=12),
            title=_("Realisasi"),
        )

    def _figure_sheet(self) -> Sheet:
        leave = _("Jangan diubah.")
        return Sheet(
            Column(_("Kode"), "code", self._row, required=True, hint=leave, width=9),
            Column(_("Indikator ke-"), "position", as_position, required=True, hint=leave, width=12),
            Column(_("Indikator"), "text", hint=leave, width=60),
            Column(_("Target"), "target", hint=leave, width=16),
            Column(_("Nilai"), "value", as_decimal, present=True, hint=_("Bilangan, misalnya 24 atau 95,5."), width=12),
            Column(_("Dari"), "out_of", as_decimal, hint=_("Pembanding bila ada: 24 dari 26."), width=12),
            title=_("Angka"),
        )

    def _row(self, text: str) -> MonthRow:
        try:
            return self.rows[as_text(text)]
        except KeyError:
            raise ValueError(_("“%s” bukan kode subkegiatan yang dijadwalkan bulan ini.") % as_text(text)) from None

    def written(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of each sheet as they stand; one whose notes no cell can hold is left out."""
        kept = [item for item in self.rows.values() if max(map(len, texts_of(item).values())) <= LONGEST_CELL]
        return {
            "notes": [self._note_cells(item) for item in kept],
            "figures": [cells for item in kept for cells in self._figure_cells(item)],
        }

    def _note_cells(self, item: MonthRow) -> dict[str, Any]:
        told = {
            "code": item.row.code,
            "text": item.row.text,
            "state": str(CELL_SIGNS[item.state][1]) if item.state in CELL_SIGNS else "",
        }
        return {**told, **texts_of(item), "mark": progress_token(item.row, self.month, item.progress)}

    def _figure_cells(self, item: MonthRow) -> list[dict[str, Any]]:
        stored = figures_of(item.progress) if item.progress else {}
        return [
            {
                "code": item.row.code,
                "position": str(each.position),
                "text": each.text,
                "target": each.target_words,
                **dict(zip(("value", "out_of"), map(decimal_text, stored.get(each.pk, (None, None))), strict=True)),
            }
            for each in indicators_of(item, self.month)
        ]


def indicators_of(item: MonthRow, month: int) -> list[Indicator]:
    """The indicators of a row that a month asks for."""
    stored = figures_of(item.progress) if item.progress else {}
    return [each for each in item.row.indicators.all() if each.is_of(month) or each.pk in stored]


def texts_of(item: MonthRow) -> dict[str, str]:
    """What is stored of a row's notes."""
    return {name: getattr(item.progress, name) if item.progress else "" for name in TEXTS}


def as_lines(text: str) -> str:
    """The lines of a cell as they stand."""
    return "\n".join(text.strip().splitlines())
