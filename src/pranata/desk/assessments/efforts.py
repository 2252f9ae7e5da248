"""How much work the office thinks the improvement of one question takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.flow.errors import Stale
from pranata.base.imports.cells import decimal_text
from pranata.base.ui.pages import staff_form
from pranata.desk.assessments.place import STALE, instrument_of, item_or_404
from pranata.desk.assessments.steps import form_page
from pranata.desk.responsibility.forms import ActionForm, DecimalText
from pranata.engines.assessments.actions.efforts import set_effort
from pranata.engines.assessments.models import ANSWER

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.assessments.models import Sheet


class EffortForm(ActionForm):
    """Working days, empty where nobody wants to estimate."""

    effort_days = DecimalText(
        label=_("Perkiraan hari kerja"),
        required=False,
        max_length=10,
        help_text=_("Untuk naik satu tingkat, atau untuk membuktikan jawaban; kosongkan bila belum ditaksir."),
    )


@staff_form
def sheet_effort(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Its form, which also stands in each line of the route; then back to the route."""
    item = item_or_404(request, code, pk, question)
    sheet = item.section.sheet
    request.user.require(ANSWER, sheet.office)
    back = rehearsal_address(sheet, request.POST.get("ke") or request.GET.get("ke", ""))
    data = request.POST if request.method == "POST" else None
    form = EffortForm(data, initial={"effort_days": decimal_text(item.effort_days)})
    if form.is_valid():
        try:
            set_effort(item, form.cleaned_data["effort_days"], by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
        else:
            messages.success(request, _now("Perkiraan untuk %s disimpan.") % item.code)
            return redirect(f"{back}#jalan")
    lead = f"{item.code} {instrument_of(sheet).questions[item.code].text}"
    words = {"title": _now("Perkiraan usaha"), "submit": _now("Simpan"), "lead": lead, "back": back}
    return form_page(request, sheet, form, **words)


def rehearsal_address(sheet: Sheet, target: str = "") -> str:
    """The rehearsal of a sheet, on the way to ``target`` where one is named."""
    address = reverse("desk:sheet_rehearsal", args=[sheet.office.code, sheet.pk])
    return f"{address}?ke={target}" if target.isascii() and target.isalnum() else address
