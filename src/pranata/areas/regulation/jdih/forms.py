"""What staff fill in about the legal documentation; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.jdih.actions import DOCUMENT_FIELDS, RECORD_FIELDS
from pranata.areas.regulation.jdih.metadata import is_library
from pranata.areas.regulation.jdih.models import BOOK_FIELDS, LegalRecord
from pranata.areas.regulation.jdih.queries import record_of
from pranata.engines.documents.models import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS = {
    "subject": _("Subjek"),
    "author_entity": _("T.E.U. badan"),
    "source": _("Sumber"),
    "law_field": _("Bidang hukum"),
    "language": _("Bahasa"),
    "promulgated_on": _("Tanggal pengundangan"),
    "pages": _("Jumlah halaman"),
    "reason": _("Alasan pembentukan"),
    "basis": _("Dasar hukum"),
    "content": _("Yang diatur"),
    "note": _("Catatan"),
    "call_number": _("Nomor panggil"),
    "publisher": _("Penerbit"),
    "physical_description": _("Deskripsi fisik"),
    "isbn": _("ISBN"),
    "register_number": _("Nomor induk buku"),
    "edition": _("Cetakan atau edisi"),
    "known_ended_on": _("Diketahui tidak berlaku pada"),
}
HINTS = {
    "subject": _("Kata kunci, dipisahkan titik koma, misalnya: Tata naskah dinas; Perubahan."),
    "author_entity": _("Badan pembuatnya; kosongkan untuk dokumen kantor ini sendiri."),
    "source": _("Misalnya BN 2021/NO. 1505; untuk buku: pembelian atau hibah."),
    "reason": _("Mengapa dokumen ini dibuat; baris pertama di bawah ABSTRAK."),
    "basis": _("Peraturan yang menjadi dasarnya. Kata pembukanya ditambahkan sendiri."),
    "content": _("Pokok isinya. Kata pembukanya ditambahkan sendiri."),
    "note": _("Sejak kapan berlaku, apa yang dicabut atau diubah, berapa halaman lampirannya."),
    "known_ended_on": _(
        "Hanya bila dokumen tidak berlaku lagi tetapi tidak diketahui sejak kapan dan oleh apa. Selain itu catat "
        "hubungan atau masa berlakunya pada dokumennya."
    ),
}
TEXTS = {"reason": 3, "basis": 4, "content": 5, "note": 3}


class RecordForm(forms.Form):
    """Metadata and abstract of one document; books alone are asked for what books have."""

    def __init__(self, data: Mapping | None = None, *, document: Document) -> None:
        super().__init__(data)
        record = record_of(document)
        for name in DOCUMENT_FIELDS:
            self._add(Document, name, getattr(document, name))
        for name in RECORD_FIELDS:
            if name not in BOOK_FIELDS or is_library(document.kind):
                self._add(LegalRecord, name, getattr(record, name))

    def _add(self, model: type, name: str, value: Any) -> None:
        widget = forms.Textarea(attrs={"rows": TEXTS[name]}) if name in TEXTS else None
        options = {"label": LABELS[name], "help_text": HINTS.get(name, ""), "required": False}
        field = model._meta.get_field(name).formfield(**options, **({"widget": widget} if widget else {}))
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields[name] = field
        self.initial[name] = value


class FeedForm(forms.Form):
    """A feed of another program: as a file, or by its address."""

    file = forms.FileField(label=_("Berkas JSON"), required=False)
    address = forms.URLField(
        label=_("Atau alamat umpannya"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Misalnya https://jdih.contoh.go.id/integrasi.php"),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and bool(found.get("file")) == bool(found.get("address")):
            raise forms.ValidationError(_("Pilih satu berkas, atau isi satu alamat."))
        return found
