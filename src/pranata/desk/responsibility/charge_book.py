"""People in charge and targets of a plan as a workbook of two sheets: its columns, its rows, whom a cell names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.base.imports.cells import as_date, as_decimal, as_text, decimal_text, fold, one_of
from pranata.base.imports.sheet import Column, Sheet
from pranata.base.org.models import Unit
from pranata.base.people.models import Person, Team
from pranata.desk.responsibility.parties import Parties, People
from pranata.engines.plan.models import Subactivity

if TYPE_CHECKING:
    from datetime import date

    from pranata.desk.responsibility.parties import Party
    from pranata.engines.plan.models import Deputy, Plan

KINDS: dict[str, type] = {"pegawai": Person, "unit": Unit, "tim": Team}


class ChargeBook:
    """The workbook of one plan as it stands ``today``; ``with_nip`` for readers who may know the NIP."""

    def __init__(self, plan: Plan, today: date, *, with_nip: bool) -> None:
        self.plan, self.today = plan, today
        rows = Subactivity.objects.filter(plan=plan).select_related(
            "responsibility__person__unit", "responsibility__unit", "responsibility__team"
        )
        rows = rows.prefetch_related("responsibility__deputies__person__unit", "indicators")
        self.rows = {row.code: row for row in rows}
        held = [party for row in self.rows.values() if (party := party_of(row))]
        parties = Parties(plan.office, today, also=held)
        deputies = {each.person_id: each.person for row in self.rows.values() for each in deputies_of(row)}
        later = Person.objects.filter(office=plan.office).not_ended(today).select_related("unit")
        people = {each.pk: each for each in (*parties.people, *later)} | deputies
        self.people = People(sorted(people.values(), key=lambda each: (each.name, each.pk)), with_nip=with_nip)
        self.units, self.teams = parties.units, parties.teams

    def sheets(self) -> dict[str, Sheet]:
        return {"charges": self._charge_sheet(), "targets": self._target_sheet()}

    def _charge_sheet(self) -> Sheet:
        people = tuple(self.people.labels.values())
        others = tuple(self.label(each) for each in (*self.units, *self.teams))
        whom = _("Pegawai: nama atau NIP. Unit: kode atau nama. Tim: nama. Kosong berarti belum ada.")
        deputy = _("Nama atau NIP pegawai yang menggantikan sementara. Kosong: pengganti yang tercatat tidak berubah.")
        return Sheet(
            Column("Kode", "code", self._row, required=True, unique=True, hint=_("Jangan diubah."), width=9),
            Column("Subkegiatan", "text", hint=_("Jangan diubah."), width=60),
            Column("Jenis", "kind", one_of(KINDS), present=True, hint=", ".join(KINDS), choices=tuple(KINDS), width=10),
            Column("Penanggung jawab", "party", present=True, hint=whom, choices=(*others, *people), width=40),
            Column("Pengganti", "deputy", self.people.find, hint=deputy, choices=people, width=40),
            Column("Sejak", "since", as_date, hint=_("Hari pertama menggantikan, misalnya 01-06-2022."), width=12),
            Column("Sampai", "until", as_date, hint=_("Hari terakhir; kosong bila belum diketahui."), width=12),
            title=_("Penanggung jawab"),
        )

    def _target_sheet(self) -> Sheet:
        return Sheet(
            Column("Kode", "code", self._row, required=True, hint=_("Jangan diubah."), width=9),
            Column("Indikator ke-", "position", as_position, required=True, hint=_("Jangan diubah."), width=12),
            Column("Indikator", "text", hint=_("Jangan diubah."), width=60),
            Column("Target", "target", as_decimal, present=True, hint=_("Bilangan, misalnya 95 atau 95,5."), width=12),
            Column("Satuan", "unit", as_short_text, hint=_("Misalnya persen, dokumen, kali."), width=16),
            Column("Catatan", "note", hint=_("Catatan satuan kerja sendiri."), width=50),
            title=_("Target"),
        )

    def _row(self, text: str) -> Subactivity:
        try:
            return self.rows[as_text(text)]
        except KeyError:
            raise ValueError(_("“%s” bukan kode subkegiatan rencana ini.") % as_text(text)) from None

    def label(self, party: Party) -> str:
        """What a cell calls a party."""
        if isinstance(party, Person):
            return self.people.labels[party.pk]
        if isinstance(party, Unit) and sum(fold(each.name) == fold(party.name) for each in self.units) > 1:
            return party.code
        return party.name

    def written(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of each sheet as they stand."""
        indicators = [(row, each) for row in self.rows.values() for each in row.indicators.all()]
        return {
            "charges": [{"code": row.code, "text": row.text, **self._charge_cells(row)} for row in self.rows.values()],
            "targets": [
                {
                    "code": row.code,
                    "position": str(each.position),
                    "text": each.text,
                    "target": decimal_text(each.target),
                    "unit": each.target_unit,
                    "note": each.note,
                }
                for row, each in indicators
            ],
        }

    def _charge_cells(self, row: Subactivity) -> dict[str, Any]:
        party, deputy = party_of(row), next(iter(self._standing(row)), None)
        cells: dict[str, Any] = {}
        if party:
            kind = next(words for words, model in KINDS.items() if isinstance(party, model))
            cells |= {"kind": kind, "party": self.label(party)}
        if deputy:
            name = self.people.labels[deputy.person_id]
            cells |= {"deputy": name, "since": deputy.valid_from, "until": deputy.valid_to}
        return cells

    def _standing(self, row: Subactivity) -> list[Deputy]:
        """Who stands in today or later."""
        return [each for each in deputies_of(row) if each.valid_to is None or each.valid_to >= self.today]

    def find(self, kind: type, words: str) -> Party:
        """Whom a cell names. Raises ``ValueError`` with one sentence for nobody, or several."""
        return self.people.find(words) if kind is Person else self._named(kind, words)

    def _named(self, kind: type, words: str) -> Unit | Team:
        wanted = fold(words)
        if kind is Unit:
            found = [each for each in self.units if fold(each.code) == wanted]
            found = found or [each for each in self.units if fold(each.name) == wanted]
            missing, several = _("unit tidak ditemukan."), _("ada %d unit bernama sama; tulis kodenya.")
        else:
            found = [each for each in self.teams if fold(each.name) == wanted]
            missing, several = _("tim tidak ditemukan."), _("ada %d tim bernama sama; bedakan namanya dahulu.")
        if len(found) != 1:
            raise ValueError(several % len(found) if found else missing)
        return found[0]


def party_of(row: Subactivity) -> Party | None:
    held = getattr(row, "responsibility", None)
    return held.party if held else None


def deputies_of(row: Subactivity) -> list[Deputy]:
    held = getattr(row, "responsibility", None)
    return list(held.deputies.all()) if held else []


def as_position(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise ValueError(_("“%s” bukan nomor indikator.") % as_text(text))
    return int(text)


def as_short_text(text: str) -> str:
    words = as_text(text)
    if len(words) > 40:
        raise ValueError(_("paling banyak 40 huruf."))
    return words
