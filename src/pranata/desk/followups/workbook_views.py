"""Follow-ups as a workbook, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.ui.pages import office_or_404, staff_form, staff_post
from pranata.desk.exchange import Exchange
from pranata.desk.followups.sheet import Book, load_follow_ups
from pranata.desk.navigation import navigation
from pranata.engines.followups.models import OPEN, VIEW

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.exchange import Changes, Lines


class FollowUpExchange(Exchange):
    """The workbook's pages of one office. Raises Http404, or Forbidden without "followups.open"."""

    upload_template = "desk/followups/workbook.html"
    preview_template = "desk/followups/preview.html"
    most_rows = 500  # a preview tries every row, and others wait to write meanwhile

    def __init__(self, request: HttpRequest, code: str) -> None:
        super().__init__(request, "follow_ups", code)
        self.office = office_or_404(request, code, VIEW)
        request.user.require(OPEN, self.office)

    def read(self, upload: Any) -> Lines:
        return {"rows": Book(self.office).sheet.read(upload, upload.name)}

    def changes(self, lines: Lines) -> Changes:
        return load_follow_ups(self.office, lines["rows"], by=self.request.user)[0]

    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        return load_follow_ups(self.office, lines["rows"], by=self.request.user, outcome=outcome)

    def done(self, changes: Changes) -> HttpResponse:
        figures = {kind: len(found) for kind, found in changes.items()}
        words = _("%(added)d tindak lanjut dibuka, %(changed)d diubah, %(unchanged)d tetap.")
        messages.success(self.request, words % figures)
        return redirect("desk:follow_ups", self.office.code)

    def context(self) -> dict[str, Any]:
        return navigation(self.request.user, self.office, section="followups")


@staff_form
def follow_ups_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Where a workbook is sent in; the answer is the preview of what it would change."""
    return FollowUpExchange(request, code).receive()


@staff_post
def follow_ups_import(request: HttpRequest, code: str) -> HttpResponse:
    """Writes what was previewed; shows the preview again when it would now change something else."""
    return FollowUpExchange(request, code).save()
