"""A decree's file becomes a draft; before that it can be read without keeping anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.files.errors import RefusedFile
from pranata.base.files.sniffing import recognize
from pranata.base.ui.pages import office_or_404, staff_form
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import office_plans
from pranata.desk.review.drafts import INVALID
from pranata.desk.review.lines import RemarkLine, remark_lines
from pranata.engines.plan.actions import importing
from pranata.engines.plan.models import Plan, RevisionKind, Severity
from pranata.engines.plan.queries import GRAVEST_FIRST
from pranata.engines.plan.reading import MAX_BYTES, PlanReading, Remark, UnreadablePlan, read_plan
from pranata.engines.plan.rules import FIRST_YEAR, LAST_YEAR
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

ENDINGS = ".docx,.xlsx,.pdf,.json,.md,.txt"
KIND_CHOICES = [
    (RevisionKind.ORIGINAL, _("Penetapan: rencana tahun ini belum ada")),
    (RevisionKind.AMENDMENT, _("Perubahan: mengubah rencana yang sudah ditetapkan")),
    (RevisionKind.CORRECTION, _("Ralat: membetulkan kekeliruan pada rencana yang sudah ditetapkan")),
]


class ImportForm(forms.Form):
    """A decree's file, and what it is to be here."""

    file = forms.FileField(
        label=_("Berkas keputusan"),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_("DOCX, XLSX, PDF yang bukan hasil pindaian, JSON, atau teks."),
    )
    year = forms.IntegerField(label=_("Tahun rencana"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    kind = forms.ChoiceField(
        label=_("Sebagai"), choices=KIND_CHOICES, widget=forms.RadioSelect, initial=RevisionKind.ORIGINAL
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        limit = min(MAX_BYTES, settings.MAX_UPLOAD_BYTES)
        if file.size > limit:
            words = _("Berkas terlalu besar; paling besar %(limit)d MB.")
            raise forms.ValidationError(words, params={"limit": limit // 1024**2})
        return file


@dataclass(frozen=True)
class Preview:
    """What a file was read as; ``lines`` are the remarks a draft of it has, ``refusals`` why there can be none."""

    reading: PlanReading
    lines: list[RemarkLine]
    refusals: list[str]

    @property
    def figures(self) -> list[tuple[int, str]]:
        rows = self.reading.subactivities()
        return [
            (len(self.reading.areas), _now("area")),
            (sum(len(area.activities) for area in self.reading.areas), _now("kegiatan")),
            (len(rows), _now("subkegiatan")),
            (sum(len(row.indicators) for row in rows), _now("indikator")),
            (sum(row.confidence == "low" for row in rows), _now("subkegiatan perlu ditinjau")),
        ]

    @property
    def severities(self) -> list[tuple[str, int]]:
        """How many remarks of each severity there are, gravest first."""
        counts = Counter(line.remark.severity for line in self.lines)
        return [(str(level), counts[level]) for level in GRAVEST_FIRST if counts[level]]


@staff_form
def plan_import(request: HttpRequest, code: str) -> HttpResponse:
    """Where a decree is sent in: read only ("periksa"), or filed as a draft that the review then shows."""
    office = office_or_404(request, code)
    request.user.require("plan.import", office)
    if request.method != "POST":
        kind, year = request.GET.get("jenis", RevisionKind.ORIGINAL), request.GET.get("tahun", clock.today().year)
        return import_page(request, office, ImportForm(initial={"year": year, "kind": kind}))
    form = ImportForm(request.POST, request.FILES)
    preview = None
    if form.is_valid():
        try:
            if "periksa" in request.POST:
                preview = checked(form.cleaned_data, office)
            else:
                return filed(request, office, form.cleaned_data)
        except importing.ImportRefused as refusal:
            preview = Preview(read_upload(form.cleaned_data), [], refusal_words(refusal.remarks))
        except UnreadablePlan as error:
            form.add_error("file", error.message)
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
    return import_page(request, office, form, preview)


def read_upload(values: dict[str, Any]) -> PlanReading:
    """Raises UnreadablePlan."""
    file = values["file"]
    file.seek(0)
    return read_plan(file.read(), name=file.name)


def checked(values: dict[str, Any], office: Office) -> Preview:
    """The reading with every remark that importing it now would store. Raises UnreadablePlan, RefusedFile."""
    reading = read_upload(values)
    recognize(ContentFile(content(values)), values["file"].name)
    found = importing.placement(reading, office=office, year=values["year"], kind=values["kind"])
    placed = importing.placed(reading, found)
    return Preview(placed, remark_lines(placed.remarks), refusal_words(found))


def refusal_words(found: list[Remark]) -> list[str]:
    """What ``placement`` found that lets no draft be made."""
    return [each.message for each in found if each.severity == Severity.ERROR]


def content(values: dict[str, Any]) -> bytes:
    values["file"].seek(0)
    return values["file"].read()


def filed(request: HttpRequest, office: Office, values: dict[str, Any]) -> HttpResponse:
    """The draft's review page. Raises UnreadablePlan, RefusedFile, ImportRefused."""
    plan = file_plan(office, values, by=request.user)
    messages.success(request, _now("Tersimpan sebagai rancangan. Periksa catatan pembacaannya di bawah ini."))
    return redirect("desk:remarks", office.code, plan.key)


def file_plan(office: Office, values: dict[str, Any], *, by: User) -> Plan:
    return importing.import_plan(
        read_upload(values),
        office=office,
        year=values["year"],
        by=by,
        source=content(values),
        source_name=values["file"].name,
        kind=values["kind"],
    )


def import_page(request: HttpRequest, office: Office, form: ImportForm, preview: Preview | None = None) -> HttpResponse:
    plans = office_plans(request, office.code)
    context = {**navigation(request.user, office, plans, section="plans"), "form": form, "preview": preview}
    is_refused = bool(form.errors) or (preview is not None and bool(preview.refusals))
    return render(request, "desk/review/import.html", context, status=INVALID if is_refused else 200)
