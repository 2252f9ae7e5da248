"""The table of steps as a workbook, both ways; it replaces the table of a draft, all rows or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.process.sops.actions.tables import MOST_STEPS, Row, rows_of, write_table
from pranata.areas.process.sops.models.tables import Symbol, TimeUnit
from pranata.base.imports.cells import as_decimal, as_text, one_of
from pranata.base.imports.faults import Fault, FaultySheet
from pranata.base.imports.sheet import Column, Sheet
from pranata.base.imports.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.areas.process.sops.models import Sop
    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Line
    from pranata.base.imports.sheet import Row as SheetRow

TARGETS = {"yes_to": "Ya ke nomor", "no_to": "Tidak ke nomor"}
MOST_TIME = 100_000


def as_count(text: str) -> int:
    """A whole number above 0."""
    value = as_decimal(text)
    if value != value.to_integral_value() or not 0 < value <= MOST_TIME:
        raise ValueError(_("“%s” bukan bilangan bulat di atas 0.") % text)
    return int(value)


def sheet() -> Sheet:
    """The columns of the workbook; the headings stand in the files that are sent back and stay Indonesian."""
    symbols = {str(each.label): each.value for each in Symbol}
    units = {str(each.label): each.value for each in TimeUnit}
    return Sheet(
        Column("Nomor", "number", as_count, required=True, unique=True, hint=_("1, 2, 3, … tanpa lompatan."), width=8),
        Column("Kegiatan", "activity", as_text, required=True, hint=_("Diawali kata kerja aktif."), width=45),
        Column("Pelaksana", "actor", as_text, required=True, hint=_("Jabatan atau peran, bukan nama orang."), width=24),
        Column("Simbol", "symbol", one_of(symbols), required=True, choices=tuple(symbols), width=14),
        Column("Kelengkapan", "requirements", as_text, width=30),
        Column("Waktu", "amount", as_count, width=8),
        Column("Satuan waktu", "unit", one_of(units), choices=tuple(units), width=14),
        Column("Keluaran", "output", as_text, also=("Output",), width=30),
        Column(TARGETS["yes_to"], "yes_to", as_count, hint=_("Kosong: kegiatan di bawahnya."), width=12),
        Column(TARGETS["no_to"], "no_to", as_count, hint=_("Hanya untuk keputusan."), width=12),
        Column("Keterangan", "note", as_text, width=25),
    )


def write_steps(sop: Sop) -> bytes:
    """The steps as they stand; of an SOP without any the empty template."""
    symbols, units = dict(Symbol.choices), dict(TimeUnit.choices)
    rows = [
        {
            "number": str(number),
            "activity": row.activity,
            "actor": row.actor,
            "symbol": str(symbols[row.symbol]),
            "requirements": row.requirements,
            "amount": str(row.amount or ""),
            "unit": str(units[row.unit]),
            "output": row.output,
            "yes_to": str(row.yes_to or ""),
            "no_to": str(row.no_to or ""),
            "note": row.note,
        }
        for number, row in enumerate(rows_of(sop), start=1)
    ]
    return write_workbook(sheet(), rows, title=_("Kegiatan SOP"))


def load_steps(sop: Sop, lines: Iterable[Line], *, by: User) -> int:
    """
    Replaces the table by that of a workbook; how many rows it has. Actors keep the order in which they first act.
    Raises ``FaultySheet`` with every faulty cell, and what ``write_table`` raises.
    """
    found = sheet().load(lines, lambda row: row)
    faults = [fault for row in found for fault in _faults(row, len(found))]
    if faults:
        raise FaultySheet(faults)
    ordered = sorted(found, key=lambda row: row.values["number"])
    names: dict[str, str] = {}
    for row in ordered:
        names.setdefault(row.values["actor"].casefold(), row.values["actor"])
    rows = [_row(each, names) for each in ordered]
    write_table(sop, list(names.values()), rows, by=by)
    return len(rows)


def _faults(row: SheetRow, count: int) -> Iterable[Fault]:
    if row.values["number"] > min(count, MOST_STEPS):
        yield Fault(row.number, "Nomor", _("melompat; nomor terakhir seharusnya %d.") % count)
    for name, heading in TARGETS.items():
        target = row.values.get(name)
        if target is not None and (target > count or target == row.values["number"]):
            yield Fault(row.number, heading, _("tidak ada kegiatan lain bernomor %d.") % target)


def _row(row: SheetRow, names: dict[str, str]) -> Row:
    values = {name: value for name, value in row.values.items() if name != "number" and value is not None}
    return Row(**{**values, "actor": names[values["actor"].casefold()]})
