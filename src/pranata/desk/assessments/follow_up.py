"""An item that falls short becomes a follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_form
from pranata.desk.assessments.place import instrument_of, item_or_404
from pranata.desk.assessments.step_forms import FollowUpForm
from pranata.desk.assessments.steps import form_page
from pranata.engines.assessments.models import VIEW
from pranata.engines.followups import actions
from pranata.engines.followups.models import OPEN

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.assessments.models import Item

SOURCE, LABEL = "penilaian", "assessments.item"


@staff_form
def sheet_follow_up(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """The question's words are proposed, and whoever fills in its section; both may be changed."""
    item = item_or_404(request, code, pk, question)
    sheet = item.section.sheet
    request.user.require(VIEW, sheet.office)
    request.user.require(OPEN, sheet.office)
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        office=sheet.office,
        text=f"{item.code} {instrument_of(sheet).questions[item.code].text}",
        held=item.section.person or item.section.unit,
        due_on=item.section.due_on,
    )
    if form.is_valid():
        try:
            made = actions.open_follow_up(
                sheet.office,
                source=SOURCE,
                source_label=LABEL,
                source_id=item.pk,
                source_words=source_words(item),
                by=request.user,
                **form.values(),
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Tindak lanjut %s dibuka.") % made.number)
            return redirect(f"{item.get_absolute_url()}#tindak-lanjut")
    back = item.get_absolute_url()
    return form_page(request, sheet, form, title=_("Jadikan tindak lanjut"), submit=_("Buka tindak lanjut"), back=back)


def source_words(item: Item) -> str:
    """ "Zona Integritas 2022, butir I.1.b"."""
    sheet = item.section.sheet
    named = {"sheet": f"{instrument_of(sheet).short_title} {sheet.year}", "item": item.code}
    return _("%(sheet)s, butir %(item)s") % named
