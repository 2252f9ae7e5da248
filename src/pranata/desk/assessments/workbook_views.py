"""A sheet as a workbook on its way in: ours, or an official one whose columns are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import hold
from pranata.base.files.errors import RefusedFile
from pranata.base.ui.pages import staff_form, staff_post
from pranata.desk.assessments.place import about, instrument_of, sheet_or_404
from pranata.desk.exchange import Difference, Exchange, UploadForm, outcome_mark
from pranata.engines.assessments.filled import OURS, Filling, Headings, columns, lines_of
from pranata.engines.assessments.models import ANSWER

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.exchange import Changes, Lines
    from pranata.engines.assessments.filled import Filled


@dataclass(frozen=True)
class Change:
    """What one row does to one question."""

    number: int
    name: str
    differences: tuple[Difference, ...]


class SheetUploadForm(UploadForm):
    """The file, and for an official workbook the headings of its columns; ours need none."""

    code_heading = forms.CharField(label=_("Judul kolom kode atau pertanyaan"), max_length=100, required=False)
    answer_heading = forms.CharField(label=_("Judul kolom jawaban"), max_length=100, required=False)
    note_heading = forms.CharField(label=_("Judul kolom penjelasan"), max_length=100, required=False)
    numerator_heading = forms.CharField(label=_("Judul kolom pembilang"), max_length=100, required=False)
    denominator_heading = forms.CharField(label=_("Judul kolom penyebut"), max_length=100, required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and bool(cleaned.get("code_heading")) != bool(cleaned.get("answer_heading")):
            raise forms.ValidationError(_now("Isi judul kolom kode dan kolom jawaban, atau kosongkan keduanya."))
        return cleaned

    @property
    def is_mapped(self) -> bool:
        """Whether columns were named, so that the page shows them."""
        return self.is_bound and any(self.data.get(f"{name}_heading") for name in MAPPED)

    def headings(self) -> Headings:
        """The columns that were named, or those of our own workbook."""
        said = {name: self.cleaned_data.get(f"{name}_heading") or "" for name in MAPPED}
        return Headings(**said) if said["code"] else OURS


MAPPED = ("code", "answer", "note", "numerator", "denominator")


class SheetExchange(Exchange):
    """The workbook's pages of one sheet. Raises Http404, or Forbidden without "assessments.answer"."""

    upload_template = "desk/assessments/workbook.html"
    preview_template = "desk/assessments/workbook_preview.html"
    most_rows = 500

    def __init__(self, request: HttpRequest, code: str, pk: int) -> None:
        super().__init__(request, "sheet", code, pk)
        self.sheet = sheet_or_404(request, code, pk)
        request.user.require(ANSWER, self.sheet.office)
        self.instrument = instrument_of(self.sheet)
        self.left: list[str] = []

    def receive(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.upload(SheetUploadForm())
        form = SheetUploadForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.upload(form, status=422)
        return self.take(lambda: self._rows(form.cleaned_data["file"], form.headings()))

    def read(self, upload: Any) -> Lines:
        return self._rows(upload, OURS)

    def _rows(self, upload: Any, headings: Headings) -> Lines:
        lines, self.left = lines_of(columns(headings).read(upload, upload.name), self.instrument)
        if not lines:
            raise RefusedFile(_now("Tidak ada baris yang kode atau pertanyaannya dikenal lembar ini."))
        return {"rows": lines}

    def changes(self, lines: Lines) -> Changes:
        with transaction.atomic():
            found = self._load(lines)
            transaction.set_rollback(True)
        return {"changed": found}

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        with transaction.atomic():
            hold(self.sheet.office)  # nobody else writes between what is compared and what is written
            changes: Changes = {"changed": self._load(lines)}
            is_same = outcome == outcome_mark(changes)
            if not is_same:
                transaction.set_rollback(True)
        return changes, is_same

    def _load(self, lines: Lines) -> list[Change]:
        return [change_of(each) for each in Filling(self.sheet, self.instrument, self.request.user).load(lines["rows"])]

    def done(self, changes: Changes) -> HttpResponse:
        messages.success(self.request, _now("%d jawaban disimpan dari berkas.") % len(changes["changed"]))
        return redirect(self.sheet.get_absolute_url())

    def refused(self, sentence: str) -> HttpResponse:
        form = SheetUploadForm({}, {})
        form.errors["file"] = form.error_class([sentence])
        return self.upload(form, status=422)

    def context(self) -> dict[str, Any]:
        return {**about(self.request.user, self.sheet), "left": self.left}


def change_of(filled: Filled) -> Change:
    """What one row does, in words."""
    pairs = (
        (_now("Jawaban"), filled.before, filled.after),
        (_now("Penjelasan"), filled.note_before, filled.note_after),
    )
    differences = tuple(Difference(words, before, after) for words, before, after in pairs if before != after)
    return Change(filled.number, filled.code, differences)


@staff_form
def sheet_workbook(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return SheetExchange(request, code, pk).receive()


@staff_post
def sheet_workbook_save(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return SheetExchange(request, code, pk).save()
