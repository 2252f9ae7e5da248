"""The days by which a plan's months are to be reported."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.base.ui.templatetags.ui import MONTH_NAMES
from pranata.desk.navigation import navigation
from pranata.desk.people.forms import DayField
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.responsibility.forms import SeenForm
from pranata.engines.deadlines.calendar import days_off
from pranata.engines.plan.actions.charges import deadlines_token
from pranata.engines.plan.actions.responsibility import ASSIGN, LIVING, set_deadlines
from pranata.engines.plan.models import MonthDeadline
from pranata.lib.workdays import last_working_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.plan.models import Plan

MONTHS = range(1, 13)


class DeadlinesForm(SeenForm):
    """Twelve days, each "" while the month's last working day holds."""

    def __init__(self, data: Mapping | None, *, plan: Plan, days: Mapping[int, date]) -> None:
        self.year = plan.year
        initial = {f"month_{month}": day for month, day in days.items()}
        super().__init__(data, mark=deadlines_token(plan, days), initial=initial)
        for month in MONTHS:
            label = _("Tenggat sendiri %s") % MONTH_NAMES[month - 1][1]
            self.fields[f"month_{month}"] = DayField(label=label, required=False)
            self.fields[f"month_{month}"].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        for month in MONTHS:
            day = self.cleaned_data.get(f"month_{month}")
            if day and day.year > self.year + 1:
                self.add_error(f"month_{month}", _("Tahun %d terlalu jauh.") % day.year)
        return self.cleaned_data

    def days(self) -> dict[int, date | None]:
        return {month: self.cleaned_data[f"month_{month}"] for month in MONTHS}


@dataclass(frozen=True)
class MonthLine:
    """One month: its last working day, why later days are skipped, the day the office has set, its field."""

    name: str
    last: date
    skipped: list[str]
    own: date | None
    bound: BoundField | None


def month_lines(year: int, days: Mapping[int, date], form: DeadlinesForm | None) -> list[MonthLine]:
    off = days_off(year)
    lines = []
    for month in MONTHS:
        last = last_working_day(year, month, off)
        later = [date(year, month, day) for day in range(last.day + 1, monthrange(year, month)[1] + 1)]
        skipped = [f"{date_format(day, 'j F')}: {off.get(day) or date_format(day, 'l')}" for day in later]
        name = str(MONTH_NAMES[month - 1][1])
        lines.append(MonthLine(name, last, skipped, days.get(month), form[f"month_{month}"] if form else None))
    return lines


def own_days(plan: Plan) -> dict[int, date]:
    return dict(MonthDeadline.objects.filter(plan=plan).values_list("month", "due_on"))


@staff_form
def plan_deadlines(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The twelve months with their days; POST sets the office's own days."""
    plan, siblings = plan_or_404(request, code, plan_key)
    days = own_days(plan)
    is_sent = request.method == "POST"
    if is_sent:
        request.user.require(ASSIGN, plan.office)
    form, status = None, 200
    if is_sent or (plan.status in LIVING and request.user.can(ASSIGN, plan.office)):
        form = DeadlinesForm(request.POST if is_sent else None, plan=plan, days=days)
    if is_sent and form is not None:
        status = save(request, plan, form)
        if status == 302:
            return redirect("desk:plan_deadlines", code, plan_key)
    context = {
        **navigation(request.user, plan.office, siblings, section="plan", plan=plan, areas=plan.areas.all()),
        "form": form,
        "lines": month_lines(plan.year, days, form),
        "is_stale": status == 409,
    }
    return render(request, "desk/responsibility/deadlines.html", context, status=status)


def save(request: HttpRequest, plan: Plan, form: DeadlinesForm) -> int:
    """The status of the answer: 302 when the days were written."""
    if not form.is_valid():
        return 422
    try:
        set_deadlines(plan, form.days(), seen=form.cleaned_data["seen"], by=request.user)
    except ValidationError as error:
        form.refuse(error)
        return 422
    except Stale:
        form.mark = deadlines_token(plan, own_days(plan))
        form.renew()
        return 409
    messages.success(request, _("Tenggat bulanan disimpan."))
    return 302
