"""The page of one indicator: its value, what stands behind it, and what may be done about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.desk.evidence.section import month_evidence
from pranata.desk.indicators.forms import BaselineForm, BindForm, ByHandForm, ConfirmForm, CorrectForm
from pranata.desk.indicators.records import records_behind
from pranata.desk.indicators.trend import trend
from pranata.desk.navigation import navigation
from pranata.desk.responsibility.row_page import RowPage
from pranata.engines.indicators.actions import MANAGE
from pranata.engines.indicators.models import Baseline
from pranata.engines.indicators.queries import compute, editions, history, latest, read
from pranata.engines.indicators.rules import Kind
from pranata.engines.plan.actions.bindings import BIND, LIVING
from pranata.engines.plan.filters import whole_number
from pranata.engines.plan.models import Binding
from pranata.engines.plan.queries.readings import (
    IndicatorValue,
    bound_alike,
    may_read,
    month_to_read,
    parts_of,
    reaches,
    row_values,
    value_of,
)
from pranata.engines.reports.models import IssuedReport
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.desk.responsibility.forms import ActionForm
    from pranata.engines.indicators.computing import Computed
    from pranata.engines.indicators.models import Reading
    from pranata.engines.indicators.registry import Measure


class IndicatorPage:
    """One indicator of one row as ``request``'s reader may see it, read in one month. Raises Http404."""

    def __init__(self, request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> None:
        self.request, self.user = request, request.user
        self.row = RowPage(request, code, plan_key, row)
        self.plan, self.office = self.row.plan, self.row.plan.office
        if not may_read(self.user, self.office):
            raise Http404
        self.indicator = self.row.indicator(position)
        self.indicator.subactivity = self.row.item
        self.binding: Binding | None = getattr(self.indicator, "binding", None)
        self.last_month = month_to_read(self.plan, self.row.today)
        asked = whole_number(request.GET.get("bulan", ""), self.last_month or 0)
        self.month = asked or self.last_month
        self.forms: dict[str, ActionForm] = {}

    @cached_property
    def value(self) -> IndicatorValue:
        return next(each for each in row_values(self.row.item) if each.pk == self.indicator.pk)

    @property
    def measure(self) -> Measure | None:
        return self.value.measure

    @property
    def period(self) -> Period:
        return Period(self.plan.year, Length.MONTH, self.month)

    @cached_property
    def reading(self) -> Reading | None:
        """What was stored of the month; None before that."""
        if self.measure is None or self.month is None:
            return None
        return latest(self.office, self.plan.year, self.month, [self.measure.key]).get(self.measure.key)

    @cached_property
    def baseline(self) -> Baseline | None:
        """What a change is compared with where the house holds no records of the year before."""
        if self.measure is None or self.measure.kind != Kind.CHANGE:
            return None
        return Baseline.objects.filter(office=self.office, measure=self.measure.key, year=self.plan.year - 1).first()

    def form(self, name: str, data: Any = None) -> ActionForm:
        """The form called ``name``; one with ``data`` stays in the page."""
        if data is None and name in self.forms:
            return self.forms[name]
        if name == "correct":
            form: ActionForm = CorrectForm(data, reading=self.reading.pk if self.reading else 0)
        elif name == "baseline":
            form = BaselineForm(data, baseline=self.baseline)
        else:
            kinds = {"bind": BindForm, "by_hand": ByHandForm, "confirm": ConfirmForm}
            form = kinds[name](data, indicator=self.indicator, binding=self.binding)
        if data is not None:
            self.forms[name] = form
        return form

    def context(self) -> dict[str, Any]:
        plan, item = self.plan, self.row.item
        return {
            **navigation(self.user, self.office, self.row.siblings, section="plan", plan=plan, areas=plan.areas.all()),
            "item": item,
            "activity": self.row.detail.activity,
            "indicator": self.indicator,
            "value": self.value,
            "binding": self.binding,
            "month": self.month,
            "months": range(1, (self.last_month or 0) + 1),
            "address": self.address,
            **self.measured(),
            **self.by_hand(),
            **self.offered(),
        }

    def measured(self) -> dict[str, Any]:
        """What the measure says of the month, and what stands behind it; nothing of one read by hand."""
        measure, month = self.measure, self.month
        if measure is None or month is None:
            return {"measure": measure}
        year = self.plan.year
        computed = read(self.reading, measure) if self.reading else compute(measure, self.office, self.period)
        target = self.indicator.target if self.is_compared(computed) else None
        before = history(self.office, measure.key, year=year, month=month)
        return {
            "measure": measure,
            "reading": self.reading,
            "computed": computed,
            "value_words": value_of(computed),
            "value_parts": parts_of(computed),
            "is_reached": reaches(computed, self.indicator.target, self.indicator.target_unit),
            "is_incomparable": self.indicator.target is not None and target is None and computed.value is not None,
            "trend": trend(measure, before, year=year, month=month, target=target),
            "records": records_behind(measure, self.office, self.period, self.user, self.request.GET.get("halaman")),
            "editions": [
                (each, value_of(read(each, measure)), parts_of(read(each, measure)))
                for each in editions(self.office, measure.key, year=year, month=month)
            ],
            "alike": bound_alike(self.binding, self.user) if self.binding else [],
            "reports": list(self.issued_reports()),
            "baseline": self.baseline,
        }

    def is_compared(self, computed: Computed) -> bool:
        """Whether value and target are told in the same unit."""
        return reaches(computed, self.indicator.target, self.indicator.target_unit) is not None

    def issued_reports(self) -> Any:
        """The office's reports of the year in which a reading of this month may stand."""
        found = IssuedReport.objects.visible_to(self.user).filter(office=self.office, period=str(self.period))
        return found.select_related("office").order_by("-issued_on", "-pk")

    def by_hand(self) -> dict[str, Any]:
        """What people reported of the month: the figure, whether it is verified, its evidence."""
        progress = self.row.detail.progress.get(self.month) if self.month else None
        if progress is not None:
            progress.subactivity = self.row.item
        figures = progress.figures.all() if progress else []
        evidence = month_evidence(self.user, self.row.item, self.month, progress)
        return {
            "progress": progress,
            "figure": next((each for each in figures if each.indicator_id == self.indicator.pk), None),
            "proofs": evidence.lines if evidence else [],
        }

    def offered(self) -> dict[str, Any]:
        """The forms for what the reader may do."""
        shown: dict[str, Any] = {"sent": set(self.forms)}
        if self.row.may(BIND, *LIVING):
            shown |= {"bind_form": self.form("bind"), "by_hand_form": self.form("by_hand")}
            if self.value.is_suggested:
                shown["confirm_form"] = self.form("confirm")
        if self.measure is None or not self.user.can(MANAGE, self.office):
            return shown
        if self.reading is not None and self.reading.sealed_at and not self.measure.sealed:
            shown["correct_form"] = self.form("correct")
        if self.measure.kind == Kind.CHANGE:
            shown["baseline_form"] = self.form("baseline")
        return shown

    @property
    def address(self) -> str:
        own = [self.office.code, self.plan.key, self.row.item.code, self.indicator.position]
        return reverse("desk:indicator", args=own)

    def answer(self, *, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, "desk/indicators/indicator.html", {**self.context(), **more}, status=status)

    def carry_out(self, form: ActionForm, write: Callable[[], str]) -> HttpResponse:
        """``write`` what ``form`` says and show the page again; else the page with what was typed."""
        if form.is_valid():
            try:
                messages.success(self.request, write())
            except ValidationError as error:
                form.refuse(error)
            except Stale:
                form.add_error(None, _("Pengikatan ini sudah berubah sejak Anda membukanya; periksa lagi di atas."))
                if hasattr(form, "renew"):
                    form.renew()
                return self.answer(status=409)
            else:
                return redirect(f"{self.address}?bulan={self.month}" if self.month else self.address)
        return self.answer(status=422)
