"""The table of steps: edited row by row, downloaded and sent back as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.process.sops.actions.tables import rows_of, table_token, write_table
from pranata.areas.process.sops.editing import TableForm, done
from pranata.areas.process.sops.imports import load_steps, sheet, write_steps
from pranata.areas.process.sops.models import EDIT
from pranata.areas.process.sops.views import page_context, sop_or_404
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.writing import MEDIA_TYPE
from pranata.base.ui.pages import staff_form, staff_page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.areas.process.sops.models import Sop

SAVE = "save"


class StepsFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )


@staff_form
def table(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The whole table as one form; its buttons save, and those of a row also add, remove or move rows."""
    sop = sop_or_404(request, code, pk)
    request.user.require(EDIT, sop.office)
    if not sop.is_draft:
        messages.warning(request, _("Hanya konsep yang dapat diubah; yang sudah disahkan direvisi."))
        return redirect(sop)
    if request.method != "POST":
        actors = list(sop.actors.order_by("place").values_list("name", flat=True))
        return _table_page(request, sop, TableForm.of(actors, rows_of(sop)), [])
    form, errors = TableForm.sent(request.POST), []
    deed = request.POST.get("do", SAVE)
    if form.is_valid():
        try:
            rows = done(form.table(), deed)
            write_table(sop, form.actors, rows, by=request.user, seen=request.POST.get("seen", ""))
        except ValidationError as error:
            errors = error.messages
        except Stale:
            errors = [_("Keadaannya sudah berubah; buka lagi halaman SOP-nya.")]
        else:
            return _after(sop, deed)
    return _table_page(request, sop, form, errors)


def _after(sop: Sop, deed: str) -> HttpResponse:
    """Back to the SOP after saving; to the table, near the row, after a button of the table."""
    if deed == SAVE:
        return redirect(sop)
    name, _dash, number = deed.partition("-")
    anchor = f"#r{number}" if number.isascii() and number.isdigit() and name != "remove" else "#akhir"
    return redirect(f"{sop.get_absolute_url()}kegiatan/{anchor}")


def _table_page(request: HttpRequest, sop: Sop, form: TableForm, errors: list[str]) -> HttpResponse:
    is_sent = request.method == "POST"
    context = {
        **page_context(request, sop.office),
        "item": sop,
        "table": form,
        "errors": errors,
        "has_faults": is_sent and any(each.errors for each in form.rows),
        "seen": request.POST.get("seen", "") if is_sent else table_token(sop),
        "upload": StepsFileForm(),
    }
    return render(request, "sops/table.html", context, status=422 if is_sent else 200)


@staff_page
def steps_workbook(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The steps as a workbook; of an SOP without any the template."""
    sop = sop_or_404(request, code, pk)
    response = HttpResponse(write_steps(sop), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="kegiatan-sop-{sop.office.code}-{sop.pk}.xlsx"'
    return response


@staff_form
def import_steps(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Where a workbook is sent in that replaces the table; every faulty cell is told."""
    sop = sop_or_404(request, code, pk)
    request.user.require(EDIT, sop.office)
    form = StepsFileForm(request.POST, request.FILES) if request.method == "POST" else StepsFileForm()
    faults: list[Any] = []
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            count = load_steps(sop, sheet().read(upload, upload.name), by=request.user)
        except FaultySheet as error:
            faults = error.faults
        except (RefusedFile, ValidationError) as error:
            form.add_error("file", error.messages if isinstance(error, ValidationError) else str(error))
        except Stale:
            form.add_error(None, _("Hanya konsep yang dapat diubah; yang sudah disahkan direvisi."))
        else:
            messages.success(request, _("%d kegiatan dibaca dari berkas.") % count)
            return redirect(sop)
    context = {**page_context(request, sop.office), "item": sop, "form": form, "faults": faults}
    return render(request, "sops/import.html", context, status=422 if form.is_bound else 200)
