"""What a filled-in workbook changes: read row by row, every faulty cell named, then written all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.imports.cells import as_text, decimal_text, fold
from pranata.base.imports.faults import FaultySheet
from pranata.desk.exchange import Difference, write_if_same
from pranata.desk.responsibility.charge_book import deputies_of, party_of
from pranata.engines.plan.actions.charges import Charge, Stand, Target
from pranata.engines.plan.actions.responsibility import apply_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Row
    from pranata.base.people.models import Person
    from pranata.desk.exchange import Lines
    from pranata.desk.responsibility.charge_book import ChargeBook
    from pranata.desk.responsibility.parties import Party
    from pranata.engines.plan.models import Deputy, Indicator, Plan, Subactivity


@dataclass(frozen=True)
class Change:
    """What one row of a sheet changes: ``number`` is its row, ``write`` what the action takes."""

    number: int
    name: str
    differences: tuple[Difference, ...]
    write: Charge | Target


def book_changes(book: ChargeBook, lines: Lines) -> dict[str, list[Change]]:
    """What the rows of each sheet change; a row that changes nothing is left out. Raises ``FaultySheet``."""
    savers: dict[str, Callable[[Row], Change]] = {"charges": Charges(book).change, "targets": Targets().change}
    found, faults = {}, []
    for name, sheet in book.sheets().items():
        try:
            changes = sheet.load(lines[name], savers[name])
        except FaultySheet as faulty:
            faults += faulty.faults
        else:
            found[name] = [each for each in changes if each.differences]
    if faults:
        raise FaultySheet(faults)
    return found


class Charges:
    """The rows of the first sheet."""

    def __init__(self, book: ChargeBook) -> None:
        self.book = book

    def change(self, row: Row) -> Change:
        item = row.values["code"]
        if is_another_text(row, item.text):
            words = _("bukan teks subkegiatan %s yang tercatat; unduh lagi daftarnya, lalu isi di sana.")
            raise ValidationError({"text": words % item.code})
        party = self._party(row.values.get("kind"), row.values.get("party"))
        before = party_of(item)
        stand = self._stand(row, item, party)
        differences = []
        if party != before:
            words = [self.book.label(each) if each else "" for each in (before, party)]
            differences.append(Difference(_("Penanggung jawab"), *words))
        kept = deputies_of(item) if party == before else []
        if stand:
            same = [each for each in kept if (each.person, each.valid_from) == (stand.person, stand.valid_from)]
            earlier = stand_words(same[0].person, same[0].valid_from, same[0].valid_to) if same else ""
            later = stand_words(stand.person, stand.valid_from, stand.valid_to)
            if earlier != later:
                differences.append(Difference(_("Pengganti"), earlier, later))
        return Change(row.number, str(item), tuple(differences), Charge(item, party, stand))

    def _party(self, kind: type | None, words: str | None) -> Party | None:
        if words is None:
            if kind is not None:
                raise ValidationError({"party": _("isi namanya, atau kosongkan juga jenisnya.")})
            return None
        if kind is None:
            raise ValidationError({"kind": _("isi pegawai, unit, atau tim.")})
        try:
            return self.book.find(kind, words)
        except ValueError as error:
            raise ValidationError({"party": str(error)}) from error

    def _stand(self, row: Row, item: Subactivity, party: Party | None) -> Stand | None:
        """Who is to stand in, checked as the action will; faults stand at the cells."""
        person, since, until = (row.values.get(name) for name in ("deputy", "since", "until"))
        if person is None:
            if since or until:
                raise ValidationError({"deputy": _("isi penggantinya, atau kosongkan juga tanggalnya.")})
            return None
        if party is None:
            raise ValidationError({"deputy": _("belum ada penanggung jawab yang digantikan.")})
        if person == party:
            raise ValidationError({"deputy": _("penanggung jawab tidak menggantikan dirinya sendiri.")})
        if since is None:
            raise ValidationError({"since": _("harus diisi bila ada pengganti.")})
        if until is not None and until < since:
            raise ValidationError({"until": _("mendahului tanggal mulainya.")})
        others = [each for each in deputies_of(item) if (each.person, each.valid_from) != (person, since)]
        if party == party_of(item) and any(overlaps(each, since, until) for each in others):
            raise ValidationError({"since": _("sudah ada pengganti pada masa itu.")})
        return Stand(person, since, until)


class Targets:
    """The rows of the second sheet, each indicator once."""

    def __init__(self) -> None:
        self.seen: dict[int, int] = {}

    def change(self, row: Row) -> Change:
        item, position = row.values["code"], row.values["position"]
        indicator = next((each for each in item.indicators.all() if each.position == position), None)
        if indicator is None:
            raise ValidationError({"position": _("subkegiatan ini tidak punya indikator ke-%d.") % position})
        if is_another_text(row, indicator.text):
            words = _("bukan teks indikator ke-%(position)d subkegiatan %(code)s yang tercatat; unduh lagi daftarnya.")
            raise ValidationError({"text": words % {"position": position, "code": item.code}})
        if indicator.pk in self.seen:
            raise ValidationError({"position": _("sama dengan baris %d.") % self.seen[indicator.pk]})
        self.seen[indicator.pk] = row.number
        indicator.subactivity = item
        after = target_values(indicator)
        after |= {name: row.values[name] for name in after if name in row.values}
        if after["target"] is None and after["unit"]:
            raise ValidationError({"target": _("satuan diisi tetapi targetnya kosong.")})
        write = Target(indicator, after["target"], after["unit"] or "", after["note"] or "")
        return Change(row.number, f"{item.code} {indicator}", target_differences(indicator, after), write)


def is_another_text(row: Row, stored: str) -> bool:
    """Whether the row was written beside another text: its code or number has become another's since."""
    told = row.values.get("text")
    return told is not None and fold(told) != fold(stored)


def target_values(indicator: Indicator) -> dict[str, Any]:
    return {"target": indicator.target, "unit": indicator.target_unit or None, "note": indicator.note or None}


def target_differences(indicator: Indicator, after: dict[str, Any]) -> tuple[Difference, ...]:
    headings = {"target": _("Target"), "unit": _("Satuan"), "note": _("Catatan")}
    before = target_values(indicator)
    before["note"] = as_text(indicator.note) or None  # a cell is read with single spaces
    return tuple(
        Difference(heading, in_words(before[name]), in_words(after[name]))
        for name, heading in headings.items()
        if before[name] != after[name]
    )


def in_words(value: Any) -> str:
    return value if isinstance(value, str) else decimal_text(value)


def overlaps(deputy: Deputy, since: date, until: date | None) -> bool:
    starts_before = until is None or deputy.valid_from is None or deputy.valid_from <= until
    return starts_before and (deputy.valid_to is None or since <= deputy.valid_to)


def stand_words(person: Person, since: date, until: date | None) -> str:
    end = date_format(until, "j M Y") if until else "…"
    return f"{person}, {date_format(since, 'j M Y')} – {end}"


def load_book(
    plan: Plan, open_book: Callable[[], ChargeBook], lines: Lines, *, by: User | None, outcome: str
) -> tuple[dict[str, list[Change]], bool]:
    """What the rows change, and whether that was written: all are if they change what ``outcome`` is the mark of."""

    def write(changes: dict[str, list[Change]]) -> None:
        writes = {name: [each.write for each in found] for name, found in changes.items()}
        apply_sheet(plan, writes["charges"], writes["targets"], by=by)

    return write_if_same(plan.office, outcome, find=lambda: book_changes(open_book(), lines), write=write)
