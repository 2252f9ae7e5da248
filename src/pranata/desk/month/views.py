"""A month of a plan: written row by row, verified together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.base.ui.pages import staff_form, staff_post
from pranata.desk.month.page import MonthPage
from pranata.desk.month.saving import save_grid
from pranata.desk.month.verifying import verify_together
from pranata.engines.plan.actions.progress import REPORT, VERIFY

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_form
def plan_month(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """The rows of one month as a grid; POST writes those that were changed, and hands in those that were ticked."""
    page = MonthPage(request, code, plan_key, month)
    if request.method != "POST":
        return page.answer()
    request.user.require(REPORT, page.plan.office)
    return save_grid(page)


@staff_post
def month_verification(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """Verifies the ticked rows, or with ``step`` "return" sends them back with one reason."""
    page = MonthPage(request, code, plan_key, month)
    request.user.require(VERIFY, page.plan.office)
    return verify_together(page)
