"""What the page about a draft's decree takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.desk.review.decree_text import as_lines, edited
from pranata.desk.review.forms import LineField
from pranata.engines.plan.reading.text import MAX_TEXT

if TYPE_CHECKING:
    from django.http import QueryDict

    from pranata.engines.documents.models import Document

MOST_CLAUSES = 60
MOST_LETTERS = 200_000


class ClausesField(forms.CharField):
    """Clauses, one a line; no line longer than the reader takes."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=MOST_LETTERS, widget=widget, **options)

    def clean(self, value: str) -> str:
        text = super().clean(value)
        for number, line in enumerate(text.splitlines(), start=1):
            if len(line) > MAX_TEXT:
                words = _("Baris %(number)d lebih dari %(limit)d huruf.")
                raise forms.ValidationError(words, params={"number": number, "limit": MAX_TEXT})
        return text


class DecreeForm(forms.Form):
    """The printed parts of a decree besides its dictum."""

    title = LineField(rows=3, label=_("Judul"), help_text=_("Yang tercetak sesudah kata TENTANG."))
    considerations = ClausesField(
        rows=5,
        label=_("Menimbang"),
        help_text=_("Satu pertimbangan satu baris, diawali hurufnya: “a. bahwa …;”"),
    )
    legal_basis = ClausesField(
        rows=8,
        label=_("Mengingat"),
        help_text=_("Satu peraturan satu baris, diawali nomornya: “1. Undang-Undang …;”"),
    )
    decides = LineField(
        rows=3,
        required=False,
        label=_("Menetapkan"),
        help_text=_("Yang tercetak sesudah kata Menetapkan, di bawah MEMUTUSKAN."),
    )
    annex_title = LineField(rows=2, required=False, label=_("Judul lampiran"))
    annex_caption = LineField(
        rows=2, required=False, label=_("Judul tabel"), help_text=_("Yang tercetak tepat di atas tabel rencana aksi.")
    )

    def __init__(self, data: QueryDict | None, *, document: Document) -> None:
        self.body = document.body
        annex = self.body.get("annex") or {}
        begin = {
            "title": document.title,
            "considerations": as_lines(self.body.get("considerations") or []),
            "legal_basis": as_lines(self.body.get("legal_basis") or [], "no"),
            "decides": self.body.get("decides", ""),
            "annex_title": annex.get("title", ""),
            "annex_caption": annex.get("caption", ""),
        }
        super().__init__(data, initial=begin)

    def parts(self) -> dict[str, Any]:
        """The changed parts as ``Document.body`` holds them."""
        values = self.cleaned_data
        annex = {**(self.body.get("annex") or {}), "title": values["annex_title"], "caption": values["annex_caption"]}
        return {
            "considerations": edited(values["considerations"], self.body.get("considerations") or []),
            "legal_basis": edited(values["legal_basis"], self.body.get("legal_basis") or [], "no"),
            "decides": values["decides"],
            "annex": annex,
        }


class DictumForm(forms.Form):
    """One clause of the decision."""

    label = LineField(max_length=40, label=_("Diktum"), help_text=_("KESATU, KEDUA, …"))
    text = LineField(rows=3, required=False, label=_("Isi"))
    items = ClausesField(
        rows=3,
        label=_("Rincian"),
        help_text=_("Satu butir satu baris, diawali hurufnya: “a. …;” Kosongkan bila tidak ada."),
    )


class DictumFormSet(
    forms.formset_factory(
        DictumForm, extra=1, can_delete=True, max_num=MOST_CLAUSES, absolute_max=2 * MOST_CLAUSES, validate_max=True
    )
):
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Hapus diktum ini")


class DecreeEditor:
    """The parts of a decree and the clauses of its decision, as one form."""

    def __init__(self, data: QueryDict | None, document: Document) -> None:
        self.stored = document.body.get("dictum") or []
        begin = [
            {"label": each["label"], "text": each["text"], "items": as_lines(each.get("items") or [])}
            for each in self.stored
        ]
        self.form = DecreeForm(data, document=document)
        self.dictum = DictumFormSet(data, initial=begin, prefix="diktum")

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.dictum.is_valid()])

    @property
    def is_refused(self) -> bool:
        return bool(self.form.errors) or self.dictum.total_error_count() > 0

    @property
    def title(self) -> str:
        return self.form.cleaned_data["title"]

    def parts(self) -> dict[str, Any]:
        kept = [each for each in self.dictum if each not in self.dictum.deleted_forms and each.cleaned_data]
        return {**self.form.parts(), "dictum": [self._clause(each) for each in kept]}

    def _clause(self, form: forms.Form) -> dict[str, Any]:
        position = self.dictum.forms.index(form)
        stored = self.stored[position].get("items") or [] if position < len(self.stored) else []
        values = form.cleaned_data
        return {"label": values["label"], "text": values["text"], "items": edited(values["items"], stored)}
