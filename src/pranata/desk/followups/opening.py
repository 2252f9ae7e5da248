"""Follow-ups opened by hand or from an issued report, and corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import office_or_404, staff_form
from pranata.desk.followups.forms import FollowUpForm, OpeningForm, ReportForm
from pranata.desk.followups.item import STALE, follow_up_or_404
from pranata.desk.navigation import navigation
from pranata.engines.followups import actions
from pranata.engines.followups.models import OPEN, VIEW
from pranata.engines.followups.queries import follow_ups_of
from pranata.engines.followups.rules import recommendations_in
from pranata.engines.reports.models import IssuedReport
from pranata.engines.reports.sources import source_of_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office
    from pranata.desk.people.forms import RowForm
    from pranata.engines.followups.models import FollowUp


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@staff_form
def follow_up_add(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    request.user.require(OPEN, office)
    form = OpeningForm(sent(request), office=office)

    def write() -> str:
        values = {name: value for name, value in form.values().items() if name != "seen"}
        made = actions.open_follow_up(office, by=request.user, **values)
        messages.success(request, _("Tindak lanjut %s dibuka.") % made.number)
        return made.get_absolute_url()

    words = {"title": _("Tambah tindak lanjut"), "submit": _("Simpan"), "back": reverse("desk:follow_ups", args=[code])}
    return answer(request, office, form, write, **words)


@staff_form
def follow_up_change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = follow_up_or_404(request, code, pk)
    request.user.require(OPEN, item.office)
    form = FollowUpForm(sent(request), office=item.office, row=item)

    def write() -> str:
        actions.change(item, by=request.user, **form.values())
        messages.success(request, _("Tindak lanjut %s disimpan.") % item.number)
        return item.get_absolute_url()

    words = {"title": _("Ubah %s") % item.number, "submit": _("Simpan"), "back": item.get_absolute_url()}
    return answer(request, item.office, form, write, **words)


@staff_form
def follow_ups_from_report(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The recommendations of an issued report become follow-ups, all of them or none."""
    report = get_visible_or_404(IssuedReport, request.user, pk=pk, office__code=code)
    office = report.office
    request.user.require(OPEN, office)
    opened = follow_ups_of(report._meta.label_lower, report.pk, reader=request.user)
    known = {each.recommendation for each in opened}
    source, text = source_of_report(report)
    fresh = [each for each in recommendations_in(text) if each not in known]
    form = ReportForm(sent(request), office=office, text="\n".join(fresh))

    def write() -> str:
        said = recommendations_in(form.cleaned_data["recommendations"])
        with transaction.atomic():
            made = [open_from(report, source, each, form, request) for each in said if each not in known]
        count = ngettext("%d tindak lanjut dibuka.", "%d tindak lanjut dibuka.", len(made)) % len(made)
        messages.success(request, count)
        return reverse("desk:follow_ups", args=[code])

    words = {
        "title": _("Tindak lanjut dari laporan"),
        "submit": _("Buka tindak lanjut"),
        "back": report.get_absolute_url(),
        "lead": str(report),
    }
    return answer(request, office, form, write, opened=opened, **words)


def open_from(
    report: IssuedReport, source: str, recommendation: str, form: ReportForm, request: HttpRequest
) -> FollowUp:
    return actions.open_follow_up(
        report.office,
        recommendation=recommendation,
        source=source,
        source_label=report._meta.label_lower,
        source_id=report.pk,
        source_words=str(report)[:300],
        by=request.user,
        **form.values(),
    )


def answer(request: HttpRequest, office: Office, form: RowForm, write: Callable[[], str], **words: Any) -> HttpResponse:
    """Write what was sent and go on to where ``write`` says; else the form, with what is wrong at its fields."""
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return redirect(write())
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
            status = 409
    context = {**navigation(request.user, office, section="followups"), "form": form, **words}
    return render(request, "desk/followups/form.html", context, status=status)
