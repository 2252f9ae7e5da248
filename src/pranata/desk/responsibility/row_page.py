"""The page of one row, whole or as the drawer: what it shows, and how it answers when something was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.imports.cells import decimal_text
from pranata.base.people.models import Person
from pranata.base.ui.pages import wants_part
from pranata.desk.beside import show_row
from pranata.desk.evidence.section import month_evidence
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.remark_kinds import remark_kind
from pranata.desk.responsibility.forms import (
    DeputyForm,
    EndForm,
    PartyForm,
    SeenForm,
    TargetForm,
)
from pranata.desk.responsibility.month_forms import ProgressForm, VerifyForm
from pranata.desk.responsibility.months import Month, month_to_look_at, row_months
from pranata.desk.responsibility.parties import Parties
from pranata.desk.tasks.dispositions import disposition_panel, row_subject
from pranata.desk.tasks.follow_ups import follow_up_panel
from pranata.engines.plan.actions.progress import FLOW, REPORT, VERIFY
from pranata.engines.plan.actions.responsibility import ASSIGN, LIVING
from pranata.engines.plan.filters import whole_number
from pranata.engines.plan.models import Progress, ProgressStatus, Status, Subactivity
from pranata.engines.plan.queries import subactivity_detail
from pranata.engines.plan.rules import bits_to_months
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.desk.responsibility.forms import ActionForm
    from pranata.desk.responsibility.parties import Party
    from pranata.engines.plan.models import Figure, Indicator

IN_FORCE = (Status.ADOPTED, Status.CLOSED)
TO_WRITE = (ProgressStatus.DRAFT, ProgressStatus.RETURNED)
PLAN_CHANGED = "rencana-berubah"  # tells the matrix behind the drawer to ask for itself again


@dataclass
class Report:
    """What the month looked at says, and the forms for what the reader may do about it."""

    progress: Progress
    history: list[dict[str, Any]] = field(default_factory=list)
    form: ProgressForm | None = None
    verify_form: VerifyForm | None = None
    is_own: bool = False  # handed in by the reader, who therefore does not verify it

    @property
    def figures(self) -> list[Figure]:
        """What is stored of the indicators; beside a form only of those that an amendment ended."""
        if not self.progress.pk:
            return []
        asked = {each.pk for each in self.form.indicators} if self.form else set()
        found = [each for each in self.progress.figures.all() if each.indicator_id not in asked]
        return sorted(found, key=lambda each: each.indicator.position)

    @property
    def returned(self) -> str:
        """Why it was sent back, "" unless it waits to be mended."""
        reasons = [each["note"] for each in self.history if each["step"] == "return"]
        return reasons[-1] if self.progress.status == ProgressStatus.RETURNED and reasons else ""


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator: the months it is narrowed to, its target as people write it, the form to change that."""

    indicator: Indicator
    months: list[int]
    target: str
    form: ActionForm | None


class RowPage:
    """One row of one plan as ``request``'s reader may see it, looking at one month. Raises Http404.

    ``forms`` are those that were sent, by name; they stand in the page instead of fresh ones.
    """

    def __init__(self, request: HttpRequest, code: str, plan_key: str, row: str, *, month: int | None = None) -> None:
        self.request, self.user = request, request.user
        self.plan, self.siblings = plan_or_404(request, code, plan_key)
        try:
            self.detail = subactivity_detail(self.plan, row)
        except Subactivity.DoesNotExist as error:
            raise Http404 from error
        self.item = self.detail.subactivity
        self.item.plan = self.plan
        if self.detail.responsibility:
            self.detail.responsibility.subactivity = self.item
        self.today = clock.today()
        self.months = row_months(self.plan, self.detail, self.today)
        self.asked = month
        self.month = self._month_to_look_at(month or whole_number(request.GET.get("bulan", ""), 12))
        self.forms: dict[str, ActionForm] = {}

    def _month_to_look_at(self, asked: int | None) -> Month | None:
        if self.plan.status not in IN_FORCE:
            return None
        running = self.today.month if self.plan.year == self.today.year else 12
        return month_to_look_at(self.months, asked, running)

    @property
    def is_month_there(self) -> bool:
        """Whether the page looks at the month its address names."""
        return self.month is not None and self.month.number == self.asked

    def may(self, permission: str, *statuses: str) -> bool:
        """Whether the plan is in one of ``statuses`` and the reader holds ``permission`` at its office."""
        return self.plan.status in statuses and self.user.can(permission, self.plan.office)

    @cached_property
    def parties(self) -> Parties:
        return Parties(self.plan.office, self.today, also=[self.held] if self.held else [])

    @property
    def held(self) -> Party | None:
        """Who is in charge now."""
        return self.detail.responsibility.party if self.detail.responsibility else None

    @property
    def progress(self) -> Progress | None:
        """What was reported of the month looked at."""
        found = self.detail.progress.get(self.month.number) if self.month else None
        if found is not None:
            found.subactivity = self.item
        return found

    def form(self, name: str, data: Any = None) -> ActionForm:
        """The form called ``name`` as the row stands; one with ``data`` stays in the page."""
        if data is None and name in self.forms:
            return self.forms[name]
        kind, _dash, number = name.partition("-")
        if kind == "party":
            form: ActionForm = PartyForm(data, parties=self.parties, row=self.item, held=self.detail.responsibility)
        elif kind == "deputy":
            form = DeputyForm(data, people=self._possible_deputies(), row=self.item, held=self.detail.responsibility)
        elif kind == "end":
            form = EndForm(data, auto_id=f"akhiri_{number}_%s", initial={"on": self.today})
        elif kind == "target":
            form = TargetForm(data, indicator=self.indicator(int(number)))
        else:
            month_form = ProgressForm if kind == "progress" else VerifyForm
            number = self.month.number if self.month else 0
            form = month_form(data, row=self.item, month=number, progress=self.progress)
        if data is not None:
            self.forms[name] = form
        return form

    def _possible_deputies(self) -> list[Person]:
        people = Person.objects.filter(office=self.plan.office).not_ended(self.today).select_related("unit")
        return [each for each in people if each != self.held]

    def indicator(self, position: int) -> Indicator:
        """Raises Http404 when the row has no such indicator."""
        found = next((each for each in self.detail.indicators if each.position == position), None)
        if found is None:
            raise Http404
        return found

    def charge(self) -> dict[str, Any]:
        """The deputies, and the forms to change who is in charge, who stands in and what is to be reached."""
        responsibility = self.detail.responsibility
        deputies = list(responsibility.deputies.all()) if responsibility else []
        shown: dict[str, Any] = {"responsibility": responsibility, "deputies": [(each, None) for each in deputies]}
        shown["indicators"] = [self.indicator_line(each) for each in self.detail.indicators]
        if not self.may(ASSIGN, *LIVING):
            return shown
        if responsibility:
            shown["deputy_form"] = self.form("deputy")
            shown["deputies"] = [
                (each, self.form(f"end-{each.pk}") if each.valid_to is None or each.valid_to > self.today else None)
                for each in deputies
            ]
        return {**shown, "party_form": self.form("party"), "sent": set(self.forms)}

    def indicator_line(self, indicator: Indicator) -> IndicatorLine:
        form = self.form(f"target-{indicator.position}") if self.may(ASSIGN, *LIVING) else None
        months = bits_to_months(indicator.month_bits or 0)
        return IndicatorLine(indicator, months, decimal_text(indicator.target), form)

    def report(self) -> Report | None:
        """The month looked at; None for a plan that is not in force, or a row without months."""
        if self.month is None:
            return None
        found = Report(self.progress or Progress(subactivity=self.item, month=self.month.number))
        if found.progress.pk:
            found.history = history_of(found.progress)
        status = found.progress.status
        if status in TO_WRITE and self.may(REPORT, Status.ADOPTED) and self.month.number in self.item.months:
            found.form = self.form("progress")
        if status == ProgressStatus.SUBMITTED and self.may(VERIFY, Status.ADOPTED):
            submitted = [each["by"] for each in found.history if each["step"] == "submit"]
            found.is_own = submitted[-1:] == [self.user]
            found.verify_form = None if found.is_own else self.form("verify")
        return found

    def context(self) -> dict[str, Any]:
        plan, detail = self.plan, self.detail
        show_row(self.user, self.item, self.progress, self.month.number if self.month else None, self.today)
        return {
            **navigation(self.user, plan.office, self.siblings, section="plan", plan=plan, areas=plan.areas.all()),
            **self.charge(),
            **disposition_panel(row_subject(self.item), self.user),
            **follow_up_panel(self.item, self.user),
            "is_part": wants_part(self.request),
            "area": detail.area,
            "detail": detail,
            "item": self.item,
            "months": self.months,
            "month": self.month,
            "chip": self.month.chip(self.today) if self.month else None,
            "report": self.report(),
            "evidence": month_evidence(self.user, self.item, self.month.number if self.month else None, self.progress),
            "today": self.today,
            "remarks": [(each, remark_kind(each.code)) for each in detail.remarks],
        }

    def answer(self, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page, or for htmx the content of the drawer."""
        context = {**self.context(), **more}
        name = "desk/subactivity.html#detail" if context["is_part"] else "desk/subactivity.html"
        response = render(self.request, name, context, status=status)
        if context["is_part"]:
            response["HX-Push-Url"] = "false"
        return response

    def carry_out(self, form: ActionForm, write: Callable[[], str]) -> HttpResponse:
        """``write`` what ``form`` says and go on with the sentence it returns; else the page again, nothing lost."""
        if form.is_valid():
            try:
                return self.done(write())
            except ValidationError as error:
                form.refuse(error)
            except Stale:
                return self.stale()
        return self.answer(status=422)

    def done(self, message: str) -> HttpResponse:
        """On to the page as it is now; in the drawer at once, and the matrix behind it is told."""
        messages.success(self.request, message)
        if wants_part(self.request):
            response = self.fresh().answer()
            response["HX-Trigger"] = PLAN_CHANGED
            return response
        address = reverse("desk:subactivity", args=[self.plan.office.code, self.plan.key, self.item.code])
        return HttpResponseRedirect(f"{address}?bulan={self.month.number}" if self.month else address)

    def stale(self) -> HttpResponse:
        """The page as it is now with what was typed, for a write that met another one; sending again is then meant."""
        page = self.fresh()
        same_row = {"", str(page.item.pk), str(page.item.predecessor_id)}
        is_other_row = False
        for name in self.forms:
            form = page.form(name, self.request.POST)
            if isinstance(form, SeenForm):
                is_other_row = is_other_row or form.seen_row not in same_row
                form.renew()
        typed = page.forms.get("progress")
        if self.asked and not page.is_month_there:
            page.forms = {}  # what was typed for one month is no draft of another
        response = page.answer(status=409, is_stale=True, is_other_row=is_other_row, typed=typed)
        response["HX-Trigger"] = PLAN_CHANGED
        return response

    def fresh(self) -> RowPage:
        month = self.asked or (self.month.number if self.month else None)
        return RowPage(self.request, self.plan.office.code, self.plan.key, self.item.code, month=month)


def history_of(progress: Progress) -> list[dict[str, Any]]:
    """The steps a month went through, oldest first, in words."""
    return [
        {"step": each.step, "words": FLOW.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note}
        for each in History.objects.of(progress).select_related("by__person")
    ]
