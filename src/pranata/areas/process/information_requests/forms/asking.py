"""What is asked of who asks, on the portal and at the desk: Model PPID-B, and PPID-F for an objection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.actions.requests import Asked
from pranata.areas.process.information_requests.forms.fields import (
    BLANK,
    DayField,
    SometimesChoiceField,
    SometimesEmailField,
    SometimesField,
    WordsField,
)
from pranata.areas.process.information_requests.kinds import OBJECTION_CLOCK
from pranata.areas.process.information_requests.models import (
    ApplicantKind,
    Channel,
    CopyFormat,
    Delivery,
    Manner,
    ObjectionGround,
    RequestStage,
)
from pranata.areas.process.information_requests.rules import clock_name, missing_identity, plain_nik
from pranata.engines.deadlines.wording import unknown_words
from pranata.lib import clock

ENTERED = [choice for choice in Channel.choices if choice[0] != Channel.PORTAL]
IDENTITY_FIELDS = (
    "name", "address", "occupation", "phone", "email", "identity_number", "decree_number", "representative",
    "authority", "purpose",
)  # fmt: skip
CONTACT_HINT = _("Isi nomor telepon, surel, atau keduanya.")
CHOICE_FIELDS = ("stage", "manner", "copy_format", "delivery")


class RequestForm(forms.Form):
    """Model PPID-B: who asks, for what, and how it wants to have it; the public's form, and the base of the staff's."""

    use_required_attribute = False  # some fields are asked of some applicants alone

    applicant_kind = forms.ChoiceField(
        label=_("Jenis pemohon"), choices=ApplicantKind.choices, widget=forms.RadioSelect, initial="person"
    )
    name = forms.CharField(label=_("Nama pemohon atau nama badan"), max_length=200)
    identity_number = SometimesField(
        label=_("NIK"),
        max_length=30,
        help_text=_("16 angka pada KTP. Wajib untuk perorangan dan kelompok orang."),
    )
    decree_number = SometimesField(
        label=_("Nomor SK pengesahan badan hukum"),
        max_length=100,
        help_text=_("Wajib untuk badan hukum."),
    )
    representative = SometimesField(
        label=_("Nama wakil"),
        max_length=200,
        help_text=_("Wajib untuk badan hukum dan kelompok orang."),
    )
    authority = SometimesField(
        label=_("Nomor dan tanggal surat kuasa"),
        max_length=200,
        help_text=_("Wajib untuk kelompok orang; bila diwakilkan, isi juga oleh perorangan dan badan hukum."),
    )
    address = forms.CharField(label=_("Alamat"), max_length=500)
    occupation = forms.CharField(label=_("Pekerjaan"), max_length=100, required=False)
    phone = SometimesField(label=_("Nomor telepon"), max_length=30)
    email = SometimesEmailField(label=_("Surel"), max_length=200, help_text=CONTACT_HINT)
    description = WordsField(label=_("Rincian informasi yang diminta"), rows=6)
    purpose = WordsField(label=_("Tujuan penggunaan informasi"), rows=2)
    stage = forms.ChoiceField(
        label=_("Kategori informasi"), choices=RequestStage.choices, widget=forms.RadioSelect, initial="body"
    )
    manner = forms.ChoiceField(
        label=_("Cara memperoleh informasi"), choices=Manner.choices, widget=forms.RadioSelect, initial="copy"
    )
    copy_format = SometimesChoiceField(label=_("Bentuk salinan"), choices=BLANK + CopyFormat.choices)
    delivery = SometimesChoiceField(label=_("Cara mendapat salinan"), choices=BLANK + Delivery.choices)

    def clean_identity_number(self) -> str:
        typed = self.cleaned_data["identity_number"].strip()
        if typed and not plain_nik(typed):
            raise ValidationError(_now("NIK terdiri atas 16 angka."))
        return plain_nik(typed)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("manner") == Manner.COPY:
            for name in ("copy_format", "delivery"):
                if not data.get(name):
                    self.add_error(name, _now("Pilih bila Anda meminta salinan."))
        return data

    def asked(self) -> Asked:
        """What the actions take in."""
        return asked_of(self.cleaned_data)


class PublicRequestForm(RequestForm):
    """The form of the portal: who it is must stand there, by the kind of applicant."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        given = {name: str(data.get(name) or "") for name in IDENTITY_FIELDS}
        for name in missing_identity(data.get("applicant_kind", "person"), given):
            if name not in self.errors:
                self.add_error(name, CONTACT_HINT if name == "email" else _now("Wajib diisi untuk jenis pemohon ini."))
        return data


class EntryForm(RequestForm):
    """A request that came otherwise, as staff enter it; what is not known yet may stay empty."""

    channel = forms.ChoiceField(label=_("Diterima lewat"), choices=ENTERED)
    received_on = DayField(label=_("Tanggal diterima"))
    subject = forms.CharField(
        label=_("Pokok permohonan"),
        max_length=200,
        help_text=_("Beberapa kata untuk daftar dan register. Jangan tulis nama atau data pribadi."),
    )
    field_order = ("channel", "received_on", "subject")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("address", "purpose"):
            self.fields[name].required = False
        self.fields["received_on"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, stage = data.get("received_on"), data.get("stage")
        if day and stage and (said := unknown_words(clock_name(stage), day)):
            self.add_error("received_on", said)
        return data

    def received_at(self) -> datetime | None:
        """The beginning of that day; now for one of today."""
        day = self.cleaned_data["received_on"]
        return None if day == clock.today() else datetime.combine(day, time(), clock.zone())


class ObjectionForm(forms.Form):
    """Model PPID-F: the ground of Pasal 35 and what happened."""

    ground = forms.ChoiceField(label=_("Alasan keberatan"), choices=ObjectionGround.choices, widget=forms.RadioSelect)
    text = WordsField(label=_("Kasus posisi: apa yang terjadi"), rows=6)


class EnteredObjectionForm(ObjectionForm):
    channel = forms.ChoiceField(label=_("Diterima lewat"), choices=ENTERED)
    received_on = DayField(label=_("Tanggal diterima"), required=False, help_text=_("Kosong berarti hari ini."))
    field_order = ("channel", "received_on")

    def clean_received_on(self) -> date | None:
        day = self.cleaned_data["received_on"]
        if day and (said := unknown_words(OBJECTION_CLOCK, day)):
            raise ValidationError(said)
        return day


def asked_of(data: Mapping[str, Any]) -> Asked:
    """A request as the actions take it in, from the cleaned fields of ``RequestForm``."""
    return Asked(
        applicant_kind=data["applicant_kind"],
        identity={name: str(data.get(name) or "").strip() for name in IDENTITY_FIELDS},
        description=data["description"],
        choices={name: data[name] for name in CHOICE_FIELDS},
    )
