"""The people of an office as a workbook: what its columns are, and what a filled-in one changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold
from pranata.base.imports.cells import as_date, as_digits, as_text, one_of
from pranata.base.imports.sheet import Column, Line, Row, Sheet
from pranata.base.org.models import Unit
from pranata.base.people import actions
from pranata.base.people.models import Person, PersonKind
from pranata.base.people.rules import check_nip
from pranata.desk.exchange import Difference, outcome_mark
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"
EMPTY = {"name": "", "nip": "", "unit": None, "kind": "", "email": "", "valid_from": None, "valid_to": None}


def kind_names() -> dict[str, str]:
    """The kinds of person by the words a cell gives them."""
    return {str(kind.label): kind.value for kind in PersonKind}


def as_nip(text: str) -> str:
    nip = as_digits(text)
    check_nip(nip)
    return nip


def as_email(text: str) -> str:
    email = as_text(text).lower()
    validate_email(email)
    return email


def unit_names(office: Office) -> dict[str, Unit]:
    """The units by the name a cell gives them; of several with one name only one may bear it, the others get a code."""
    today = clock.today()
    names: dict[str, Unit] = {}
    units = Unit.objects.filter(office=office).order_by("code")
    for unit in sorted(units, key=lambda unit: not unit.is_valid_on(today)):
        name = unit.name if unit.name not in names else f"{unit.name} ({unit.code})"
        names[name] = unit
    return names


def staff_sheet(office: Office) -> Sheet:
    units = unit_names(office)
    by_code = {unit.code: unit for unit in units.values()}
    kinds = kind_names()
    nip_hint = _("18 angka, selnya berbentuk Teks. Pegawai dikenali dari NIP; tanpa NIP dari nama yang persis sama.")
    return Sheet(
        Column("NIP", "nip", as_nip, unique=True, hint=nip_hint, width=24),
        Column("Nama", "name", required=True, hint=_("Nama dengan gelar."), width=34),
        Column(
            "Unit",
            "unit",
            one_of(units, also=by_code),
            also=("Unit kerja",),
            hint=_("Nama atau kode unit yang sudah ada; lihat lembar Pilihan."),
            choices=tuple(units),
            width=34,
        ),
        Column("Jenis", "kind", one_of(kinds), required=True, hint=", ".join(kinds), choices=tuple(kinds), width=14),
        Column("Surel", "email", as_email, also=("Email", "Alamat surel"), hint=_("Boleh kosong."), width=28),
        Column("Mulai", "valid_from", as_date, hint=_("Hari pertama bekerja, misalnya 01-03-2022."), width=14),
        Column("Selesai", "valid_to", as_date, hint=_("Hari terakhir; kosong bila masih bekerja."), width=14),
    )


def staff_rows(office: Office) -> list[dict[str, Any]]:
    """Everybody of the office, as ``staff_sheet`` writes them."""
    names = {unit.pk: name for name, unit in unit_names(office).items()}
    people = Person.objects.filter(office=office)
    return [
        values_of(person) | {"unit": names.get(person.unit_id, ""), "kind": str(person.get_kind_display())}
        for person in people
    ]


def values_of(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) or empty for name, empty in EMPTY.items()}


@dataclass(frozen=True)
class Change:
    """What one row does: ``kind`` is ADDED, CHANGED or UNCHANGED; ``number`` is its row in the workbook."""

    number: int
    name: str
    kind: str
    differences: tuple[Difference, ...]


def load_staff(office: Office, lines: list[Line], *, by, outcome: str = "") -> tuple[dict[str, list[Change]], bool]:
    """
    What the rows change, by kind, and whether that was written: all rows are, if they change what ``outcome`` is the
    mark of; otherwise everything was only tried and taken back. Raises ``FaultySheet``.
    """
    with transaction.atomic():
        hold(office)  # nobody else writes between what is compared and what is written
        changes = by_kind(StaffLoad(office, by).load(lines))
        is_written = outcome == outcome_mark(changes)
        if not is_written:
            transaction.set_rollback(True)
    return changes, is_written


def by_kind(changes: list[Change]) -> dict[str, list[Change]]:
    return {kind: [each for each in changes if each.kind == kind] for kind in (ADDED, CHANGED, UNCHANGED)}


class StaffLoad:
    """One workbook on its way into the office."""

    def __init__(self, office: Office, by) -> None:
        self.office, self.by = office, by
        self.sheet = staff_sheet(office)
        self.row_of: dict[int, int] = {}  # the row that spoke of a person
        self.by_nip: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in Person.objects.filter(office=office).select_related("office", "unit"):
            self.know(person)

    def know(self, person: Person) -> None:
        if person.nip:
            self.by_nip[person.nip] = person
        self.by_name[as_text(person.name)].append(person)

    def load(self, lines: list[Line]) -> list[Change]:
        return self.sheet.load(lines, self.save)

    def save(self, row: Row) -> Change:
        person = self.find(row.values.get("nip") or "", row.values["name"])
        if person is not None and person.pk in self.row_of:
            raise ValidationError({"name": _("Pegawai ini sudah ada di baris %d.") % self.row_of[person.pk]})
        given = {name: value or EMPTY[name] for name, value in row.values.items() if value or name != "nip"}
        before = values_of(person) if person is not None else EMPTY
        after = {**before, **given}
        differences = self.differences(before, after)
        if person is None:
            person, kind = self.add(after), ADDED
        else:
            kind = CHANGED if differences else UNCHANGED
            self.change(person, before, after)
        self.row_of[person.pk] = row.number
        return Change(row.number, after["name"], kind, tuple(differences))

    def find(self, nip: str, name: str) -> Person | None:
        """Whom a row speaks of: by NIP; else by exact name, where a NIP only fits somebody who has none yet."""
        if nip in self.by_nip:
            return self.by_nip[nip]
        same = [person for person in self.by_name.get(name, []) if not (nip and person.nip)]
        if len(same) > 1:
            same = [person for person in same if person.valid_to is None or person.valid_to >= clock.today()] or same
        if len(same) > 1:
            raise ValidationError({"name": _("Ada %d pegawai bernama sama; isi NIP-nya.") % len(same)})
        return next(iter(same), None)

    def add(self, values: dict[str, Any]) -> Person:
        first = {name: value for name, value in values.items() if name != "valid_to"}
        person = actions.create_person(office=self.office, by=self.by, **first)
        if values["valid_to"]:
            actions.end_person(person, on=values["valid_to"], by=self.by)
        self.know(person)
        return person

    def change(self, person: Person, before: dict[str, Any], after: dict[str, Any]) -> None:
        """A later last day comes before the other values, an earlier one after them: both orders keep days in order."""
        ends, ended = after["valid_to"], before["valid_to"]
        is_later = ended is not None and (ends is None or ends > ended)
        if is_later:
            self.end(person, ends)
        values = {name: value for name, value in after.items() if name != "valid_to"}
        if any(before[name] != value for name, value in values.items()):
            actions.change_person(person, by=self.by, **values)
        if ends != ended and not is_later:
            self.end(person, ends)

    def end(self, person: Person, on: date | None) -> None:
        if on is None:
            actions.reopen_person(person, by=self.by)
        else:
            actions.end_person(person, on=on, by=self.by)

    def differences(self, before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
        return [
            Difference(column.heading, in_words(before[column.name]), in_words(after[column.name]))
            for column in self.sheet.columns
            if before[column.name] != after[column.name]
        ]


def in_words(value: object) -> str:
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    if value in PersonKind.values:
        return str(PersonKind(value).label)
    return str(value or "")
