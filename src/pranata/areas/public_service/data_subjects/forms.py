"""What the public and staff fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.models import Ground, Outcome, Right

ANSWERS = [(value, words) for value, words in Outcome.choices if value != Outcome.SPAM]


class RequestForm(forms.Form):
    """The public form; one way to be reached is enough."""

    right = forms.ChoiceField(label=_("Yang Anda minta"), choices=Right, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Nama"), max_length=150)
    email = forms.EmailField(label=_("Surel"), max_length=200, required=False)
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("email") or cleaned.get("phone") or self.errors):
            self.add_error("email", _now("Isi surel atau telepon, agar kami dapat memastikan bahwa ini Anda."))
        return cleaned


class NoForm(forms.Form):
    """A button alone."""


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Hasil"), choices=[("", _("Pilih hasil")), *ANSWERS])
    ground = forms.ChoiceField(
        label=_("Dasar penolakan"),
        choices=[("", _("tidak ditolak")), *Ground.choices],
        required=False,
        help_text=_("Hanya bila ditolak (UU 27/2022 Pasal 15 dan Pasal 33)."),
    )
    text = forms.CharField(label=_("Jawaban kepada pemohon"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Pesan kepada pemohon"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
