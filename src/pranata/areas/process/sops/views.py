"""The overview, one SOP with its steps and its way, what may be done, the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.process.sops.delivery import MEDIA_TYPES, paper_response
from pranata.areas.process.sops.doings import buttons
from pranata.areas.process.sops.flow import FLOW
from pranata.areas.process.sops.menu import SECTION
from pranata.areas.process.sops.models import EDIT, LEGALIZE, VIEW, Sop, Status
from pranata.areas.process.sops.pictures import picture_of
from pranata.areas.process.sops.queries import EVALUATION, evaluation_due_of, evaluations_due
from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.copies import copy_token
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.wording import CERTAINTY_CHIPS
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.areas.process.sops.doings import Doing
    from pranata.base.org.models import Office

SHOWN = 20  # rows of each list of the overview and of the looks of one SOP


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and what the reader may do at ``office``."""
    user = request.user
    may = {"may_edit": user.can(EDIT, office), "may_legalize": user.can(LEGALIZE, office)}
    return {**menu_context(user, office, section=SECTION), **may}


def sop_or_404(request: HttpRequest, code: str, pk: int) -> Sop:
    """The SOP of the office ``code`` as the reader sees it. Raises Http404."""
    office = office_or_404(request, code, VIEW)
    rows = Sop.objects.visible_to(request.user).filter(office=office, pk=pk)
    found: Sop | None = rows.select_related("office", "unit", "revises__office", "submitted_by__person").first()
    if found is None:
        raise Http404
    return found


@staff_page
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """How many there are, what waits to be legalised, what is to be evaluated, which drafts there are."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    sops = Sop.objects.visible_to(request.user).filter(office=office)
    counts = dict(sops.order_by().values_list("status").annotate(count=Count("pk")))
    found = clock_for(EVALUATION, on=today)
    context = {
        **page_context(request, office),
        "figures": [(Status(each).label, counts.get(each, 0)) for each in Status.values],
        "count": sum(counts.values()),
        "submitted": sops.filter(status=Status.SUBMITTED).select_related("office", "unit")[:SHOWN],
        "drafts": sops.filter(status=Status.DRAFT).select_related("office", "unit").order_by("-pk")[:SHOWN],
        "dues": evaluations_due(sops, today)[:SHOWN],
        "today": today,
        "clock": found,
        "chip": CERTAINTY_CHIPS[found.certainty],
        "register": reverse("desk:register", args=[office.code, "sop"]),
    }
    return render(request, "sops/overview.html", context)


@staff_page
def sop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, today = sop_or_404(request, code, pk), clock.today()
    picture = picture_of(item, today)
    context = {
        **page_context(request, item.office),
        "item": item,
        "picture": picture,
        "buttons": [each for each in buttons(item, request.user) if not (each.slug == "ajukan" and picture.errors)],
        "is_in_force": item.is_in_force(today),
        "due_on": evaluation_due_of(item, today),
        "today": today,
        "versions": Sop.objects.visible_to(request.user)
        .filter(office=item.office, title=item.title)
        .select_related("office")
        .order_by("-edition"),
        "monitorings": item.monitorings.select_related("done_by__person")[:SHOWN],
        "evaluations": item.evaluations.select_related("done_by__person", "follow_up__office")[:SHOWN],
        "edit_address": reverse("desk:entry_change", args=[code, "sop", pk]),
        "history": [
            {"words": FLOW.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note}
            for each in Activity.objects.of(item).select_related("by__person")
        ],
    }
    return render(request, "sops/sop.html", context)


@staff_page
def paper(request: HttpRequest, code: str, pk: int, file_format: str) -> HttpResponse:
    """The SOP in the form of PermenPANRB 35/2012."""
    item = sop_or_404(request, code, pk)
    if file_format not in MEDIA_TYPES:
        raise Http404
    return paper_response(item, file_format, is_public=False)


def doing_view(doing: Doing) -> Any:
    """The page of one thing to do: its form, and on POST the action."""

    @staff_form
    def page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        item = sop_or_404(request, code, pk)
        if not doing.may(item, request.user):
            raise Forbidden(EDIT)
        form, seen = doing.form(request.POST if request.method == "POST" else None, sop=item), copy_token(item)
        if form.is_bound and form.is_valid():
            try:
                after = doing.run(item, form, request.user, request.POST.get("seen", ""))
            except (ValidationError, Stale) as error:
                refuse(form, error)
            else:
                messages.success(request, doing.done)
                return redirect(after or item)
        context = {**page_context(request, item.office), "item": item, "form": form, "seen": seen, "doing": doing}
        return render(request, "sops/form.html", context, status=422 if form.is_bound else 200)

    return page


def refuse(form: Any, error: ValidationError | Stale) -> None:
    """What an action refused, each reason at its field; of fields the form lacks, above the form."""
    if isinstance(error, Stale):
        form.add_error(None, _("Keadaannya sudah berubah; buka lagi halaman SOP-nya."))
        return
    reasons = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, words in reasons.items():
        form.add_error(name if name in form.fields else None, words)
