"""Who assesses a sheet: appointed, also from another office by a grant, and dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.desk.assessments.place import STALE, about, sheet_or_404
from pranata.desk.assessments.step_forms import AppointForm, DismissForm
from pranata.desk.assessments.steps import form_page
from pranata.engines.assessments.actions import assessors
from pranata.engines.assessments.models import MANAGE, Assessor, Level
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_form
def sheet_assessors(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Those who serve and those who served; POST appoints one more."""
    sheet = sheet_or_404(request, code, pk)
    may_manage, today = request.user.can(MANAGE, sheet.office), clock.today()
    if request.method == "POST":
        request.user.require(MANAGE, sheet.office)
    form = AppointForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            assessors.appoint(sheet, said.pop("user"), level=Level(said.pop("level")), **said, by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
        else:
            messages.success(request, _("Asesor ditunjuk dan diberi tahu."))
            return redirect("desk:sheet_assessors", code, pk)
    found = Assessor.objects.filter(sheet=sheet).select_related("user__person__office", "grant", "appointed_by__person")
    context = {
        **about(request.user, sheet),
        "form": form if may_manage else None,
        "assessors": [(each, each.grant is not None and not each.grant.is_in_force(today)) for each in found],
    }
    return render(request, "desk/assessments/assessors.html", context, status=422 if form.is_bound else 200)


@staff_form
def sheet_dismiss(request: HttpRequest, code: str, pk: int, assessor: int) -> HttpResponse:
    """One assessor serves no more; a grant ends with it."""
    sheet = sheet_or_404(request, code, pk)
    request.user.require(MANAGE, sheet.office)
    found = Assessor.objects.serving().filter(sheet=sheet, pk=assessor).select_related("user__person").first()
    if found is None:
        raise Http404
    found.sheet = sheet
    form = DismissForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            assessors.dismiss(found, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
        else:
            messages.success(request, _("%s tidak lagi menjadi asesor.") % found.user)
            return redirect("desk:sheet_assessors", code, pk)
    return form_page(request, sheet, form, title=_("Berhentikan asesor"), lead=str(found.user), submit=_("Berhentikan"))
