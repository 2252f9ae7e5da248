"""What may be said about evidence; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pranata.base.files.kinds import ACCEPTED
from pranata.desk.people.forms import DayField, RowForm
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.document_kinds import document_kinds
from pranata.engines.evidence.models import Confidentiality
from pranata.engines.plan.areas import official_areas

if TYPE_CHECKING:
    from collections.abc import Mapping

# Without HEIC a phone sends JPEG, which can be cleaned of the place where it was taken.
ACCEPT = ",".join(f".{ending}" for ending in ACCEPTED if ending != "heic")
MOST_FILES = 50  # in one request


def kinds_by_area() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of documents as choices, under the area of change whose indicators ask for them."""
    kinds = document_kinds()
    areas = {str(no): name for no, name in official_areas()}
    return [
        (name, [(each.code, each.title) for each in kinds if each.source.split(".")[0] == no])
        for no, name in areas.items()
        if any(each.source.split(".")[0] == no for each in kinds)
    ]


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if files else []


class FilesField(forms.FileField):
    """Several files at once."""

    def __init__(self, **options: Any) -> None:
        widget = FilesInput(attrs={"multiple": True, "accept": ACCEPT})
        super().__init__(widget=widget, allow_empty_file=True, **options)  # an empty one is refused by itself

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if len(data) > MOST_FILES:
            raise ValidationError(_("Paling banyak %d berkas sekali kirim.") % MOST_FILES)
        return [super(FilesField, self).clean(each, initial) for each in data or [None]]


class DescriptionForm(RowForm):
    """What is said of an item besides its bytes."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    dated_on = DayField(label=_("Tanggal bukti"), help_text=_("Hari yang dibuktikan, misalnya hari rapatnya."))
    valid_to = DayField(label=_("Berlaku sampai"), required=False, help_text=_("Kosong: tanpa batas."))
    confidentiality = forms.ChoiceField(
        label=_("Keamanan"),
        choices=Confidentiality.choices,
        help_text=_("Terbatas: hanya pengunggah, sekretaris, verifikator, dan administrator."),
    )
    archive_class = forms.CharField(
        label=_("Kode klasifikasi arsip"), max_length=40, required=False, help_text=_("Misalnya PP.01.")
    )
    document_kind = forms.ChoiceField(
        label=_("Jenis dokumen"),
        choices=lambda: [("", _("bukan salah satunya")), *kinds_by_area()],
        required=False,
        help_text=_("Bila bukti ini dokumen yang diminta indikator, capaiannya terbaca dari sini."),
    )

    def description(self, title: str = "") -> Description:
        """What is said, called ``title`` where the form gives none."""
        said = {name: self.cleaned_data[name] for name in DescriptionForm.base_fields if name != "seen"}
        return Description(**{**said, "title": said["title"] or title})


class UploadForm(DescriptionForm):
    """Files with what is said of all of them."""

    files = FilesField(label=_("Berkas"), error_messages={"required": _("Pilih berkasnya dahulu.")})
    keep_place = forms.BooleanField(
        label=_("Simpan lokasi foto"),
        required=False,
        help_text=_("Tanpa ini lokasi pengambilan dihapus dari foto."),
    )
    again = forms.BooleanField(label=_("Simpan walau berkas yang sama sudah ada"), required=False)

    def __init__(self, data: Mapping | None = None, files: Any = None, *, initial: Mapping | None = None) -> None:
        super().__init__(data)
        self.files = files or {}
        self.is_bound = data is not None or files is not None
        self.initial = {"confidentiality": Confidentiality.ORDINARY, **(initial or {})}
        self.auto_id = "bukti_%s"
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Kosong: nama berkasnya.")
        self.order_fields(["files"])


class LinkForm(DescriptionForm):
    """An address outside with what is said of it."""

    link = forms.URLField(label=_("Alamat tautan"), max_length=500, assume_scheme="https")

    def __init__(self, data: Mapping | None = None, *, initial: Mapping | None = None) -> None:
        super().__init__(data)
        self.initial = {"confidentiality": Confidentiality.ORDINARY, **(initial or {})}
        self.auto_id = "tautan_%s"
        self.order_fields(["link"])


class ReasonForm(RowForm):
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class PlainForm(RowForm):
    """A question that needs no answer but yes."""
