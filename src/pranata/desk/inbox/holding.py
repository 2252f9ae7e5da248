"""Keeping a case from being erased: the page of one case, with a reason and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import office_or_404, staff_form
from pranata.desk.inbox.menu import SECTION
from pranata.desk.navigation import navigation
from pranata.engines.cases.actions.holding import lift_hold, set_hold
from pranata.engines.cases.models import Hold
from pranata.engines.cases.notices import title_of
from pranata.engines.cases.registry import by_code, kinds
from pranata.engines.cases.rules import plain_number
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind

LONGEST_REASON = 500
LIFT = "lepas"


class HoldForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya gugatan, pemeriksaan, atau permintaan auditor. Hanya dibaca petugas perkara ini."),
    )
    until = forms.DateField(
        label=_("Ditunda sampai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@staff_form
def case_hold(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """The holds of one case, and the form of another, for who processes its kind."""
    office = office_or_404(request, code)
    found, case = held_case_or_404(request.user, office, kind, pk)
    form = HoldForm(request.POST if request.method == "POST" and LIFT not in request.POST else None)
    if LIFT in request.POST:
        return lifted(request, case)
    if form.is_bound and form.is_valid() and is_set(request, case, form):
        return redirect("desk:case_hold", code, kind, pk)
    today = clock.today()
    holds = Hold.objects.of(case).select_related("set_by__person")
    context = {
        **navigation(request.user, office, section=SECTION),
        "kind": found,
        "case": case,
        "title": title_of(case.number, case.subject),
        "form": form,
        "holds": [(hold, case.unsealed(hold.sealed_reason), hold.is_in_force(today)) for hold in holds],
        "lift": LIFT,
    }
    return render(request, "desk/inbox/hold.html", context, status=422 if form.errors else 200)


def held_case_or_404(user: User, office: Office, kind: str, pk: int) -> tuple[CaseKind, Case]:
    found = by_code(kind)
    if found is None or not user.can(found.process, office):
        raise Http404
    case = found.model.objects.visible_to(user).filter(office=office, pk=pk, erased_at=None).first()
    if case is None:
        raise Http404
    return found, case


def is_set(request: HttpRequest, case: Case, form: HoldForm) -> bool:
    """Whether the hold stands; why not stands in the form."""
    try:
        set_hold(case, by=request.user, **form.cleaned_data)
    except ValidationError as fault:
        form.add_error(None, fault)
    except Stale:
        form.add_error(None, _now("Perkara ini baru saja berubah. Buka lagi halamannya."))
    else:
        messages.success(request, _now("Penghapusan perkara ini ditunda."))
    return form.is_valid()


def lifted(request: HttpRequest, case: Case) -> HttpResponse:
    chosen = request.POST[LIFT]
    hold = Hold.objects.of(case).filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    if hold is None:
        raise Http404
    try:
        lift_hold(case, hold, by=request.user)
    except Stale:
        messages.warning(request, _now("Penundaan itu sudah berakhir."))
    else:
        messages.success(request, _now("Penundaan dilepas; perkara dihapus menurut aturannya."))
    return redirect(request.path)


def numbered_case(user: User, office: Office, typed: str) -> tuple[CaseKind, Case] | None:
    """The case of that register number which ``user`` may hold."""
    number = plain_number(typed)
    for kind in kinds() if number else ():
        if user.can(kind.process, office):
            seen = kind.model.objects.visible_to(user).filter(office=office, number=number, erased_at=None)
            if (case := seen.first()) is not None:
                return kind, case
    return None
