"""People in charge as a workbook, both ways. Between preview and writing the page itself carries the rows, signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Line
from pranata.base.imports.workbook import read_grids
from pranata.base.imports.writing import MEDIA_TYPE, write_sheets
from pranata.desk.navigation import navigation
from pranata.desk.pages import staff_form, staff_page, staff_post
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.responsibility.charge_book import ChargeBook
from pranata.desk.responsibility.sheet_changes import book_changes, load_book, outcome_mark
from pranata.engines.plan.actions.responsibility import ASSIGN, LIVING
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.desk.responsibility.sheet_changes import Lines

SALT = "desk.responsibility.workbook"
PREVIEW_AGE = 60 * 60  # seconds a preview may be looked at
MOST_ROWS = 2000  # of both sheets; the page carries them


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )


class BookPage:
    """The workbook's pages of one plan that may still change. Raises Http404, or Forbidden without "plan.assign"."""

    def __init__(self, request: HttpRequest, code: str, plan_key: str) -> None:
        self.request = request
        self.plan, self.siblings = plan_or_404(request, code, plan_key)
        request.user.require(ASSIGN, self.plan.office)
        if self.plan.status not in LIVING:
            raise Http404
        self.with_nip = request.user.can("people.manage", self.plan.office)

    def book(self) -> ChargeBook:
        return ChargeBook(self.plan, clock.today(), with_nip=self.with_nip)

    def read(self, upload: Any) -> Lines:
        """The rows of both sheets; a workbook without the second changes no target. Raises ``RefusedFile``."""
        sheets = self.book().sheets()
        grids = read_grids(upload, upload.name)
        found = {name: sheet.find(grids) for name, sheet in sheets.items()}
        if found["charges"] is None:
            found["charges"] = sheets["charges"].read(upload, upload.name)  # says which headings are missing
        lines = {name: each or [] for name, each in found.items()}
        if sum(map(len, lines.values())) > MOST_ROWS:
            raise RefusedFile(_("Terlalu banyak baris; paling banyak %d sekali kirim.") % MOST_ROWS)
        return lines

    def context(self, form: UploadForm) -> dict[str, Any]:
        plan = self.plan
        menu = navigation(
            self.request.user, plan.office, self.siblings, section="plan", plan=plan, areas=plan.areas.all()
        )
        return {**menu, "form": form, "with_nip": self.with_nip}

    def upload(self, form: UploadForm) -> HttpResponse:
        status = 422 if form.is_bound else 200
        return render(self.request, "desk/responsibility/workbook.html", self.context(form), status=status)

    def refused(self, sentence: str) -> HttpResponse:
        form = UploadForm({}, {})
        form.errors["file"] = form.error_class([sentence])
        return self.upload(form)

    def preview(self, lines: Lines, *, is_stale: bool = False) -> HttpResponse:
        """What the rows would change, or every faulty cell; ``is_stale`` when it is not what was shown before."""
        context = {**self.context(UploadForm()), "is_stale": is_stale}
        try:
            changes = book_changes(self.book(), lines)
        except FaultySheet as faulty:
            context["faults"] = faulty.faults
            return render(self.request, "desk/responsibility/preview.html", context, status=422)
        kept = {
            "plan": self.plan.pk,
            "by": self.request.user.pk,
            "lines": {name: [[each.number, each.texts] for each in found] for name, found in lines.items()},
            "outcome": outcome_mark(changes),
        }
        context |= {**changes, "rows": signing.dumps(kept, salt=SALT, compress=True)}
        return render(self.request, "desk/responsibility/preview.html", context, status=409 if is_stale else 200)


@staff_form
def responsibility_workbook(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    page = BookPage(request, code, plan_key)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return page.upload(form)
    try:
        lines = page.read(form.cleaned_data["file"])
    except RefusedFile as error:
        return page.refused(str(error))
    return page.preview(lines)


@staff_post
def responsibility_import(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    page = BookPage(request, code, plan_key)
    try:
        kept = signing.loads(request.POST.get("rows", ""), salt=SALT, max_age=PREVIEW_AGE)
    except signing.BadSignature:
        kept = {}
    if (kept.get("plan"), kept.get("by")) != (page.plan.pk, request.user.pk):
        return page.refused(_("Pratinjau ini sudah kedaluwarsa; pilih berkasnya sekali lagi."))
    lines = {name: [Line(*each) for each in found] for name, found in kept["lines"].items()}
    return import_or_preview(page, lines, kept["outcome"])


def import_or_preview(page: BookPage, lines: Lines, outcome: str) -> HttpResponse:
    try:
        changes, is_written = load_book(page.plan, page.book, lines, by=page.request.user, outcome=outcome)
    except (FaultySheet, ValidationError, Stale):
        is_written = False
    if not is_written:
        return page.preview(lines, is_stale=True)
    counts = {name: len(found) for name, found in changes.items()}
    messages.success(page.request, _("%(charges)d subkegiatan dan %(targets)d target diubah.") % counts)
    return redirect("desk:responsibility", page.plan.office.code, page.plan.key)


@staff_page
def responsibility_download(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The workbook to fill in, as the plan stands."""
    page = BookPage(request, code, plan_key)
    book = page.book()
    rows = book.written()
    content = write_sheets((sheet, rows[name], sheet.title) for name, sheet in book.sheets().items())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    file_name = f"penanggung-jawab-{page.plan.office.code}-{page.plan.key}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
