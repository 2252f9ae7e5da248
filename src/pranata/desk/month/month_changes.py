"""What a filled-in workbook changes in a month: read row by row, every faulty cell named, written all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.imports.cells import decimal_text
from pranata.base.imports.faults import Fault, FaultySheet
from pranata.desk.exchange import Difference
from pranata.desk.month.month_book import indicators_of, texts_of
from pranata.desk.responsibility.sheet_changes import is_another_text
from pranata.engines.plan.actions.figures import check_figure, figures_of
from pranata.engines.plan.actions.progress import TEXTS, note, progress_token, was_shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Row
    from pranata.desk.exchange import Lines
    from pranata.desk.month.month_book import MonthBook
    from pranata.engines.plan.actions.figures import Amount
    from pranata.engines.plan.month import MonthRow


@dataclass
class Entry:
    """What the sheets say of one row: notes by name, figures by position; ``sheet`` and ``number`` where first.

    ``mark`` is the ``progress_token`` of what stood there when the workbook was written, "" when it does not tell.
    """

    item: MonthRow
    sheet: str
    number: int
    texts: dict[str, str] = field(default_factory=dict)
    amounts: dict[int, Amount] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True)
class Change:
    """What is written of one row; ``number`` is its row in the workbook."""

    number: int
    name: str
    differences: tuple[Difference, ...]
    entry: Entry


def month_changes(book: MonthBook, lines: Lines) -> dict[str, list[Change]]:
    """What the rows change, in the order of the workbook. Raises ``FaultySheet``."""
    found = Entries(book)
    faults: list[Fault] = []
    savers: dict[str, Callable[[Row], object]] = {"notes": found.take_notes, "figures": found.take_figure}
    for name, sheet in book.sheets().items():
        try:
            sheet.load(lines.get(name, []), savers[name])
        except FaultySheet as faulty:
            faults += faulty.faults
    changes = []
    for entry in found.entries.values():
        differences = tuple(differences_of(entry))
        if not differences or is_as_written(entry, book.month):
            continue
        if problem := problem_of(entry, book.month):
            faults.append(Fault(entry.number, "", problem, entry.sheet))
        changes.append(Change(entry.number, str(entry.item.row), differences, entry))
    if faults:
        raise FaultySheet(faults)
    return {"rows": changes}


class Entries:
    """The rows of both sheets, brought together by code."""

    def __init__(self, book: MonthBook) -> None:
        self.book, self.entries = book, {}
        self.titles = {name: sheet.title for name, sheet in book.sheets().items()}
        self.rows_of: dict[tuple[int, int], int] = {}

    def take_notes(self, row: Row) -> None:
        item = row.values["code"]
        if is_another_text(row, item.row.text):
            words = _("bukan teks subkegiatan %s yang tercatat; unduh lagi berkasnya, lalu isi di sana.")
            raise ValidationError({"text": words % item.row.code})
        entry = self._entry(item, "notes", row.number)
        entry.texts = {name: row.values[name] or "" for name in TEXTS if name in row.values}
        entry.mark = row.values.get("mark") or ""

    def take_figure(self, row: Row) -> None:
        item, position = row.values["code"], row.values["position"]
        indicators = {each.position: each for each in indicators_of(item, self.book.month)}
        if position not in indicators:
            raise ValidationError({"position": _("subkegiatan ini tidak punya indikator ke-%d bulan ini.") % position})
        if is_another_text(row, indicators[position].text):
            words = _("bukan teks indikator ke-%(position)d subkegiatan %(code)s yang tercatat; unduh lagi berkasnya.")
            raise ValidationError({"text": words % {"position": position, "code": item.row.code}})
        before = self.rows_of.setdefault((item.row.pk, position), row.number)
        if before != row.number:
            raise ValidationError({"position": _("sama dengan baris %d.") % before})
        stored = stored_amounts(item).get(position, (None, None))
        amount = row.values["value"], row.values["out_of"] if "out_of" in row.values else stored[1]
        check_figure(*amount)
        self._entry(item, "figures", row.number).amounts[position] = amount

    def _entry(self, item: MonthRow, sheet: str, number: int) -> Entry:
        return self.entries.setdefault(item.row.pk, Entry(item, self.titles[sheet], number))


def stored_amounts(item: MonthRow) -> dict[int, Amount]:
    """What is stored of a row's own indicators, by position."""
    stored = figures_of(item.progress) if item.progress else {}
    return {each.position: stored[each.pk] for each in item.row.indicators.all() if each.pk in stored}


def differences_of(entry: Entry) -> list[Difference]:
    """What would be stored otherwise."""
    headings = {"achievement": _("Capaian"), "obstacle": _("Hambatan"), "follow_up": _("Tindak lanjut")}
    before, amounts = texts_of(entry.item), stored_amounts(entry.item)
    found = [
        Difference(headings[name], before[name], after)
        for name, after in entry.texts.items()
        if after.splitlines() != before[name].strip().splitlines()
    ]
    for position, after in sorted(entry.amounts.items()):
        earlier = amounts.get(position, (None, None))
        if earlier != after:
            found.append(Difference(_("Indikator ke-%d") % position, amount_words(earlier), amount_words(after)))
    return found


def amount_words(amount: Amount) -> str:
    value, out_of = map(decimal_text, amount)
    return _("%(value)s dari %(out_of)s") % {"value": value, "out_of": out_of} if out_of else value


def is_as_written(entry: Entry, month: int) -> bool:
    """Whether the sheets say what stood there when they were written: nobody filled in anything."""
    row = entry.item.row
    figures: dict[int, Any] = figures_of(entry.item.progress) if entry.item.progress else {}
    figures |= {
        each.pk: entry.amounts[each.position] for each in row.indicators.all() if each.position in entry.amounts
    }
    return was_shown(row, month, {**texts_of(entry.item), **entry.texts}, figures, entry.mark)


def problem_of(entry: Entry, month: int) -> str:
    """Why the row may not be written, "" when it may."""
    item = entry.item
    if not item.is_open:
        return _("%s sudah diajukan atau diverifikasi, jadi tidak dapat diubah.") % item.row.code
    if entry.mark and entry.mark != progress_token(item.row, month, item.progress):
        words = _("%s ditulis orang lain sesudah berkas ini diunduh; unduh lagi, lalu isi di sana.")
        return words % item.row.code
    return ""


def write_changes(changes: dict[str, list[Change]], month: int, *, by: User) -> None:
    """Raises what ``note`` raises; the caller's transaction takes everything back."""
    for change in changes["rows"]:
        item = change.entry.item
        note(
            item.row,
            month,
            **{**texts_of(item), **change.entry.texts},
            figures=change.entry.amounts,
            seen=progress_token(item.row, month, item.progress),
            by=by,
        )
