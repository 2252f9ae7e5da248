"""People as a workbook, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.imports.writing import write_workbook
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.exchange import Exchange, workbook_response
from pranata.desk.people.pages import managed_office, menu
from pranata.desk.people.staff_sheet import load_staff, staff_rows, staff_sheet
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.exchange import Changes, Lines


class StaffExchange(Exchange):
    """The workbook's pages of one office. Raises Http404, or Forbidden without "people.manage"."""

    upload_template = "desk/people/workbook.html"
    preview_template = "desk/people/preview.html"
    most_rows = 1000

    def __init__(self, request: HttpRequest, code: str) -> None:
        super().__init__(request, "people", code)
        self.office = managed_office(request, code, "people.manage")

    def read(self, upload: Any) -> Lines:
        return {"people": staff_sheet(self.office).read(upload, upload.name)}

    def changes(self, lines: Lines) -> Changes:
        return load_staff(self.office, lines["people"], by=self.request.user)[0]

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        return load_staff(self.office, lines["people"], by=self.request.user, outcome=outcome)

    def done(self, changes: Changes) -> HttpResponse:
        figures = {kind: len(found) for kind, found in changes.items()}
        words = _("%(added)d pegawai ditambahkan, %(changed)d diubah, %(unchanged)d tetap.")
        messages.success(self.request, words % figures)
        return redirect("desk:people", self.office.code)

    def context(self) -> dict[str, Any]:
        return menu(self.request, self.office, "workbook")


@staff_form
def people_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return StaffExchange(request, code).receive()


@staff_post
def people_import(request: HttpRequest, code: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return StaffExchange(request, code).save()


@staff_page
def people_download(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook to fill in, with everybody of the office in it."""
    office = managed_office(request, code, "people.manage")
    content = write_workbook(staff_sheet(office), staff_rows(office), title=_("Pegawai"))
    return workbook_response(content, f"pegawai-{office.code}-{clock.today():%Y-%m-%d}.xlsx")
