"""What may be said of follow-ups; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.base.org.copies import copy_token
from pranata.desk.people.forms import DayField, RowForm
from pranata.desk.responsibility.parties import Parties, party_key
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.rules import FIRST_YEAR, LONGEST
from pranata.engines.followups.sources import typed_sources
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.org.models import Office

REQUIRED_PARTY = _("Pilih unit, tim, atau pegawai yang bertanggung jawab.")


class FollowUpForm(RowForm):
    """What a follow-up says, who does it and by when; ``values`` by the names of the actions' arguments."""

    recommendation = forms.CharField(
        label=_("Rekomendasi"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    source_words = forms.CharField(
        label=_("Sumber"), max_length=300, help_text=_("Misalnya LHP Inspektorat nomor … tanggal …")
    )
    responsible = forms.ChoiceField(label=_("Penanggung jawab"), error_messages={"required": REQUIRED_PARTY})
    due_on = DayField(label=_("Tenggat"))

    def __init__(self, data: Mapping | None = None, *, office: Office, row: FollowUp | None = None) -> None:
        super().__init__(data, row=row)
        self.parties = Parties(office, clock.today(), also=[row.party] if row else [])
        self.fields["responsible"].choices = [("", _("pilih")), *self.parties.choices()[1:]]
        if row is not None:
            self.initial |= {"responsible": party_key(row.party), "seen": copy_token(row)}

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "responsible": self.parties.get(self.cleaned_data["responsible"])}

    def _show_present(self) -> None:
        self.data = self.data.copy()
        self.data["seen"] = copy_token(self.row)


class OpeningForm(FollowUpForm):
    """A new follow-up, typed by hand."""

    source = forms.ChoiceField(label=_("Jenis sumber"))
    year = forms.IntegerField(
        label=_("Tahun asal"),
        min_value=FIRST_YEAR,
        help_text=_("Tahun rekomendasi diberikan; yang belum selesai terus terbawa ke tahun berikutnya."),
    )

    def __init__(self, data: Mapping | None = None, *, office: Office) -> None:
        super().__init__(data, office=office)
        self.fields["source"].choices = [(each.code, each.title) for each in typed_sources()]
        self.initial["year"] = clock.today().year
        self.order_fields(["recommendation", "source", "source_words", "year", "responsible", "due_on"])


class ReportForm(RowForm):
    """The recommendations of an issued report, who follows them up and by when."""

    recommendations = forms.CharField(
        label=_("Rekomendasi"),
        max_length=20 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Satu baris satu rekomendasi."),
    )
    responsible = forms.ChoiceField(label=_("Penanggung jawab"), error_messages={"required": REQUIRED_PARTY})
    due_on = DayField(label=_("Tenggat"))

    def __init__(self, data: Mapping | None = None, *, office: Office, text: str = "") -> None:
        super().__init__(data)
        self.parties = Parties(office, clock.today())
        self.fields["responsible"].choices = [("", _("pilih")), *self.parties.choices()[1:]]
        self.initial = {"recommendations": text}

    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in ("due_on",)}
        return {**values, "responsible": self.parties.get(self.cleaned_data["responsible"])}


class SeenForm(RowForm):
    """A step that needs no words."""


class NoteForm(RowForm):
    """A step that needs words; what they are for, the step says."""

    note = forms.CharField(label=_("Catatan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Mapping | None = None, *, row: FollowUp, label: Any = "", hint: Any = "") -> None:
        super().__init__(data, row=row)
        self.initial.pop("note", None)
        if label:
            self.fields["note"].label = label
            self.fields["note"].help_text = hint

    def _show_present(self) -> None:
        self.data = self.data.copy()
        self.data["seen"] = copy_token(self.row)
