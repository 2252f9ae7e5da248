"""What is asked when a report is issued, and when its signed copy is handed in; the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.desk.people.forms import DayField
from pranata.engines.reports.actions import Edition
from pranata.engines.reports.models import Publication
from pranata.engines.reports.rules import Signature

ENTERED, NEXT = "entered", "next"
LONGEST_REMARK = 4000


class PublicationField(forms.ChoiceField):
    """What the public gets of an issued report."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Untuk umum"),
            help_text=_("Berkas laporan memuat nama penanda tangan, penanggung jawab, dan judul bukti."),
            widget=forms.RadioSelect,
            choices=[
                (Publication.NONE, _("Tidak ditampilkan; keasliannya tetap dapat diperiksa dengan kodenya")),
                (Publication.LISTED, _("Tampilkan judul, nomor, tanggal, dan SHA-256")),
                (Publication.OFFERED, _("Tampilkan, dan berkasnya dapat diunduh siapa saja")),
            ],
        )


class IssueForm(forms.Form):
    """Number, date, place, signatory, what the issuer adds; why, when an edition is replaced.

    ``preview`` is the next number of the office's series today, "" where its pattern gives none.
    """

    source = forms.ChoiceField(label=_("Nomor laporan"), widget=forms.RadioSelect)
    number = forms.CharField(label=_("Nomor dari SRIKANDI"), max_length=300, required=False)
    issued_on = DayField(label=_("Tanggal laporan"))
    place = forms.CharField(label=_("Tempat"), max_length=100)
    signatory_role = forms.CharField(label=_("Jabatan penanda tangan"), max_length=200)
    signatory_name = forms.CharField(label=_("Nama penanda tangan"), max_length=200)
    remarks = forms.CharField(
        label=_("Catatan tambahan"),
        help_text=_("Tercetak di bawah catatan laporan."),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("Alasan menggantikan"),
        help_text=_("Laporan yang sudah terbit tetap tersimpan, bertanda digantikan."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    publication = PublicationField()

    def __init__(self, *args: Any, preview: str, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(ENTERED, _("Ketik nomor dari SRIKANDI"))]
        if preview:
            choices.append((NEXT, _("Pakai nomor berikutnya di kantor ini; untuk tanggal hari ini %s") % preview))
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
        self.fields["number"].is_conditional = True  # type: ignore[attr-defined]
        if not preview:
            del self.fields["source"]
        if not replaces:
            del self.fields["reason"]

    def edition(self) -> Edition:
        """What ``issue`` takes."""
        said = self.cleaned_data
        return Edition(
            issued_on=said["issued_on"],
            place=said["place"],
            signatory_role=said["signatory_role"],
            signatory_name=said["signatory_name"],
            number=None if said.get("source") == NEXT else said["number"],
            remarks=said["remarks"],
            reason=said.get("reason", ""),
            publication=Publication(said["publication"]),
        )


class PublicationForm(forms.Form):
    """What the public gets of it from now on."""

    publication = PublicationField()


class SignedCopyForm(forms.Form):
    """The signed file and how it was signed."""

    kind = forms.ChoiceField(
        label=_("Cara menandatangani"),
        widget=forms.RadioSelect,
        initial=Signature.WET.value,
        choices=[
            (Signature.WET.value, _("Tanda tangan basah: pindaian naskah yang ditandatangani")),
            (Signature.ELECTRONIC.value, _("Tanda tangan elektronik di dalam berkas PDF, misalnya dari BSrE")),
        ],
    )
    file = forms.FileField(
        label=_("Salinan bertanda tangan"),
        help_text=_("Berkas PDF. Tidak dapat diganti sesudahnya; yang keliru digantikan dengan terbitan baru."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
