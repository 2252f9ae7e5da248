"""Who is in charge of a plan's rows, as one list; many rows are changed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.responsibility.parties import Parties
from pranata.engines.plan.actions.responsibility import ASSIGN, LIVING, assign
from pranata.engines.plan.filters import PlanFilter
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.queries import NOBODY, Matrix, plan_matrix
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.desk.responsibility.parties import Party


class BulkForm(forms.Form):
    """One party for many rows: those ticked, and all shown of the areas ticked."""

    party = forms.ChoiceField(
        label=gettext_lazy("Penanggung jawab"),
        error_messages={"required": gettext_lazy("Pilih penanggung jawabnya dahulu.")},
    )

    def __init__(self, data: QueryDict | None, *, parties: Parties, matrix: Matrix) -> None:
        super().__init__(data)
        self.parties, self.matrix = parties, matrix
        _nobody, *groups = parties.choices()
        self.fields["party"].choices = [("", _("pilih …")), *groups, (NOBODY, _("kosongkan (belum ada)"))]
        self.keys = set(data.getlist("row")) if data else set()
        self.areas = set(data.getlist("area")) if data else set()

    def check_fresh(self) -> None:
        """Raises ``Stale`` when another plan was shown, or a row that was ticked is gone: its code may be another's."""
        known = {str(row.pk) for group in self.matrix.all_groups for row in group.rows}
        if self.data.get("plan") != str(self.matrix.plan.pk) or not self.keys <= known:
            raise Stale("assign")

    def clean(self) -> dict[str, Any]:
        if not self.chosen_rows():
            self.add_error(None, _("Belum ada baris yang dipilih."))
        return self.cleaned_data

    def chosen_rows(self) -> list[int]:
        """The keys of the rows shown that were chosen; what is not shown cannot be."""
        return [
            row.pk
            for group in self.matrix.groups
            for row in group.rows
            if str(row.pk) in self.keys or str(group.area_no) in self.areas
        ]

    @property
    def chosen(self) -> Party | None:
        key = self.cleaned_data["party"]
        return self.parties.get("" if key == NOBODY else key)


@staff_form
def responsibility(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The rows narrowed by ``?area=&pj=``; POST puts one party in charge of the chosen ones."""
    plan, siblings = plan_or_404(request, code, plan_key)
    wanted = PlanFilter.from_query(request.GET)
    matrix = plan_matrix(plan, area=wanted.area, party=wanted.party)
    may_assign = plan.status in LIVING and request.user.can(ASSIGN, plan.office)
    context = {
        **navigation(request.user, plan.office, siblings, section="plan", plan=plan, areas=matrix.areas),
        **list_context(matrix, wanted),
        "may_assign": may_assign,
    }
    if request.method == "POST":
        request.user.require(ASSIGN, plan.office)
    if may_assign:
        parties = Parties(plan.office, clock.today())
        context["form"] = BulkForm(request.POST if request.method == "POST" else None, parties=parties, matrix=matrix)
    if request.method != "POST":
        return render(request, "desk/responsibility/list.html", context)
    return put_in_charge(request, context)


def list_context(matrix: Matrix, wanted: PlanFilter) -> dict[str, object]:
    """The rows by area, and the choices of the filter."""
    areas = [
        (area, [row for group in matrix.groups if group.area_no == area.no for row in group.rows])
        for area in matrix.areas
    ]
    return {
        "wanted": wanted,
        "area_choices": matrix.areas,
        "party_choices": [(NOBODY, _("Belum ada")), *matrix.parties],
        "areas": [(area, rows) for area, rows in areas if rows],
        "found": len(matrix.rows),
        "nobody": sum(not row.party for group in matrix.all_groups for row in group.rows),
    }


def put_in_charge(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    plan, form = context["plan"], context.get("form")
    try:
        if form is None:
            raise Stale("assign")
        form.check_fresh()
        if not form.is_valid():
            return render(request, "desk/responsibility/list.html", context, status=422)
        chosen = form.chosen_rows()
        rows = list(Subactivity.objects.filter(plan=plan, pk__in=chosen))
        if len(rows) != len(chosen):
            raise Stale("assign")
        count = assign(rows, form.chosen, by=request.user)
    except Stale:
        return render(request, "desk/responsibility/list.html", {**context, "is_stale": True}, status=409)
    messages.success(request, _("Penanggung jawab %d subkegiatan diubah.") % count)
    return HttpResponseRedirect(request.get_full_path())
