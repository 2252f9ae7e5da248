"""A month as a workbook, both ways, and as a pasted block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.imports.workbook import read_grids
from pranata.base.imports.writing import write_sheets
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.exchange import Exchange, UploadForm, workbook_response, write_if_same
from pranata.desk.month.month_book import MonthBook
from pranata.desk.month.month_changes import month_changes, write_changes
from pranata.desk.month.page import MonthPage
from pranata.desk.month.pasted import read_pasted
from pranata.engines.plan.actions.progress import REPORT
from pranata.engines.plan.models import Status

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.exchange import Changes, Lines


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Tempel dari Excel"), strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class MonthExchange(Exchange):
    """The workbook's pages of one month of a plan in force. Raises Http404, or Forbidden without "plan.report"."""

    upload_template = "desk/month/workbook.html"
    preview_template = "desk/month/preview.html"

    def __init__(self, request: HttpRequest, code: str, plan_key: str, month: int) -> None:
        self.page = MonthPage(request, code, plan_key, month)
        super().__init__(request, "month", self.page.plan.pk, month)
        request.user.require(REPORT, self.page.plan.office)
        if self.page.plan.status != Status.ADOPTED:
            raise Http404
        self.paste_form = PasteForm()

    def book(self) -> MonthBook:
        return MonthBook(self.page.month, self.page.fresh().rows)

    def read(self, upload: Any) -> Lines:
        """The rows of both sheets; a workbook without the second changes no figure."""
        sheets = self.book().sheets()
        grids = read_grids(upload, upload.name)
        found = {name: sheet.find(grids) for name, sheet in sheets.items()}
        if not any(found.values()):
            found["notes"] = sheets["notes"].read(upload, upload.name)  # says which headings are missing
        return {name: each or [] for name, each in found.items()}

    def paste(self) -> HttpResponse:
        """The preview of what was pasted."""
        self.paste_form = PasteForm(self.request.POST)
        if not self.paste_form.is_valid():
            return self.upload(UploadForm(), status=422)
        return self.take(lambda: read_pasted(self.book(), self.paste_form.cleaned_data["text"]))

    def refused(self, sentence: str) -> HttpResponse:
        if not self.paste_form.is_bound:
            return super().refused(sentence)
        self.paste_form.add_error("text", sentence)
        return self.upload(UploadForm(), status=422)

    def changes(self, lines: Lines) -> Changes:
        return month_changes(self.book(), lines)

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        month, by = self.page.month, self.request.user
        return write_if_same(
            self.page.plan.office,
            outcome,
            find=lambda: self.changes(lines),
            write=lambda changes: write_changes(changes, month, by=by),
        )

    def done(self, changes: Changes) -> HttpResponse:
        messages.success(self.request, _("%d baris disimpan; ajukan bila sudah lengkap.") % len(changes["rows"]))
        return HttpResponseRedirect(self.page.address())

    def context(self) -> dict[str, Any]:
        return {**self.page.context(), "paste_form": self.paste_form}


@staff_form
def month_workbook(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return MonthExchange(request, code, plan_key, month).receive()


@staff_post
def month_paste(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """Takes a pasted block; the answer is the preview of what it would change."""
    return MonthExchange(request, code, plan_key, month).paste()


@staff_post
def month_import(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return MonthExchange(request, code, plan_key, month).save()


@staff_page
def month_download(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """The workbook to fill in, as the month stands."""
    exchange = MonthExchange(request, code, plan_key, month)
    book, plan = exchange.book(), exchange.page.plan
    rows = book.written()
    content = write_sheets((sheet, rows[name], sheet.title) for name, sheet in book.sheets().items())
    return workbook_response(content, f"realisasi-{plan.office.code}-{plan.key}-{month:02d}.xlsx")
