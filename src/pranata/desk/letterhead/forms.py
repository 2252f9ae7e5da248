"""What an office fills in about its paper. The actions decide whether it can be so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.paper.models import OfficePaper

TEXTS = ("office_lines", "address_lines", "city", "number_pattern", "classification")


class LetterheadForm(forms.Form):
    """The letterhead, the pattern of decree numbers, and the last running number of this year if it is to change."""

    office_lines = forms.CharField(
        label=_("Nama satuan kerja"),
        help_text=_("Seperti tercetak di bawah logo, satu baris untuk setiap baris kop."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    address_lines = forms.CharField(
        label=_("Alamat"),
        help_text=_("Jalan, telepon, dan laman; satu baris untuk setiap baris kop."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG atau JPEG, paling besar 1 MB; tercetak setinggi 24 mm, jadi sebaiknya setinggi 300 piksel."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        required=False,
    )
    city = forms.CharField(
        label=_("Tempat penetapan"),
        help_text=_("Kota pada “Ditetapkan di”, bila keputusan tidak menyebut kota lain."),
        max_length=100,
        required=False,
    )
    number_pattern = forms.CharField(
        label=_("Pola nomor"),
        help_text=_("Contoh: {urut}/{klasifikasi}/{kode}/{tahun}. Kosongkan bila nomor selalu diketik dari SRIKANDI."),
        max_length=100,
        required=False,
    )
    classification = forms.CharField(
        label=_("Kode klasifikasi"), help_text=_("Contoh: HK.03.1"), max_length=50, required=False
    )
    last_number = forms.IntegerField(min_value=0, max_value=999_999, required=False)

    def __init__(self, *args: Any, paper: OfficePaper, year: int, last_number: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(paper, name) for name in TEXTS}, **kwargs)
        running = self.fields["last_number"]
        running.label = _("Nomor urut terakhir tahun %(year)d") % {"year": year}
        running.help_text = _(
            "Sekarang %(number)d. Isi hanya bila nomor lain sudah dipakai di luar sistem ini; deret ini melanjutkannya."
        ) % {"number": last_number}

    def texts(self) -> dict[str, str]:
        """What ``save_letterhead`` takes besides the logo."""
        return {name: self.cleaned_data[name] for name in TEXTS}
