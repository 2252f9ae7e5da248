"""People in charge as a workbook, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.imports.workbook import read_grids
from pranata.base.imports.writing import write_sheets
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.exchange import Exchange, workbook_response
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.responsibility.charge_book import ChargeBook
from pranata.desk.responsibility.sheet_changes import book_changes, load_book
from pranata.engines.plan.actions.responsibility import ASSIGN, LIVING
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.exchange import Changes, Lines


class ChargeExchange(Exchange):
    """The workbook's pages of one plan that may still change. Raises Http404, or Forbidden without "plan.assign"."""

    upload_template = "desk/responsibility/workbook.html"
    preview_template = "desk/responsibility/preview.html"

    def __init__(self, request: HttpRequest, code: str, plan_key: str) -> None:
        self.plan, self.siblings = plan_or_404(request, code, plan_key)
        super().__init__(request, "charges", self.plan.pk)
        request.user.require(ASSIGN, self.plan.office)
        if self.plan.status not in LIVING:
            raise Http404
        self.with_nip = request.user.can("people.manage", self.plan.office)

    def book(self) -> ChargeBook:
        return ChargeBook(self.plan, clock.today(), with_nip=self.with_nip)

    def read(self, upload: Any) -> Lines:
        """The rows of both sheets; a workbook without the second changes no target."""
        sheets = self.book().sheets()
        grids = read_grids(upload, upload.name)
        found = {name: sheet.find(grids) for name, sheet in sheets.items()}
        if found["charges"] is None:
            found["charges"] = sheets["charges"].read(upload, upload.name)  # says which headings are missing
        return {name: each or [] for name, each in found.items()}

    def changes(self, lines: Lines) -> Changes:
        return book_changes(self.book(), lines)

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        return load_book(self.plan, self.book, lines, by=self.request.user, outcome=outcome)

    def done(self, changes: Changes) -> HttpResponse:
        counts = {name: len(found) for name, found in changes.items()}
        messages.success(self.request, _("%(charges)d subkegiatan dan %(targets)d target diubah.") % counts)
        return redirect("desk:responsibility", self.plan.office.code, self.plan.key)

    def context(self) -> dict[str, Any]:
        plan = self.plan
        menu = navigation(
            self.request.user, plan.office, self.siblings, section="plan", plan=plan, areas=plan.areas.all()
        )
        return {**menu, "with_nip": self.with_nip}


@staff_form
def responsibility_workbook(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return ChargeExchange(request, code, plan_key).receive()


@staff_post
def responsibility_import(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return ChargeExchange(request, code, plan_key).save()


@staff_page
def responsibility_download(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The workbook to fill in, as the plan stands."""
    book = ChargeExchange(request, code, plan_key).book()
    rows = book.written()
    content = write_sheets((sheet, rows[name], sheet.title) for name, sheet in book.sheets().items())
    return workbook_response(content, f"penanggung-jawab-{book.plan.office.code}-{book.plan.key}.xlsx")
