"""Lists and berita acara as files, and archives packed to be taken elsewhere."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.archives.forms import ArchiveForm, text
from pranata.areas.process.archives.listing import disposal_or_404, transfer_or_404
from pranata.areas.process.archives.lists import DISPOSAL_COLUMNS, INACTIVE_COLUMNS, LISTS, disposal_rows, inactive_row
from pranata.areas.process.archives.papers import disposal_paper, list_paper, transfer_paper
from pranata.areas.process.archives.steps import sent
from pranata.areas.process.archives.views import page_context
from pranata.base.imports.sheet import Column, Sheet
from pranata.base.imports.writing import MEDIA_TYPE, write_workbook
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.archives.bagging import bag_name, write_bag
from pranata.engines.archives.models import EDIT, VIEW, ArchiveItem
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from pranata.base.org.models import Office
    from pranata.engines.assessments.papers import Paper

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": MEDIA_TYPE,
}
MOST_PACKED = 1000  # archives in one package


@staff_page
def list_file(request: HttpRequest, code: str, name: str, file_format: str) -> HttpResponse:
    """One of the lists as PDF, DOCX or XLSX."""
    office = office_or_404(request, code, VIEW)
    which = LISTS.get(name)
    if which is None or file_format not in MEDIA_TYPES:
        raise Http404
    stem = f"{name}-{office.code}"
    if file_format == "xlsx":
        return as_file(workbook(which.columns, which.rows(office, request.user), str(which.title)), stem, "xlsx")
    return printed(list_paper(which, office, request.user, clock.today()), office, stem, file_format)


@staff_page
def transfer_file(request: HttpRequest, code: str, pk: int, file_format: str) -> HttpResponse:
    """The berita acara of a transfer with its list; the list alone as XLSX."""
    found = transfer_or_404(request, code, pk)
    if file_format not in MEDIA_TYPES:
        raise Http404
    items = list(listed(request, transfer_lines__transfer=found).order_by("transfer_lines__place"))
    stem = f"{found.kind}-{found.pk}-{found.office.code}"
    if file_format == "xlsx":
        return as_file(workbook(INACTIVE_COLUMNS, map(inactive_row, items), str(found)), stem, "xlsx")
    return printed(transfer_paper(found, items, clock.today()), found.office, stem, file_format)


@staff_page
def disposal_file(request: HttpRequest, code: str, pk: int, file_format: str) -> HttpResponse:
    """The proposal, later the berita acara, with its list; the list alone as XLSX."""
    found = disposal_or_404(request, code, pk)
    if file_format not in MEDIA_TYPES:
        raise Http404
    kept_on = listed(request, disposal_lines__disposal=found, disposal_lines__kept_reason="")
    items = list(kept_on.order_by("disposal_lines__place"))
    stem = f"musnah-{found.pk}-{found.office.code}"
    if file_format == "xlsx":
        return as_file(workbook(DISPOSAL_COLUMNS, disposal_rows(items), str(found)), stem, "xlsx")
    return printed(disposal_paper(found, items, clock.today()), found.office, stem, file_format)


def listed(request: HttpRequest, **which: Any) -> Any:
    """What the reader may see of the archives on a list."""
    return ArchiveItem.objects.visible_to(request.user).filter(**which).select_related("unit", "office", "dossier")


def workbook(columns: Sequence[tuple[Any, int]], rows: Iterable[tuple[str, ...]], title: str) -> bytes:
    """The list as a workbook, every cell a text."""
    sheet = Sheet(*(Column(str(words), f"c{place}", width=width * 2) for place, (words, width) in enumerate(columns)))
    named = ({f"c{place}": cell for place, cell in enumerate(row)} for row in rows)
    return write_workbook(sheet, named, title="".join(each for each in title if each not in "[]:*?/\\"))


def printed(paper: Paper, office: Office, stem: str, file_format: str) -> HttpResponse:
    """The paper under the office's letterhead."""
    from pranata.engines.assessments.printing import print_docx, print_pdf  # noqa: PLC0415 -- slow import

    write = print_pdf if file_format == "pdf" else print_docx
    return as_file(write(paper, letterhead_of(office)).content, stem, file_format)


def as_file(content: bytes, stem: str, file_format: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{stem}.{file_format}"'
    return response


class PackForm(ArchiveForm):
    """Which archives go into the package."""

    numbers = text(_("Nomor item"), 60 * MOST_PACKED, rows=8, hint=_("Satu baris satu nomor."))

    def clean_numbers(self) -> list[str]:
        numbers = list(
            dict.fromkeys(each.strip() for each in self.cleaned_data["numbers"].splitlines() if each.strip())
        )
        if len(numbers) > MOST_PACKED:
            raise forms.ValidationError(_now("Paling banyak %d arsip dalam satu paket.") % MOST_PACKED)
        return numbers


@staff_form
def pack(request: HttpRequest, code: str) -> HttpResponseBase:
    """Choose archives by number, ``?pemindahan=`` offers those of a transfer; then the package itself."""
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    form = PackForm(sent(request), office=office)
    visible = (
        ArchiveItem.objects.visible_to(request.user).filter(office=office).select_related("unit", "office", "dossier")
    )
    if form.is_bound and form.is_valid():
        items = list(visible.filter(number__in=form.cleaned_data["numbers"]).order_by("number"))
        known = {each.number for each in items}
        if missing := [each for each in form.cleaned_data["numbers"] if each not in known]:
            form.refuse(ValidationError({"numbers": _now("Tidak ada arsip bernomor %s.") % ", ".join(missing[:10])}))
        else:
            return package(office, items, request)
    if not form.is_bound:
        form.initial["numbers"] = "\n".join(offered(request, visible))
    lead = _(
        "Paket BagIt (RFC 8493): berkas tiap arsip, keterangannya menurut ISAD(G), dan jumlah periksa SHA-256 dan "
        "SHA-512 yang dapat diperiksa dengan alat lain. Berkas yang tersegel tidak ikut."
    )
    context = {
        **page_context(request, office), "form": form, "title": _now("Kemas arsip"), "lead": lead,
        "submit": _now("Unduh paket"), "back": reverse("desk:archives:overview", args=[office.code]),
    }  # fmt: skip
    return render(request, "archives/form.html", context, status=422 if form.is_bound else 200)


def offered(request: HttpRequest, visible: Any) -> list[str]:
    """The numbers of the archives of a transfer, or of one archive."""
    transfer, item = request.GET.get("pemindahan", ""), request.GET.get("arsip", "")
    if transfer.isdecimal():
        return list(visible.filter(transfer_lines__transfer=transfer).values_list("number", flat=True)[:MOST_PACKED])
    return list(visible.filter(pk=item).values_list("number", flat=True)) if item.isdecimal() else []


def package(office: Office, items: list[ArchiveItem], request: HttpRequest) -> FileResponse:
    """The package, closed by whoever sends it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    write_bag(office, items, file, by=request.user)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{bag_name(office)}.zip", content_type="application/zip")
