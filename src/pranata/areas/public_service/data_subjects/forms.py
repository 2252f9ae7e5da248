"""What the public and staff fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.models import Ground, IdentityProof, Outcome, Right
from pranata.areas.public_service.data_subjects.rules import clock_name
from pranata.base.people.models import Person
from pranata.engines.cases.models import Channel
from pranata.engines.deadlines.wording import unknown_words
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import datetime

    from pranata.base.org.models import Office

ENTERED = [choice for choice in Channel.choices if choice[0] != Channel.PORTAL]
ANSWERS = [(value, words) for value, words in Outcome.choices if value != Outcome.SPAM]


class RequestForm(forms.Form):
    """The public form; one way to be reached is enough."""

    right = forms.ChoiceField(label=_("Yang Anda minta"), choices=Right, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Nama"), max_length=150)
    email = forms.EmailField(
        label=_("Surel"), max_length=200, required=False, help_text=_("Cukup satu: surel atau telepon.")
    )
    phone = forms.CharField(label=_("Telepon"), max_length=30, required=False)
    number = forms.CharField(
        label=_("Nomor kiriman yang memuat data Anda"),
        max_length=24,
        required=False,
        help_text=_("Bila ada, seperti tertulis pada tanda terimanya."),
    )
    code = forms.CharField(
        label=_("Kode rahasianya"),
        max_length=60,
        required=False,
        help_text=_("Membuktikan bahwa kiriman itu milik Anda. Kode tidak disimpan."),
    )
    description = forms.CharField(
        label=_("Jelaskan data yang mana"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("email", "phone"):
            self.fields[name].is_conditional = True  # type: ignore[attr-defined]  # one of them is wanted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (self.has_contact(cleaned) or self.errors):
            self.add_error("email", _now("Isi surel atau telepon, agar kami dapat memastikan bahwa ini Anda."))
        return cleaned

    def has_contact(self, cleaned: dict[str, Any]) -> bool:
        """Whether there is a way to reach whoever asks."""
        return bool(cleaned.get("email") or cleaned.get("phone"))


class EntryForm(RequestForm):
    """A request that came by letter, e-mail or to the desk, as staff write it down."""

    channel = forms.ChoiceField(label=_("Diterima lewat"), choices=ENTERED)
    received_at = forms.DateTimeField(
        label=_("Diterima pada"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Tanggal dan jam; 3 x 24 jam dihitung dari saat ini, hari libur ikut dihitung."),
    )
    address = forms.CharField(
        label=_("Alamat"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    scan = forms.FileField(label=_("Pindaian surat atau surel"), required=False)
    field_order = ("channel", "received_at", "right", "name", "email", "phone", "address")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"received_at": timezone.localtime(clock.now())})

    def clean_received_at(self) -> datetime:
        moment = self.cleaned_data["received_at"]
        if moment > clock.now():
            raise ValidationError(_now("Waktu diterima belum terjadi."))
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        moment, right = cleaned.get("received_at"), cleaned.get("right")
        if moment and right and (said := unknown_words(clock_name(right), moment.astimezone(clock.zone()).date())):
            self.add_error("received_at", said)
        return cleaned

    def has_contact(self, cleaned: dict[str, Any]) -> bool:
        return super().has_contact(cleaned) or bool(cleaned.get("address"))


class DoingForm(forms.Form):
    """What one thing to do asks for, by the argument names of its action."""

    def __init__(self, data: Any = None, *, office: Office) -> None:
        super().__init__(data)
        self.prepare(office)

    def prepare(self, office: Office) -> None:
        """What depends on the office."""


class NoForm(DoingForm):
    """A button alone."""


class AssignForm(DoingForm):
    person = forms.ModelChoiceField(label=_("Penanggung jawab"), queryset=Person.objects.none())

    def prepare(self, office: Office) -> None:
        field = self.fields["person"]
        field.queryset = Person.objects.filter(office=office).valid_on(clock.today()).order_by("name")


class IdentityForm(DoingForm):
    proof = forms.ChoiceField(
        label=_("Identitas dipastikan dengan"), choices=[("", _("Pilih bukti")), *IdentityProof.choices]
    )


class ReportForm(DoingForm):
    text = forms.CharField(
        label=_("Temuan atau tindakan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hanya dibaca di dalam kantor."),
    )


class DecideForm(DoingForm):
    outcome = forms.ChoiceField(label=_("Hasil"), choices=[("", _("Pilih hasil")), *ANSWERS])
    ground = forms.ChoiceField(
        label=_("Dasar penolakan"),
        choices=[("", _("tidak ditolak")), *Ground.choices],
        required=False,
        help_text=_("Hanya bila ditolak (UU 27/2022 Pasal 15 dan Pasal 33)."),
    )
    text = forms.CharField(label=_("Jawaban kepada pemohon"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class MessageForm(DoingForm):
    text = forms.CharField(label=_("Pesan kepada pemohon"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
