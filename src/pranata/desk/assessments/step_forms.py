"""What is said when a sheet is opened, assigned, sent on, assessed; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import User
from pranata.desk.people.forms import DayField
from pranata.desk.responsibility.forms import ActionForm
from pranata.desk.responsibility.parties import Parties, party_key
from pranata.engines.assessments.models import Level
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.base.people.models import Person
    from pranata.engines.assessments.models import Section
    from pranata.engines.assessments.reading.instrument import Instrument

FIRST_YEAR, LONGEST_NOTE = 2000, 2000
REQUIRED_PARTY = _("Pilih unit, tim, atau pegawai yang bertanggung jawab.")


def words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpenForm(ActionForm):
    """Which instrument is filled in, for which year, for which service, with which aim."""

    instrument = forms.ChoiceField(label=_("Instrumen"))
    year = forms.IntegerField(label=_("Tahun"), min_value=FIRST_YEAR, max_value=2100)
    subject = forms.CharField(
        label=_("Layanan"),
        required=False,
        max_length=200,
        help_text=_("Hanya untuk instrumen yang diisi sekali tiap layanan."),
    )
    target = forms.ChoiceField(label=_("Sasaran"), required=False)

    def __init__(self, data: Mapping | None = None, *, instruments: Iterable[Instrument], today: date) -> None:
        super().__init__(data, initial={"year": today.year})
        found = {each.key: each for each in instruments}
        self.instruments = found
        current = [(key, title(each)) for key, each in found.items() if is_current(each, today)]
        earlier = [(key, title(each)) for key, each in found.items() if not is_current(each, today)]
        groups = ((gettext("Berlaku sekarang"), current), (gettext("Tidak berlaku sekarang"), earlier))
        self.fields["instrument"].choices = [("", gettext("pilih")), *(group for group in groups if group[1])]
        self.fields["target"].choices = [
            ("", gettext("belum ditentukan")),
            *((each.short_title, targets_of(each)) for each in found.values() if targets_of(each)),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        chosen = self.instruments.get(said.get("instrument", ""))
        if chosen is None:
            return said
        if chosen.per_subject and not said.get("subject", "").strip():
            self.add_error("subject", gettext("Instrumen ini diisi tiap layanan; tulis layanannya."))
        if not chosen.per_subject and said.get("subject", "").strip():
            self.add_error("subject", gettext("Instrumen ini diisi sekali untuk seluruh kantor; kosongkan."))
        if said.get("target") and said["target"] not in dict(targets_of(chosen)):
            self.add_error("target", gettext("Sasaran ini milik instrumen lain."))
        return said


class TargetForm(ActionForm):
    target = forms.ChoiceField(label=_("Sasaran"), required=False)

    def __init__(self, data: Mapping | None = None, *, instrument: Instrument, held: str) -> None:
        super().__init__(data, initial={"target": held})
        self.fields["target"].choices = [("", gettext("belum ditentukan")), *targets_of(instrument)]


class SectionForm(ActionForm):
    """Who fills in a section and by when."""

    responsible = forms.ChoiceField(label=_("Yang mengisi"), required=False)
    due_on = DayField(label=_("Tenggat"), required=False)

    def __init__(self, data: Mapping | None = None, *, section: Section, office: Office) -> None:
        held = section.person or section.unit
        super().__init__(data, initial={"responsible": party_key(held), "due_on": section.due_on})
        self.parties = Parties(office, clock.today(), also=[held] if held else [])
        teams = {party_key(each) for each in self.parties.teams}
        self.fields["responsible"].choices = [
            (group, keep(choices, teams)) for group, choices in self.parties.choices() if keep(choices, teams)
        ]

    def values(self) -> dict[str, Any]:
        chosen = self.parties.get(self.cleaned_data["responsible"])
        is_person = chosen is not None and chosen in self.parties.people
        return {
            "person": chosen if is_person else None,
            "unit": None if is_person else chosen,
            "due_on": self.cleaned_data["due_on"],
        }


class SeenForm(ActionForm):
    """A step that needs no words; ``seen`` is the mark of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class NoteForm(ActionForm):
    """A step with words; what they are for, the step says."""

    note = forms.CharField(label=_("Catatan"), max_length=LONGEST_NOTE, widget=words())

    def __init__(self, data: Mapping | None = None, *, label: Any = "", is_required: bool = True) -> None:
        super().__init__(data)
        self.fields["note"].required = is_required
        self.fields["note"].label = label or self.fields["note"].label


class ReturnForm(ActionForm):
    """Which sections go back, and what is to be mended in each: a field for each section, empty for those that stay."""

    def __init__(self, data: Mapping | None = None, *, sections: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.codes: dict[str, str] = {}
        for number, (code, title) in enumerate(sections):
            name = f"bagian-{number}"
            self.codes[name] = code
            self.fields[name] = forms.CharField(label=title, required=False, max_length=LONGEST_NOTE, widget=words(2))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not self.notes():
            self.add_error(None, gettext("Tulis apa yang perlu diperbaiki pada sedikitnya satu bagian."))
        return said

    def notes(self) -> dict[str, str]:
        """What to mend, by section."""
        return {code: said for name, code in self.codes.items() if (said := self.cleaned_data.get(name, "").strip())}


class AppointForm(ActionForm):
    """Who assesses, at which level, until when and what for."""

    user = forms.CharField(
        label=_("Akun"),
        max_length=150,
        help_text=_("NIP atau alamat surel yang dipakai untuk masuk; boleh dari satuan kerja lain."),
    )
    level = forms.ChoiceField(
        label=_("Tingkat"), choices=[(each.value, each.label) for each in Level if each != Level.SELF]
    )
    valid_to = DayField(label=_("Izin sampai"), required=False, help_text=_("Wajib untuk akun dari satuan kerja lain."))
    purpose = forms.CharField(label=_("Keperluan"), required=False, max_length=300)

    def clean_user(self) -> User:
        login = self.cleaned_data["user"].strip().lower()
        found = User.objects.filter(login=login, is_active=True).select_related("person__office").first()
        if found is None:
            raise forms.ValidationError(gettext("Tidak ada akun aktif dengan NIP atau surel itu."))
        return found


class DismissForm(ActionForm):
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class CommentForm(ActionForm):
    text = forms.CharField(label=_("Komentar"), max_length=2000, widget=words(2))


class FollowUpForm(ActionForm):
    """A follow-up of an item: what is to be done, by whom, until when."""

    recommendation = forms.CharField(label=_("Yang perlu dikerjakan"), max_length=2000, widget=words(4))
    responsible = forms.ChoiceField(label=_("Penanggung jawab"), error_messages={"required": REQUIRED_PARTY})
    due_on = DayField(label=_("Tenggat"))

    def __init__(
        self, data: Mapping | None = None, *, office: Office, text: str, held: Person | Any | None, due_on: date | None
    ) -> None:
        super().__init__(data, initial={"recommendation": text, "responsible": party_key(held), "due_on": due_on})
        self.parties = Parties(office, clock.today(), also=[held] if held else [])
        self.fields["responsible"].choices = [("", gettext("pilih")), *self.parties.choices()[1:]]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "responsible": self.parties.get(self.cleaned_data["responsible"])}


def title(instrument: Instrument) -> str:
    """ "Zona Integritas · PermenPANRB 90/2021"."""
    return f"{instrument.short_title} · {instrument.basis}"


def is_current(instrument: Instrument, today: date) -> bool:
    """Whether the edition may be used on ``today``."""
    has_begun = instrument.valid_from <= today
    return has_begun and not instrument.is_historical and (instrument.valid_to is None or instrument.valid_to >= today)


def targets_of(instrument: Instrument) -> list[tuple[str, str]]:
    """What an office may aim at: the gates, else the bands."""
    return [(each.code, f"{each.code} {each.title}".strip()) for each in instrument.gates or instrument.bands]


def keep(choices: object, without: set[str]) -> Any:
    """The choices of a group but those; a single choice is left as it is."""
    if not isinstance(choices, list):
        return choices
    return [each for each in choices if each[0] not in without]
