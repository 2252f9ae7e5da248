"""The page of one month of a plan: its rows, what may be done with each, and what became of what was sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pranata.base.ui.templatetags.ui import CELL_SIGNS, MONTH_NAMES
from pranata.desk.beside import show_month
from pranata.desk.month.filters import OWN, UNIT, MonthFilter
from pranata.desk.month.forms import TogetherForm
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.responsibility.month_forms import ProgressForm
from pranata.desk.responsibility.parties import party_key
from pranata.engines.plan.actions.progress import REPORT, VERIFY, progress_token
from pranata.engines.plan.models import Status
from pranata.engines.plan.month import month_rows
from pranata.engines.plan.queries import NOBODY
from pranata.engines.plan.rules import CellState
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from pranata.engines.plan.month import MonthRow

IN_FORCE = (Status.ADOPTED, Status.CLOSED)
PAGE_SIZE = 50  # rows; a form of many more would be refused as too large


@dataclass(frozen=True)
class Line:
    """One row as the page shows it: ``form`` while it may be written, ``mark`` while the reader may verify it.

    ``sent`` is what was sent of it and not written, ``problem`` says why.
    """

    item: MonthRow
    form: ProgressForm | None = None
    mark: str = ""
    is_own_submission: bool = False
    sent: ProgressForm | None = None
    problem: str = ""
    is_ticked: bool = False


class MonthPage:
    """``month`` of one plan in force as ``request``'s reader may see it. Raises Http404."""

    def __init__(self, request: HttpRequest, code: str, plan_key: str, month: int) -> None:
        self.request, self.user, self.month = request, request.user, month
        self.plan, self.siblings = plan_or_404(request, code, plan_key)
        if self.plan.status not in IN_FORCE or not 1 <= month <= 12:
            raise Http404
        self.wanted = MonthFilter.from_query(request.GET)
        self.today = clock.today()
        is_in_force = self.plan.status == Status.ADOPTED
        self.may_report = is_in_force and self.user.can(REPORT, self.plan.office)
        self.may_verify = is_in_force and self.user.can(VERIFY, self.plan.office)

    @cached_property
    def rows(self) -> list[MonthRow]:
        """Every row of the month, whatever the filter."""
        found = month_rows(self.plan, self.month, user=self.user, today=self.today)
        show_month(self.user, self.plan, self.month, self.today, found)
        return found

    @property
    def name(self) -> str:
        """The month in words, such as Juni 2022."""
        return f"{MONTH_NAMES[self.month - 1][1]} {self.plan.year}"

    def address(self, name: str = "plan_month") -> str:
        """A page of this month with the same filter."""
        asked = self.wanted.parameters.urlencode()
        path = reverse(f"desk:{name}", args=[self.plan.office.code, self.plan.key, self.month])
        return f"{path}?{asked}" if asked else path

    def fresh(self) -> MonthPage:
        """The page as things stand now."""
        return MonthPage(self.request, self.plan.office.code, self.plan.key, self.month)

    def line(self, item: MonthRow, **more: Any) -> Line:
        """``item`` with what the reader may do about it."""
        is_own = item.is_submitted and item.was_submitted_by(self.user)
        verifiable = self.may_verify and item.is_submitted and not is_own
        form = self.form(item) if self.may_report and item.is_open else None
        mark = progress_token(item.row, self.month, item.progress) if verifiable else ""
        return replace(Line(item, form, mark, is_own_submission=is_own), **more)

    def form(self, item: MonthRow, data: Mapping | None = None, *, key: int | None = None) -> ProgressForm:
        """The fields of ``item``; ``key`` is the row they were sent for, another one after an amendment."""
        prefix = f"r{key or item.row.pk}"
        return ProgressForm(data, row=item.row, month=self.month, progress=item.progress, prefix=prefix)

    def answer(self, lines: list[Line] | None = None, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page with the rows asked for, or with ``lines`` alone: what was sent and could not be done."""
        kept = [item for item in self.rows if self.wanted.keeps(item)]
        page = Paginator(kept, PAGE_SIZE).get_page(self.request.GET.get("halaman"))
        shown = [self.line(item) for item in page] if lines is None else lines
        context = {**self.context(), "page": page, "lines": shown, "is_rest": lines is not None}
        context |= {"together": TogetherForm(), **more}
        context["writes"] = any(line.form for line in shown)
        context["verifies"] = any(line.mark for line in shown)
        context["found"] = len(kept)
        return render(self.request, "desk/month/month.html", context, status=status)

    def context(self) -> dict[str, Any]:
        plan = self.plan
        return {
            **navigation(self.user, plan.office, self.siblings, section="plan", plan=plan, areas=plan.areas.all()),
            "month": self.month,
            "month_name": self.name,
            "wanted": self.wanted,
            "whose_choices": [(OWN, _("Tugas saya")), (UNIT, _("Unit saya"))],
            "party_choices": self.party_choices(),
            "state_choices": self.state_choices(),
            "month_address": self.address(),
            "verification_address": self.address("month_verification"),
            "may_report": self.may_report,
        }

    def party_choices(self) -> list[tuple[str, str]]:
        """The values of ``?pj=`` with their words."""
        parties = {party_key(item.party): str(item.party) for item in self.rows if item.party}
        return [(NOBODY, _("Belum ada")), *sorted(parties.items(), key=lambda each: each[1])]

    def state_choices(self) -> list[tuple[str, str]]:
        """The values of ``?keadaan=`` with their words: what occurs, and what is chosen."""
        occur = {*(str(item.state) for item in self.rows), self.wanted.state}
        return [
            (str(each), CELL_SIGNS[each][1].capitalize()) for each in CellState if str(each) in occur & set(CELL_SIGNS)
        ]
