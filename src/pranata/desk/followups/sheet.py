"""The follow-ups of an office as a workbook: what its columns are, and what a filled-in one changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold
from pranata.base.imports.cells import as_date, one_of
from pranata.base.imports.sheet import Column, Sheet
from pranata.base.imports.writing import write_workbook
from pranata.base.org.models import Unit
from pranata.base.people.models import Team
from pranata.desk.exchange import Difference, outcome_mark
from pranata.desk.responsibility.parties import Parties, People
from pranata.engines.followups import actions
from pranata.engines.followups.models import PARTIES, FollowUp
from pranata.engines.followups.rules import LONGEST
from pranata.engines.followups.sources import sources
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Line, Row
    from pranata.base.org.models import Office
    from pranata.desk.responsibility.parties import Party

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"
HEADINGS = (
    "number", "year", "source", "source_words", "recommendation", "unit", "team", "person", "due_on", "status",
    "claimed_on", "ended_on",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What one row does: ``kind`` is ADDED, CHANGED or UNCHANGED; ``number`` is its row in the workbook."""

    number: int
    name: str
    kind: str
    differences: tuple[Difference, ...]


class Book:
    """The workbook of one office: its sheet, its rows, and how the rows of a filled-in one are written."""

    def __init__(self, office: Office) -> None:
        self.office = office
        unfinished = FollowUp.objects.filter(office=office).unfinished().select_related(*PARTIES)
        parties = Parties(office, clock.today(), also=[each.party for each in unfinished])
        self.units, self.teams = named(parties.units), named(parties.teams)
        self.people = People(parties.people, with_nip=False)
        self.sources = {str(each.title): each for each in sources()}
        self.sheet = Sheet(*self._columns())

    def _columns(self) -> Iterator[Column]:
        units, teams, people = self.units, self.teams, sorted(self.people.labels.values())
        typed = tuple(words for words, each in self.sources.items() if not each.label)
        party = _("Isi salah satu saja dari Unit, Tim, dan Pegawai.")
        yield Column(_("Nomor"), "number", unique=True, hint=_("Kosong untuk tindak lanjut baru."), width=15)
        yield Column(_("Tahun asal"), "year", as_year, hint=_("Tahun rekomendasi; kosong: tahun ini."), width=11)
        source_hint = _("Salah satu pilihan di lembar Pilihan.")
        yield Column(
            _("Jenis sumber"), "source", one_of(self.sources), required=True, hint=source_hint, choices=typed, width=30
        )
        yield Column(_("Sumber"), "source_words", required=True, hint=_("Misalnya LHP Inspektorat nomor …"), width=34)
        yield Column(
            _("Rekomendasi"), "recommendation", as_recommendation, required=True, hint=_("Satu baris satu."), width=60
        )
        yield Column(_("Unit"), "unit", one_of(units), present=True, hint=party, choices=tuple(units), width=26)
        yield Column(_("Tim"), "team", one_of(teams), hint=party, choices=tuple(teams), width=26)
        yield Column(_("Pegawai"), "person", self.people.find, hint=party, choices=tuple(people), width=28)
        yield Column(_("Tenggat"), "due_on", as_date, required=True, hint=_("Misalnya 30-09-2022."), width=14)
        read_only = _("Hanya untuk dibaca; diubah di halaman tindak lanjutnya.")
        yield Column(_("Keadaan"), "status", hint=read_only, width=20)
        yield Column(_("Dilaporkan selesai"), "claimed_on", hint=read_only, width=18)
        yield Column(_("Ditutup"), "ended_on", hint=read_only, width=14)

    def rows(self, found: Iterable[FollowUp]) -> Iterator[dict[str, Any]]:
        units, teams = ({each.pk: name for name, each in known.items()} for known in (self.units, self.teams))
        for each in found:
            names = {
                "unit": units.get(each.unit_id, str(each.unit or "")),
                "team": teams.get(each.team_id, str(each.team or "")),
                "person": self.people.labels.get(each.person_id, str(each.person or "")),
            }
            yield {**values_of(each), **names, "claimed_on": day(each.claimed_on), "ended_on": day(each.ended_on)}


def values_of(follow_up: FollowUp) -> dict[str, Any]:
    """What a row says of it, in words but for the day."""
    kind = next((str(each.title) for each in sources() if each.code == follow_up.source), follow_up.source)
    return {
        "number": follow_up.number,
        "year": str(follow_up.year),
        "source": kind,
        "source_words": follow_up.source_words,
        "recommendation": follow_up.recommendation,
        "unit": str(follow_up.unit or ""),
        "team": str(follow_up.team or ""),
        "person": str(follow_up.person or ""),
        "due_on": follow_up.due_on,
        "status": str(follow_up.get_status_display()),
    }


def book(office: Office, found: Iterable[FollowUp]) -> bytes:
    """The workbook with these follow-ups."""
    made = Book(office)
    return write_workbook(made.sheet, made.rows(found), title=_("Tindak lanjut"))


def csv_rows(found: Iterable[FollowUp]) -> Iterator[list[str]]:
    """A line for each, in the order of ``HEADINGS``; days as 2022-06-30."""
    for each in found:
        days = {"claimed_on": each.claimed_on or "", "ended_on": each.ended_on or ""}
        values = {**values_of(each), **days}
        yield [str(values[name]) for name in HEADINGS]


def load_follow_ups(
    office: Office, lines: list[Line], *, by: User, outcome: str = ""
) -> tuple[dict[str, list[Change]], bool]:
    """
    What the rows change, by kind, and whether that was written: all rows are, if they change what ``outcome`` is the
    mark of; otherwise everything was only tried and taken back. Raises ``FaultySheet``.
    """
    with transaction.atomic():
        hold(office)  # nobody else writes between what is compared and what is written
        found = Load(office, by).load(lines)
        changes = {kind: [each for each in found if each.kind == kind] for kind in (ADDED, CHANGED, UNCHANGED)}
        is_written = outcome == outcome_mark(changes)
        if not is_written:
            transaction.set_rollback(True)
    return changes, is_written


class Load:
    """One workbook on its way into the office."""

    def __init__(self, office: Office, by: User) -> None:
        self.office, self.by = office, by
        self.book = Book(office)
        known = FollowUp.objects.visible_to(by).filter(office=office).select_related("office", *PARTIES)
        self.known = {each.number: each for each in known}

    def load(self, lines: list[Line]) -> list[Change]:
        return self.book.sheet.load(lines, self.save)

    def save(self, row: Row) -> Change:
        values = row.values
        number = (values.get("number") or "").upper()
        party = self.party(values)
        if not number:
            return self.add(row, party)
        if number not in self.known:
            raise ValidationError({"number": _("Tidak ada tindak lanjut bernomor ini; kosongkan bila baru.")})
        return self.change(row, self.known[number], party)

    def party(self, values: dict[str, Any]) -> Party:
        given = [values[name] for name in ("unit", "team", "person") if values.get(name)]
        if len(given) != 1:
            raise ValidationError({"unit": _("isi tepat satu dari Unit, Tim, atau Pegawai.")})
        return given[0]

    def add(self, row: Row, party: Party) -> Change:
        values = row.values
        if values["source"].label:
            raise ValidationError({"source": _("sumber ini dibuka dari halamannya sendiri; pilih yang lain.")})
        made = actions.open_follow_up(
            self.office,
            recommendation=values["recommendation"],
            source=values["source"].code,
            source_words=values["source_words"],
            responsible=party,
            due_on=values["due_on"],
            year=values.get("year"),
            by=self.by,
            is_told=False,
        )
        return Change(row.number, str(made), ADDED, tuple(self.differences({}, values_of(made))))

    def change(self, row: Row, found: FollowUp, party: Party) -> Change:
        values, before = row.values, values_of(found)
        if values.get("year") and values["year"] != found.year:
            raise ValidationError({"year": _("tahun asal tidak berubah.")})
        if values["source"].code != found.source:
            raise ValidationError({"source": _("jenis sumber tidak berubah.")})
        said = {name: values[name] for name in ("recommendation", "source_words", "due_on")}
        same = all(getattr(found, name) == value for name, value in said.items()) and found.party == party
        if same:
            return Change(row.number, str(found), UNCHANGED, ())
        if found.has_ended:
            raise ValidationError({"number": _("tindak lanjut ini sudah berakhir; buka lagi dahulu.")})
        changed = actions.change(found, responsible=party, by=self.by, **said)
        return Change(row.number, str(changed), CHANGED, tuple(self.differences(before, values_of(changed))))

    def differences(self, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
        for column in self.book.sheet.columns:
            old, new = in_words(before.get(column.name)), in_words(after.get(column.name))
            if old != new:
                yield Difference(column.heading, old, new)


def named(parties: Iterable[Unit | Team]) -> dict[str, Any]:
    """Units or teams by the name a cell gives them; of several with one name only one may bear it."""
    found: dict[str, Any] = {}
    for each in parties:
        name = str(each)
        found[name if name not in found else f"{name} ({each.pk})"] = each
    return found


def as_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise ValueError(_("“%s” bukan tahun; tulis seperti 2022.") % text)
    return int(text)


def as_recommendation(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(_("terlalu panjang; paling banyak %d huruf.") % LONGEST)
    return text.strip()


def day(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if value else ""


def in_words(value: Any) -> str:
    return date_format(value, "j F Y") if hasattr(value, "year") else str(value or "")
