"""A new sheet: which instrument, which year, for what service, with which aim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.ui.pages import office_or_404, staff_form
from pranata.desk.assessments.place import around
from pranata.desk.assessments.step_forms import OpenForm
from pranata.engines.assessments.actions import sheets
from pranata.engines.assessments.instruments import instruments
from pranata.engines.assessments.models import MANAGE, VIEW
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_form
def sheet_open(request: HttpRequest, code: str) -> HttpResponse:
    """Answers of last year's sheet of the same instrument come over, to be confirmed."""
    office = office_or_404(request, code, VIEW)
    request.user.require(MANAGE, office)
    data = request.POST if request.method == "POST" else None
    form = OpenForm(data, instruments=instruments(), today=clock.today())
    if form.is_valid():
        said = form.cleaned_data
        try:
            sheet = sheets.open_sheet(
                office,
                said["instrument"],
                year=said["year"],
                subject=said["subject"].strip(),
                target=said["target"],
                by=request.user,
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            words = _("Lembar dibuka.")
            if sheet.carried_from_id:
                words = _("Lembar dibuka; jawaban tahun lalu ikut terbawa dan menunggu dipastikan.")
            messages.success(request, words)
            return redirect(sheet.get_absolute_url())
    context = {
        **around(request.user, office),
        "form": form,
        "title": _("Buka lembar penilaian"),
        "lead": _("Butir, bobot, dan syaratnya menurut edisi yang dipilih, untuk seterusnya."),
        "submit": _("Buka lembar"),
        "back": reverse("desk:sheets", args=[code]),
    }
    return render(request, "desk/assessments/form.html", context, status=422 if form.is_bound else 200)
