"""The decree gets its number, and the draft is adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.paper.queries import paper_of
from pranata.desk.revisions.difference import plan_difference
from pranata.desk.revisions.forms import NoteForm, NumberForm
from pranata.desk.revisions.pages import plan_address, plan_context, sent, step_page
from pranata.engines.deadlines.calendar import days_off
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.queries import next_number
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.actions.issuing import issue_decree
from pranata.engines.plan.models import Remark, Severity, Subactivity
from pranata.engines.plan.rules import month_due_on, months_to_bits
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office
    from pranata.engines.plan.models import Plan

DECEMBER = 12  # a plan is often adopted at the end of the year before


@dataclass(frozen=True)
class Check:
    """One line of what is looked at before adopting; ``address`` leads to where it can be mended."""

    words: str
    value: str
    is_met: bool
    address: str = ""


def cautions(plan: Plan, today: date) -> list[str]:
    """What does not stand in the way, and somebody who adopts should know all the same."""
    found = []
    doubts = Remark.objects.undecided().filter(plan=plan).exclude(severity=Severity.ERROR).count()
    if doubts:
        found.append(_("%d catatan lain belum diputuskan; sesudah ditetapkan isinya hanya dapat diralat.") % doubts)
    day = plan.document.issued_on
    if day is not None and abs(day.year - plan.year) > 0 and not (day.year == plan.year - 1 and day.month == DECEMBER):
        found.append(
            _("Tanggal penetapan %(day)s tidak sesuai dengan tahun rencana %(year)d.")
            % {"day": date_format(day, "j F Y"), "year": plan.year}
        )
    if plan.revision == 1 and (late := months_passed(plan, today)):
        words = _(
            "%d pelaksanaan bulan lalu langsung tampil lewat tenggat, juga bagi umum; atur tenggatnya bila perlu."
        )
        found.append(words % late)
    return found


def months_passed(plan: Plan, today: date) -> int:
    """How many planned months would be overdue at once; none in a year that has ended."""
    if plan.year != today.year:
        return 0
    off = days_off(plan.year)
    passed = months_to_bits(month for month in range(1, 13) if month_due_on(plan.year, month, off) < today)
    rows = Subactivity.objects.filter(plan=plan).values_list("month_bits", flat=True)
    return sum((bits & passed).bit_count() for bits in rows)


@step_page("adopt")
def plan_adopt(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """What stands in the way, the decree's number, what a revision changes, and the button."""
    form = NoteForm(sent(request))
    obstacles = revisions.adoption_obstacles(plan)
    if form.is_valid():
        try:
            revisions.adopt(plan, by=request.user, note=form.cleaned_data["note"])
        except revisions.AdoptionRefused as refused:
            obstacles = refused.obstacles
        else:
            messages.success(request, _("%s sudah ditetapkan.") % plan)
            return redirect(plan.get_absolute_url())
    context = {
        **plan_context(request, plan, siblings),
        "form": form,
        "obstacles": obstacles,
        "checks": checks(plan),
        "cautions": cautions(plan, clock.today()),
        "number_form": None if plan.agent_id or is_numbered(plan) else number_form(request, plan),
        "difference": plan_difference(plan, siblings) if plan.revision > 1 else None,
    }
    return render(request, "desk/revisions/adopt.html", context, status=422 if form.is_bound else 200)


@step_page("adopt")
def plan_number(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """Number, date, place and signatory of the draft's decree; "Lihat nomor" shows the next number and takes none."""
    form = number_form(request, plan)
    is_preview = "lihat" in request.POST
    if not is_preview and form.is_valid():
        try:
            issue_decree(plan, **form.cleaned_data, by=request.user)
        except NumberRefused as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, _("Nomor %s sudah dicatat.") % plan.document.number)
            return redirect(plan_address("plan_adopt", plan))
    context = {**plan_context(request, plan, siblings), "form": form}
    status = 422 if form.is_bound and not is_preview else 200
    return render(request, "desk/revisions/number.html", context, status=status)


def is_numbered(plan: Plan) -> bool:
    return bool(plan.document.number and plan.document.issued_on)


def number_form(request: HttpRequest, plan: Plan) -> NumberForm:
    """The form as sent, else filled with what the decree says and the office's own place."""
    document = plan.document
    signed = next(iter(document.body.get("signatories") or []), {})
    initial: dict[str, Any] = {
        "source": "entered",
        "number": document.number,
        "issued_on": document.issued_on,
        "place": document.place or paper_of(plan.office).city,
        "signatory_role": signed.get("role", ""),
        "signatory_name": signed.get("name", ""),
    }
    data = sent(request) if request.resolver_match.url_name == "plan_number" else None
    preview = "" if document.number else number_preview(plan.office, chosen_day(data))
    return NumberForm(data, initial=initial, preview=preview)


def chosen_day(data: Any) -> date:
    """The day in a form that was sent, else today."""
    field = NumberForm.base_fields["issued_on"]
    try:
        return field.clean((data or {}).get("issued_on"))
    except ValidationError:
        return clock.today()


def number_preview(office: Office, day: date) -> str:
    """The number that the office's pattern gives next, "" where it gives none."""
    try:
        return next_number(office, on=day)
    except NumberRefused:
        return ""


def checks(plan: Plan) -> list[Check]:
    """What adoption looks at, met or not; the rule itself decides in ``adoption_obstacles``."""
    undecided = Remark.objects.undecided().filter(plan=plan)
    errors = undecided.filter(severity=Severity.ERROR).count()
    rows = Subactivity.objects.filter(plan=plan).count()
    document = plan.document
    free = bool(plan.agent_id)
    blank = _("tidak wajib bagi rencana agen perubahan") if free else _("belum diisi")
    day = date_format(document.issued_on, "j F Y") if document.issued_on else blank
    remarks = plan_address("remarks", plan) + "?tingkat=error"
    number = plan_address("plan_number", plan)
    return [
        Check(_("Catatan kesalahan yang belum diputuskan"), str(errors), not errors, remarks if errors else ""),
        Check(_("Subkegiatan"), str(rows), rows > 0),
        Check(_("Nomor keputusan"), document.number or blank, free or bool(document.number), number),
        Check(_("Tanggal penetapan"), day, free or document.issued_on is not None, number),
    ]
