"""What staff fill in when they handle a case; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.actions.disputes import DisputeFacts
from pranata.areas.process.information_requests.actions.objections import Decision
from pranata.areas.process.information_requests.actions.requests import Answer
from pranata.areas.process.information_requests.forms.fields import (
    BLANK,
    DayField,
    SometimesChoiceField,
    SometimesField,
    SometimesWordsField,
    WordsField,
)
from pranata.areas.process.information_requests.models import (
    Dispute,
    DisputeResult,
    DisputeStage,
    ObjectionOutcome,
    Payment,
    RefusalGround,
    RequestOutcome,
    RequestStage,
)
from pranata.base.org.models import Unit
from pranata.base.people.models import Person
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office


class TextForm(forms.Form):
    """What is said to the applicant, or noted."""

    text = WordsField(label=_("Isi"))


class PlainForm(forms.Form):
    """Nothing but the button."""


class RegisterForm(forms.Form):
    subject = forms.CharField(
        label=_("Pokok permohonan"),
        max_length=200,
        help_text=_("Beberapa kata untuk daftar dan register. Jangan tulis nama atau data pribadi."),
    )


class ReasonForm(forms.Form):
    reason = WordsField(label=_("Alasan"), help_text=_("Dikirim kepada pemohon apa adanya."))


class AssignForm(forms.Form):
    """Who holds the record."""

    unit = forms.ModelChoiceField(label=_("Unit yang menguasai"), queryset=None, required=False)
    person = forms.ModelChoiceField(label=_("Penanggung jawab"), queryset=None, required=False)
    instruction = WordsField(
        label=_("Instruksi"), rows=3, required=False, help_text=_("Disposisi kepada unit atau penanggung jawab.")
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["unit"].queryset = Unit.objects.filter(office=office).valid_on(today)  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.filter(office=office).valid_on(today)  # type: ignore[attr-defined]


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("Kategori informasi"), choices=RequestStage.choices, widget=forms.RadioSelect)


class AnswerForm(forms.Form):
    """Model PPID-D, and for a refusal PPID-E."""

    outcome = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[choice for choice in RequestOutcome.choices if choice[0] != RequestOutcome.SPAM],
        widget=forms.RadioSelect,
    )
    text = WordsField(label=_("Pemberitahuan kepada pemohon"), rows=6)
    ground = SometimesChoiceField(
        label=_("Dasar penolakan"),
        choices=BLANK + RefusalGround.choices,
        help_text=_("Untuk yang ditolak, dan bagian yang dihitamkan."),
    )
    test_reference = SometimesField(
        label=_("Nomor uji konsekuensi"),
        max_length=100,
        help_text=_("Seperti pada register Informasi Dikecualikan."),
    )
    reason = SometimesWordsField(label=_("Alasan penolakan atau penghitaman"), rows=3)
    holder = SometimesField(
        label=_("Badan publik yang menguasai"),
        max_length=200,
        help_text=_("Bila informasi tidak kita kuasai; tulis “tidak diketahui” bila memang tidak diketahui."),
    )
    fee = forms.IntegerField(
        label=_("Biaya (rupiah)"),
        min_value=0,
        max_value=100_000_000,
        required=False,
        help_text=_("Hanya biaya penyalinan, pengiriman, dan izin, yang sudah diumumkan. Salinan digital 0."),
    )
    payment = forms.ChoiceField(label=_("Cara pembayaran"), choices=BLANK + Payment.choices, required=False)

    def answer(self) -> Answer:
        return Answer(**self.cleaned_data | {"fee": self.cleaned_data["fee"] or 0})


class HandOverForm(forms.Form):
    on = DayField(label=_("Tanggal pemberian"))


class FileForm(forms.Form):
    file = forms.FileField(label=_("Berkas"), help_text=_("PDF, gambar, dokumen, atau teks."))
    is_internal = forms.BooleanField(label=_("Hanya untuk kantor; pemohon tidak melihatnya"), required=False)


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[choice for choice in ObjectionOutcome.choices if choice[0] != ObjectionOutcome.SPAM],
        widget=forms.RadioSelect,
    )
    text = WordsField(label=_("Tanggapan tertulis kepada pemohon"), rows=6)
    name = forms.CharField(label=_("Nama Atasan PPID"), max_length=200)
    post = forms.CharField(label=_("Jabatan"), max_length=200)

    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


class DisputeForm(forms.Form):
    filed_on = DayField(label=_("Tanggal diajukan"))
    number = forms.CharField(label=_("Nomor register Komisi Informasi"), max_length=100, required=False)
    stage = forms.ChoiceField(label=_("Tahap"), choices=DisputeStage.choices)
    result = forms.ChoiceField(label=_("Hasil"), choices=BLANK + DisputeResult.choices, required=False)
    ended_on = DayField(label=_("Tanggal selesai"), required=False)
    execution = forms.CharField(
        label=_("Pelaksanaan putusan"),
        max_length=300,
        required=False,
        help_text=_("Jangan tulis nama atau data pribadi."),
    )

    @staticmethod
    def known(dispute: Dispute | None) -> dict[str, Any]:
        """What the form begins with."""
        names = DisputeForm.base_fields
        return {name: getattr(dispute, name) for name in names} if dispute else {}

    def facts(self) -> DisputeFacts:
        return DisputeFacts(**self.cleaned_data)
