"""A register as a workbook, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_form, staff_post
from pranata.desk.exchange import Exchange, outcome_mark
from pranata.desk.registers.place import page_context, place
from pranata.engines.registers.sheets import Outcome, load_entries, sheet_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.imports.sheet import Line
    from pranata.desk.exchange import Changes, Lines


class RegisterExchange(Exchange):
    """The workbook's pages of one register of one office. Raises Http404, or Forbidden for who may not edit."""

    upload_template = "desk/registers/workbook.html"
    preview_template = "desk/registers/preview.html"
    most_rows = 1000  # a preview tries every row, and others wait to write meanwhile

    def __init__(self, request: HttpRequest, code: str, register: str) -> None:
        super().__init__(request, "register", register, code)
        self.register, self.office = place(request, code, register)
        request.user.require(self.register.model.EDIT, self.office)

    def read(self, upload: Any) -> Lines:
        return {"rows": sheet_of(self.register, self.office).read(upload, upload.name)}

    def changes(self, lines: Lines) -> Changes:
        return self.load(lines["rows"])[0]

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        return self.load(lines["rows"], outcome)

    def load(self, lines: list[Line], outcome: str = "") -> tuple[Changes, bool]:
        """What the rows change; it stays only if ``outcome`` is its mark, else it was tried and taken back."""
        with transaction.atomic():
            found = load_entries(self.register, self.office, lines, by=self.request.user)
            changes = {str(kind): [each for each in found if each.outcome == kind] for kind in Outcome}
            is_written = outcome == outcome_mark(changes)
            transaction.set_rollback(not is_written)
        return changes, is_written

    def done(self, changes: Changes) -> HttpResponse:
        figures = {kind: len(found) for kind, found in changes.items()}
        words = _("%(added)d baris ditambahkan, %(changed)d diubah, %(unchanged)d tetap.")
        messages.success(self.request, words % figures)
        return redirect("desk:register", self.office.code, self.register.code)

    def context(self) -> dict[str, Any]:
        return page_context(self.request, self.office, self.register)


@staff_form
def register_workbook(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return RegisterExchange(request, code, register).receive()


@staff_post
def register_import(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return RegisterExchange(request, code, register).save()
