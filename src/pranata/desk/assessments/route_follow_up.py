"""One step of the cheapest way becomes a follow-up: with one click where everything is known, else by a form."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_form
from pranata.desk.assessments.efforts import rehearsal_address
from pranata.desk.assessments.follow_up import LABEL, SOURCE, source_words
from pranata.desk.assessments.place import instrument_of, item_or_404
from pranata.desk.assessments.planned import Planned, planned_for
from pranata.desk.assessments.step_forms import FollowUpForm
from pranata.desk.assessments.steps import form_page
from pranata.engines.assessments.models import VIEW
from pranata.engines.followups import actions
from pranata.engines.followups.models import OPEN, FollowUp
from pranata.engines.followups.rules import LONGEST
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Item


@staff_form
def sheet_route_follow_up(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Opens it for whoever fills in the section, by the month of the plan or the section's day; asks what is missing.

    It concerns the row of the plan that serves the question, if one does.
    """
    item = item_or_404(request, code, pk, question)
    sheet, user = item.section.sheet, request.user
    user.require(VIEW, sheet.office)
    user.require(OPEN, sheet.office)
    back = f"{rehearsal_address(sheet, request.POST.get('ke') or request.GET.get('ke', ''))}#jalan"
    found = FollowUp.objects.visible_to(user).unfinished().filter(source_label=LABEL, source_id=item.pk).first()
    if found is not None:
        messages.info(request, _("Butir ini sudah punya tindak lanjut %s.") % found.number)
        return redirect(back)
    planned = planned_for(sheet, reader=user).get(item.code)
    held, due_on = item.section.person or item.section.unit, due_of(item, planned)
    text = recommendation(item, request.POST.get("menjadi") or request.GET.get("menjadi", ""))
    if request.method == "POST" and "recommendation" not in request.POST and held and due_on:
        made = open_step(item, planned, user, recommendation=text, responsible=held, due_on=due_on)
        messages.success(request, _("Tindak lanjut %s dibuka.") % made.number)
        return redirect(back)
    sent = request.POST if "recommendation" in request.POST else None
    form = FollowUpForm(sent, office=sheet.office, text=text, held=held, due_on=due_on)
    if form.is_valid():
        try:
            made = open_step(item, planned, user, **form.values())
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Tindak lanjut %s dibuka.") % made.number)
            return redirect(back)
    words = {"title": _("Jadikan tindak lanjut"), "submit": _("Buka tindak lanjut"), "back": back}
    return form_page(request, sheet, form, **words)


@transaction.atomic
def open_step(item: Item, planned: Planned | None, user: User, **said: Any) -> FollowUp:
    """The follow-up, with the row of the plan that it concerns."""
    office = item.section.sheet.office
    made = actions.open_follow_up(
        office,
        source=SOURCE,
        source_label=LABEL,
        source_id=item.pk,
        source_words=source_words(item),
        by=user,
        **said,
    )
    return actions.relate(made, planned.row, office=office, by=user) if planned else made


def due_of(item: Item, planned: Planned | None) -> date | None:
    """The end of the next month in which the plan does it, else the day by which the section is due, if still ahead."""
    today, year = clock.today(), item.section.sheet.year
    ends = [date(year, month, monthrange(year, month)[1]) for month in (planned.months if planned else ())]
    if item.section.due_on:
        ends.append(item.section.due_on)
    return next((each for each in ends if each >= today), None)


def recommendation(item: Item, aim: str) -> str:
    """The question's words, and what the answer is to become."""
    text = f"{item.code} {instrument_of(item.section.sheet).questions[item.code].text}"
    return (_("%(item)s: menjadi %(aim)s") % {"item": text, "aim": aim[:60]} if aim else text)[:LONGEST]
