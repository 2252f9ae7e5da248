"""What staff and the public fill in; the actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.actions.receiving import Report
from pranata.areas.oversight.complaints.models import (
    REJECTIONS,
    TRANSFERS,
    Channel,
    Classification,
    Complaint,
    Reporter,
    ReportKind,
    Satisfaction,
)
from pranata.areas.oversight.complaints.rules import CLOCKS
from pranata.base.org.models import Unit
from pranata.base.people.models import Person
from pranata.engines.deadlines.wording import unknown_words
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office

LONGEST_TEXT = 5000
CONTACT_FIELDS = ("name", "phone", "email", "address")
# The parts of a description besides the story, under the words that stand before each.
PARTS = {"officer": _("Yang diadukan"), "place": _("Tempat dan waktu"), "wish": _("Penyelesaian yang diminta")}
KIND_CHOICES = [
    (ReportKind.COMPLAINT, _("Pengaduan: ada yang tidak beres")),
    (ReportKind.ASPIRATION, _("Aspirasi: saran atau harapan")),
    (ReportKind.INFORMATION, _("Permintaan informasi")),
]
ENTERED = [choice for choice in Channel.choices if choice[0] != Channel.PORTAL]


class WordsField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ContactField(forms.CharField):
    """Wanted of whoever is not anonymous; the form decides, so the page does not call it optional."""

    is_conditional = True


class ContactEmailField(forms.EmailField):
    """The same for an address of mail."""

    is_conditional = True


class ReportForm(forms.Form):
    """A report as the public sends it, and the base of what staff write down."""

    kind = forms.ChoiceField(
        label=_("Jenis laporan"), choices=KIND_CHOICES, widget=forms.RadioSelect, initial=ReportKind.COMPLAINT
    )
    description = WordsField(
        label=_("Apa yang terjadi?"), help_text=_("Ceritakan apa, siapa, di mana, kapan, dan bagaimana."), rows=7
    )
    place = forms.CharField(label=_("Tempat dan waktu kejadian"), max_length=300, required=False)
    wish = forms.CharField(label=_("Penyelesaian yang Anda minta"), max_length=1000, required=False)
    is_service_dispute = forms.BooleanField(
        label=_("Ini tentang pelayanan kami yang tidak sesuai standar"), required=False
    )
    officer = forms.CharField(
        label=_("Nama pegawai yang diadukan"),
        max_length=200,
        required=False,
        help_text=_("Isi bila laporan ini tentang seseorang. Ia tidak akan dapat membuka laporan ini."),
    )
    hides_unit = forms.BooleanField(label=_("Sembunyikan juga dari seluruh unit kerjanya"), required=False)
    reporter = forms.ChoiceField(
        label=_("Siapa Anda bagi kami?"),
        choices=[
            (Reporter.NAMED, _("Dengan nama: unit yang menangani tahu siapa saya")),
            (Reporter.CONFIDENTIAL, _("Rahasia: hanya petugas pengaduan yang tahu nama saya")),
            (Reporter.ANONYMOUS, _("Tanpa nama: jangan simpan nama dan kontak saya")),
        ],
        widget=forms.RadioSelect,
        initial=Reporter.NAMED,
    )
    name = ContactField(
        label=_("Nama"), max_length=150, required=False, help_text=_("Kosongkan bila Anda memilih tanpa nama.")
    )
    phone = ContactField(
        label=_("Telepon"), max_length=30, required=False, help_text=_("Cukup satu: telepon, surel, atau alamat.")
    )
    email = ContactEmailField(label=_("Surel"), max_length=200, required=False)
    address = ContactField(label=_("Alamat"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reporter") in (Reporter.NAMED, Reporter.CONFIDENTIAL):
            if not given.get("name") and "name" not in self.errors:
                self.add_error("name", _("Tulis nama Anda, atau pilih tanpa nama."))
            if not (given.get("phone") or given.get("email") or given.get("address")) and "email" not in self.errors:
                self.add_error("phone", _("Isi telepon, surel, atau alamat, atau pilih tanpa nama."))
        return given


def report_of(given: Mapping[str, Any], **facts: Any) -> Report:
    """What the actions take of the values of a ``ReportForm``; ``facts`` are what only staff write down."""
    said = [f"{words}: {given[name]}" for name, words in PARTS.items() if given[name]]
    return Report(
        description="\n\n".join([given["description"], *said]),
        kind=given["kind"],
        reporter=given["reporter"],
        contact={name: given[name] for name in CONTACT_FIELDS if given[name]},
        officer=given["officer"],
        hides_unit=given["hides_unit"],
        is_service_dispute=given["is_service_dispute"],
        **facts,
    )


class StaffReportForm(ReportForm):
    """A report that came by another way than the portal."""

    channel = forms.ChoiceField(label=_("Saluran"), choices=ENTERED)
    received_on = forms.DateField(
        label=_("Tanggal diterima"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    lapor_number = forms.CharField(label=_("Nomor SP4N-LAPOR!"), max_length=40, required=False)
    subject = forms.CharField(
        label=_("Pokok pengaduan"), max_length=200, required=False, help_text=_("Beberapa kata, tanpa nama orang.")
    )
    scan = forms.FileField(label=_("Pindaian surat atau bukti"), required=False)
    field_order = ("channel", "received_on", "lapor_number", "subject")

    def __init__(self, data: Any = None, files: Any = None, *, initial: dict | None = None) -> None:
        super().__init__(data, files, initial={"received_on": clock.today(), **(initial or {})})

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise ValidationError(_now("Tanggal diterima belum terjadi."))
        for name in CLOCKS:
            if said := unknown_words(name, day):
                raise ValidationError(said)
        return day

    def report(self) -> Report:
        given = self.cleaned_data
        day = given["received_on"]
        entered = {name: given[name] for name in ("channel", "lapor_number", "subject")}
        moment = None if day == clock.today() else datetime.combine(day, time(8), clock.zone())
        return report_of(given, received_at=moment, **entered)


class StepForm(forms.Form):
    """What one step of a complaint asks for, by the argument names of its action."""

    def __init__(self, data: Any = None, *, case: Complaint) -> None:
        self.case = case
        super().__init__(data)
        self.prepare(case.office)

    def prepare(self, office: Office) -> None:
        """What depends on the complaint or its office."""


class NothingForm(StepForm):
    pass


class VerifyForm(StepForm):
    subject = forms.CharField(
        label=_("Pokok pengaduan"), max_length=200, help_text=_("Beberapa kata untuk daftar, tanpa nama orang.")
    )
    classification = forms.ChoiceField(
        label=_("Golongan"),
        choices=[
            (Classification.NORMATIVE, _("Normatif: 5 hari kerja")),
            (Classification.ORDINARY, _("Tidak berkadar pengawasan: 14 hari kerja")),
            (Classification.OVERSIGHT, _("Berkadar pengawasan: 60 hari kerja")),
        ],
        widget=forms.RadioSelect,
    )
    is_service_dispute = forms.BooleanField(
        label=_("Sengketa pelayanan"), required=False, help_text=_("Juga memakai jangka waktu UU 25/2009.")
    )
    served_on = forms.DateField(
        label=_("Tanggal pelayanan yang diadukan"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Untuk sengketa pelayanan, bila diketahui."),
    )

    def prepare(self, office: Office) -> None:
        self.initial = {"subject": self.case.subject, "is_service_dispute": self.case.is_service_dispute}


class ClassForm(VerifyForm):
    """The class alone, put right later."""

    subject = None

    def prepare(self, office: Office) -> None:
        names = ("classification", "is_service_dispute", "served_on")
        self.initial = {name: getattr(self.case, name) for name in names}


class RejectForm(StepForm):
    outcome = forms.ChoiceField(label=_("Mengapa"), choices=[(each, each.label) for each in REJECTIONS])
    reason = WordsField(label=_("Penjelasan kepada pelapor"))


class ForwardForm(StepForm):
    unit = forms.ModelChoiceField(label=_("Unit kerja"), queryset=Unit.objects.none())
    person = forms.ModelChoiceField(label=_("Penanggung jawab"), queryset=Person.objects.none(), required=False)
    instruction = WordsField(label=_("Petunjuk"), required=False, rows=3)

    def prepare(self, office: Office) -> None:
        today = clock.today()
        self.fields["unit"].queryset = Unit.objects.filter(office=office).valid_on(today).order_by("name")
        self.fields["person"].queryset = Person.objects.filter(office=office).valid_on(today).order_by("name")


class ReasonForm(StepForm):
    reason = WordsField(label=_("Alasan"), rows=3)


class TextForm(StepForm):
    text = WordsField(label=_("Isi"))


class TransferForm(StepForm):
    outcome = forms.ChoiceField(label=_("Dialihkan ke"), choices=[(each, each.label) for each in TRANSFERS])
    to = forms.CharField(label=_("Nama dan tingkat lembaganya"), max_length=200)


class OfficersForm(StepForm):
    people = forms.ModelMultipleChoiceField(
        label=_("Pegawai yang diadukan"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hides_unit = forms.BooleanField(label=_("Sembunyikan juga dari seluruh unit kerjanya"), required=False)

    def prepare(self, office: Office) -> None:
        self.fields["people"].queryset = Person.objects.filter(office=office).order_by("name")
        named = list(self.case.officers.values_list("person", flat=True))
        self.initial = {"people": named, "hides_unit": self.case.hides_unit}


class LaporNumberForm(StepForm):
    lapor_number = forms.CharField(label=_("Nomor SP4N-LAPOR!"), max_length=40, required=False)

    def prepare(self, office: Office) -> None:
        self.initial = {"lapor_number": self.case.lapor_number}


class LaporFileForm(forms.Form):
    file = forms.FileField(label=_("Berkas CSV atau Excel dari SP4N-LAPOR!"))


class RatingForm(forms.Form):
    """The one question at the end."""

    satisfaction = forms.TypedChoiceField(
        label=_("Seberapa puas Anda dengan penanganan ini?"),
        choices=Satisfaction.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
