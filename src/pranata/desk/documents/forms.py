"""What is asked of a document besides its facts, which the register's form asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.kinds import kind_choices
from pranata.engines.documents.models import DOES, Document
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from pranata.base.access.models import User


class Refusing(forms.Form):
    """A form at whose fields stands what an action refused."""

    def refuse(self, error: ValidationError) -> None:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)


class DayInput(forms.DateInput):
    """A day as browsers ask for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FileForm(Refusing):
    """The file of a document; why, where one is replaced."""

    file = forms.FileField(label=_("Berkas"), help_text=_("PDF, Word, gambar, atau jenis lain yang dikenal."))
    reason = forms.CharField(label=_("Alasan berkas lama diganti"), max_length=300, required=False)

    def __init__(self, *args: Any, has_file: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_file:
            del self.fields["reason"]


class RelationForm(Refusing):
    """What this document does to another."""

    kind = forms.ChoiceField(label=_("Dokumen ini"), choices=[(each.value, words) for each, words in DOES.items()])
    target = forms.ModelChoiceField(
        Document.objects.none(), label=_("Dokumen dalam daftar"), required=False, empty_label=_("– di luar daftar –")
    )
    target_words = forms.CharField(
        label=_("atau dokumen di luar daftar"),
        max_length=300,
        required=False,
        help_text=_("Misalnya: Peraturan KPU Nomor 8 Tahun 2021."),
    )
    since = forms.DateField(
        label=_("Sejak"), required=False, widget=DayInput(), help_text=_("Kosongkan bila sejak dokumen ini berlaku.")
    )
    note = forms.CharField(label=_("Keterangan"), max_length=300, required=False)

    def __init__(self, *args: Any, document: Document, reader: User, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Document.objects.visible_to(reader).filter(office=document.office).exclude(pk=document.pk)
        self.fields["target"].queryset = others.order_by("-issued_on", "-pk")  # type: ignore[attr-defined]
        self.fields["target"].label_from_instance = named  # type: ignore[attr-defined]


def named(document: Document) -> str:
    """A document in a list to choose from."""
    return f"{document}: {document.title}"[:150] if document.number else document.title[:150]


class DayForm(Refusing):
    """The day on which a document is numbered."""

    on = forms.DateField(label=_("Tanggal penetapan"), widget=DayInput(), initial=clock.today)


class ReserveForm(Refusing):
    """A number that is kept back."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=kind_choices)
    on = forms.DateField(label=_("Untuk tanggal"), widget=DayInput(), initial=clock.today)
    reason = forms.CharField(label=_("Keperluan"), max_length=300)


class VoidForm(Refusing):
    """Why a number will never be used."""

    reason = forms.CharField(label=_("Alasan"), max_length=300)


class NoForm(Refusing):
    """A deed that asks nothing but to be confirmed."""
