"""A report is issued: numbered, printed, signed where a certificate is set, hashed and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.paper.queries import paper_of
from pranata.base.ui.pages import staff_form
from pranata.desk.navigation import navigation
from pranata.desk.reports.composing import missing_of
from pranata.desk.reports.forms import ENTERED, IssueForm
from pranata.desk.reports.pages import Wanted, wanted_or_404
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.queries import next_number
from pranata.engines.reports.actions import ISSUE, issue
from pranata.engines.reports.errors import NoFacts, NotIssued
from pranata.engines.reports.models import IssuedReport, Publication, Status
from pranata.engines.reports.queries import issued_of
from pranata.engines.reports.signing import SigningFailed
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User


@staff_form
def issue_report(request: HttpRequest, code: str, slug: str, period: str) -> HttpResponse:
    """The form; on POST the report is issued as it stands now."""
    wanted = wanted_or_404(request, code, slug, period)
    request.user.require(ISSUE, wanted.office)
    replaced = standing(wanted, reader=request.user)
    form = issue_form(request, wanted, replaced)
    if request.method == "POST" and form.is_valid():
        issued = try_to_issue(form, wanted, by=request.user)
        if issued is not None:
            messages.success(request, _("Laporan terbit dengan nomor %s.") % issued.number)
            return redirect(issued.get_absolute_url())
    context = {
        **navigation(request.user, wanted.office, section="reports"),
        "wanted": wanted,
        "form": form,
        "replaced": replaced,
        "missing": missing_today(wanted),
    }
    return render(request, "desk/reports/issue.html", context, status=422 if form.errors else 200)


def missing_today(wanted: Wanted) -> list[str]:
    """What the report would lack if it were issued now; nothing of a report that cannot be made."""
    try:
        return missing_of(wanted, wanted.report.facts(wanted.office, wanted.period))
    except NoFacts:
        return []


def standing(wanted: Wanted, *, reader: User) -> IssuedReport | None:
    """The edition that stands now and would be replaced."""
    asked = (wanted.report.code, str(wanted.period), Status.ISSUED)
    return next(
        (each for each in issued_of(wanted.office, reader=reader) if (each.report, each.period, each.status) == asked),
        None,
    )


def issue_form(request: HttpRequest, wanted: Wanted, replaced: IssuedReport | None) -> IssueForm:
    today = clock.today()
    try:
        preview = next_number(wanted.office, on=today)
    except NumberRefused:
        preview = ""
    initial: dict[str, Any] = {
        "source": ENTERED,
        "issued_on": today,
        "place": paper_of(wanted.office).city,
        "signatory_role": replaced.signatory_role if replaced else _("Sekretaris"),
        "signatory_name": replaced.signatory_name if replaced else "",
        "publication": replaced.publication if replaced else Publication.LISTED,
    }
    return IssueForm(request.POST or None, initial=initial, preview=preview, replaces=replaced is not None)


def try_to_issue(form: IssueForm, wanted: Wanted, *, by: User) -> IssuedReport | None:
    """The issued report, or None and the form says why not."""
    try:
        return issue(wanted.report, wanted.office, wanted.period, form.edition(), by=by)
    except NoFacts:
        raise Http404 from None
    except NumberRefused as refusal:
        form.add_error("number", str(refusal))
    except ValidationError as error:
        form.add_error(None, error if "reason" in form.fields or not hasattr(error, "error_dict") else error.messages)
    except Stale:
        form.add_error(None, _("Laporan ini baru saja diterbitkan orang lain; muat ulang halaman ini."))
    except (NotIssued, SigningFailed) as refusal:
        form.add_error(None, str(refusal))
    return None
