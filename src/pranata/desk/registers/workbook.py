"""A register as a workbook, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.imports.writing import write_workbook
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.exchange import Exchange, outcome_mark, workbook_response
from pranata.desk.registers.place import page_context, place
from pranata.engines.registers.sheets import Outcome, load_entries, preview_entries, sheet_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.exchange import Changes, Lines
    from pranata.engines.registers.sheets import Change


class RegisterExchange(Exchange):
    """The workbook's pages of one register of one office. Raises Http404, or Forbidden for who may not edit."""

    upload_template = "desk/registers/workbook.html"
    preview_template = "desk/registers/preview.html"
    most_rows = 20_000

    def __init__(self, request: HttpRequest, code: str, register: str) -> None:
        super().__init__(request, "register", register, code)
        self.register, self.office = place(request, code, register)
        request.user.require(self.register.model.EDIT, self.office)

    def read(self, upload: Any) -> Lines:
        return {"rows": sheet_of(self.register, self.office).read(upload, upload.name)}

    def changes(self, lines: Lines) -> Changes:
        return by_outcome(preview_entries(self.register, self.office, lines["rows"], by=self.request.user))

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        def is_agreed(found: list[Change]) -> bool:
            return outcome == outcome_mark(by_outcome(found))

        found = load_entries(self.register, self.office, lines["rows"], by=self.request.user, is_agreed=is_agreed)
        return by_outcome(found), is_agreed(found)

    def done(self, changes: Changes) -> HttpResponse:
        figures = {kind: len(found) for kind, found in changes.items()}
        words = _("%(added)d baris ditambahkan, %(changed)d diubah, %(unchanged)d tetap.")
        messages.success(self.request, words % figures)
        return redirect("desk:register", self.office.code, self.register.code)

    def context(self) -> dict[str, Any]:
        return page_context(self.request, self.office, self.register)


def by_outcome(found: list[Change]) -> Changes:
    """The changes by what they are called in the preview."""
    return {str(kind): [each for each in found if each.outcome == kind] for kind in Outcome}


@staff_page
def register_template(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """The workbook without rows, for a register that begins elsewhere."""
    found, office = place(request, code, register)
    content = write_workbook(sheet_of(found, office), [], title=str(found.title))
    return workbook_response(content, f"templat-{found.code}.xlsx")


@staff_form
def register_workbook(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return RegisterExchange(request, code, register).receive()


@staff_post
def register_import(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return RegisterExchange(request, code, register).save()
