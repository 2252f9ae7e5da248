"""People as a workbook, both ways. Between the preview and the writing the page itself carries the rows, signed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Line
from pranata.base.imports.writing import MEDIA_TYPE, write_workbook
from pranata.base.org.models import Office
from pranata.desk.pages import staff_form, staff_page, staff_post
from pranata.desk.people.pages import managed_office, menu
from pranata.desk.people.staff_sheet import (
    ADDED,
    CHANGED,
    UNCHANGED,
    Change,
    load_staff,
    outcome_mark,
    staff_rows,
    staff_sheet,
)
from pranata.lib import clock

SALT = "desk.people.workbook"
PREVIEW_AGE = 60 * 60  # seconds a preview may be looked at
MOST_ROWS = 1000  # the page carries them


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )


@staff_form
def people_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    office = managed_office(request, code, "people.manage")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return workbook_page(request, office, form)
    upload = form.cleaned_data["file"]
    try:
        lines = staff_sheet(office).read(upload, upload.name)
        if len(lines) > MOST_ROWS:
            raise RefusedFile(_("Terlalu banyak baris; paling banyak %d sekali kirim.") % MOST_ROWS)
    except RefusedFile as error:
        form.add_error("file", str(error))
        return workbook_page(request, office, form)
    return preview_page(request, office, lines)


@staff_post
def people_import(request: HttpRequest, code: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    office = managed_office(request, code, "people.manage")
    try:
        kept = signing.loads(request.POST.get("rows", ""), salt=SALT, max_age=PREVIEW_AGE)
    except signing.BadSignature:
        kept = {}
    if (kept.get("office"), kept.get("by")) != (office.code, request.user.pk):
        form = UploadForm({}, {})
        form.errors["file"] = form.error_class([_("Pratinjau ini sudah kedaluwarsa; pilih berkasnya sekali lagi.")])
        return workbook_page(request, office, form)
    lines = [Line(number, texts) for number, texts in kept["lines"]]
    return import_or_preview(request, office, lines, kept["outcome"])


def import_or_preview(request: HttpRequest, office: Office, lines: list[Line], outcome: str) -> HttpResponse:
    try:
        changes, is_written = load_staff(office, lines, by=request.user, outcome=outcome)
    except FaultySheet:
        is_written = False
    if not is_written:
        return preview_page(request, office, lines, is_stale=True)
    figures = {kind: len(found) for kind, found in by_kind(changes).items()}
    messages.success(request, _("%(added)d pegawai ditambahkan, %(changed)d diubah, %(unchanged)d tetap.") % figures)
    return redirect("desk:people", office.code)


def workbook_page(request: HttpRequest, office: Office, form: UploadForm) -> HttpResponse:
    context = {**menu(request, office, "workbook"), "form": form}
    return render(request, "desk/people/workbook.html", context, status=422 if form.is_bound else 200)


def preview_page(request: HttpRequest, office: Office, lines: list[Line], *, is_stale: bool = False) -> HttpResponse:
    """What the rows would change, or every faulty cell; ``is_stale`` when it is not what was shown before."""
    context: dict[str, Any] = {**menu(request, office, "workbook"), "form": UploadForm(), "is_stale": is_stale}
    try:
        changes, _is_written = load_staff(office, lines, by=request.user)
    except FaultySheet as faulty:
        context["faults"] = faulty.faults
        return render(request, "desk/people/preview.html", context, status=422)
    kept = {
        "office": office.code,
        "by": request.user.pk,
        "lines": [[line.number, line.texts] for line in lines],
        "outcome": outcome_mark(changes),
    }
    context |= {"found": by_kind(changes), "rows": signing.dumps(kept, salt=SALT, compress=True)}
    return render(request, "desk/people/preview.html", context, status=422 if is_stale else 200)


def by_kind(changes: list[Change]) -> dict[str, list[Change]]:
    return {kind: [each for each in changes if each.kind == kind] for kind in (ADDED, CHANGED, UNCHANGED)}


@staff_page
def people_download(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook to fill in, with everybody of the office in it."""
    office = managed_office(request, code, "people.manage")
    content = write_workbook(staff_sheet(office), staff_rows(office), title=_("Pegawai"))
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    name = f"pegawai-{office.code}-{clock.today():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
