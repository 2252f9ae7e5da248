"""What can be read of the plan itself: whether it is in force, how far its months are reported, verified and proved."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pranata.base.people.models import TeamMember
from pranata.engines.deadlines.calendar import days_off
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.models import Status as FollowUpStatus
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Existence, Punctuality, Ratio
from pranata.engines.plan.models import MonthDeadline, Plan, Progress, ProgressStatus, Subactivity
from pranata.engines.plan.models.plans import IN_FORCE
from pranata.engines.plan.queries.live import HANDED_IN
from pranata.engines.plan.rules import month_due_on, months_to_bits
from pranata.engines.reports.models import IssuedReport, Publication
from pranata.lib import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch
    from pranata.engines.plan.models.plans import PlanQuerySet

PLAN, PROGRESS = "plan.plan", "plan.progress"
ROWS = ("plan.plan", "plan.subactivity", "plan.progress")
AGENTS = "agen-perubahan"
EVALUATION = "evaluasi"  # the source of follow-ups that an evaluation recommended


def plans_in_force(office: Office, period: Stretch) -> PlanQuerySet:
    """The office's own plan and its agents' plans of the year, adopted by the end of the period or closed since."""
    return Plan.objects.filter(office=office, year=period.year, status__in=IN_FORCE)


def planned_rows(office: Office, period: Stretch) -> QuerySet[Subactivity]:
    """The rows of the office's plan in force that the month schedules."""
    plans = plans_in_force(office, period).of_office()
    rows = Subactivity.objects.filter(plan__in=plans).annotate(
        is_planned=F("month_bits").bitand(months_to_bits([period.month]))
    )
    return rows.filter(is_planned__gt=0)


def reports_of(period: Stretch) -> QuerySet[Progress]:
    """What was reported of a row in the month, for an ``Exists``."""
    return Progress.objects.filter(subactivity=OuterRef("pk"), month=period.month)


@measure(
    "plan.adopted",
    _("Rencana aksi tahun ini ditetapkan"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Pada {end} {value} rencana aksi tahun {year} yang ditetapkan."),
    fed_by=(PLAN,),
)
def adopted(office: Office, period: Stretch) -> Existence:
    return Existence(plans_in_force(office, period).of_office().filter(document__issued_on__lte=period.end))


@measure(
    "plan.adopted_with_agents",
    _("Rencana aksi tahunan dan rencana aksi agen perubahan ditetapkan"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Pada {end} {value} rencana aksi tahun {year} yang ditetapkan bersama rencana aksi agen perubahannya."),
    fed_by=(PLAN,),
)
def adopted_with_agents(office: Office, period: Stretch) -> Existence:
    """The yearly plan, where at least one plan of an agent is in force beside it."""
    plans = plans_in_force(office, period)
    agents = Exists(plans.exclude(agent=None))
    return Existence(plans.of_office().filter(agents, document__issued_on__lte=period.end))


@measure(
    "plan.agents_with_plan",
    _("Agen perubahan yang memiliki rencana aksi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} agen perubahan memiliki rencana aksi tahun {year} pada {end}."),
    fed_by=(PLAN, "people.team", "people.teammember"),
)
def agents_with_plan(office: Office, period: Stretch) -> Ratio:
    """Of the members of the agents' teams on that day."""
    teams = office.teams.valid_on(period.end).filter(kind=AGENTS)
    agents = TeamMember.objects.valid_on(period.end).filter(team__in=teams)
    plans = plans_in_force(office, period).filter(agent=OuterRef("person"))
    return Ratio(agents.filter(Exists(plans)), agents)


@measure(
    "plan.public_column",
    _("Rencana aksi dan laporannya terbuka untuk umum"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Pada {end} {value} rencana aksi tahun {year} yang terbuka untuk umum bersama laporan pelaksanaannya."),
    fed_by=(PLAN, "reports.issuedreport"),
)
def public_column(office: Office, period: Stretch) -> Existence:
    """The published plan, where a report on carrying it out is shown to the public too."""
    shown = IssuedReport.objects.filter(
        office=office,
        report__in=["monthly", "quarterly", "semester", "yearly"],
        period__startswith=str(period.year),
        issued_on__lte=period.end,
    ).exclude(publication=Publication.NONE)
    return Existence(Plan.objects.public().filter(Exists(shown), office=office, year=period.year))


@measure(
    "plan.reported_on_time",
    _("Subkegiatan yang dilaporkan tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.MONTH,
    sentence=_("{numerator} dari {denominator} subkegiatan yang dijadwalkan pada {month} diajukan tepat waktu."),
    fed_by=ROWS,
)
def reported_on_time(office: Office, period: Stretch) -> Punctuality | None:
    """By the month's due day, None until it is over; one query more for the day that the office has set."""
    rows = planned_rows(office, period)
    set_to = MonthDeadline.objects.filter(
        plan__in=plans_in_force(office, period).of_office(), month=period.month
    ).first()
    due_on = month_due_on(period.year, period.month, days_off(period.year), set_to.due_on if set_to else None)
    if due_on >= clock.today():
        return None
    midnight = datetime.combine(due_on + timedelta(days=1), time(), clock.zone())
    handed_in = reports_of(period).filter(status__in=HANDED_IN, submitted_at__lt=midnight)
    return Punctuality(rows.filter(Exists(handed_in)), rows)


@measure(
    "plan.verified_share",
    _("Subkegiatan yang laporannya terverifikasi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.MONTH,
    sentence=_("{numerator} dari {denominator} subkegiatan yang dijadwalkan pada {month} sudah diverifikasi."),
    fed_by=ROWS,
)
def verified_share(office: Office, period: Stretch) -> Ratio:
    rows = planned_rows(office, period)
    return Ratio(rows.filter(Exists(reports_of(period).filter(status=ProgressStatus.VERIFIED))), rows)


@measure(
    "plan.proven_share",
    _("Laporan bulanan yang dilampiri bukti yang berlaku"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.MONTH,
    sentence=_("{numerator} dari {denominator} laporan subkegiatan bulan {month} dilampiri bukti yang berlaku."),
    fed_by=(*ROWS, "evidence.evidence"),
)
def proven_share(office: Office, period: Stretch) -> Ratio:
    """Of what was handed in."""
    plans = plans_in_force(office, period).of_office()
    reported = Progress.objects.filter(subactivity__plan__in=plans, month=period.month, status__in=HANDED_IN)
    proving = Evidence.objects.proving_on(period.end).filter(pk=OuterRef("evidence"))
    uses = Use.objects.filter(Exists(proving), target_label=Progress._meta.label_lower, target_id=OuterRef("pk"))
    return Ratio(reported.filter(Exists(uses)), reported)


@measure(
    "plan.evaluation_followed_up",
    _("Rekomendasi evaluasi yang ditindaklanjuti"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} rekomendasi evaluasi, juga dari tahun sebelumnya, selesai pada {end}."),
    fed_by=("followups.followup",),
)
def evaluation_followed_up(office: Office, period: Stretch) -> Ratio:
    """Of the recommendations of evaluations that were open in the year; what cannot be done is left out."""
    opened = FollowUp.objects.filter(office=office, source=EVALUATION, opened_on__lte=period.end)
    still = opened.exclude(status=FollowUpStatus.NOT_FEASIBLE).filter(Q(ended_on=None) | Q(ended_on__gte=period.start))
    return Ratio(still.filter(ended_on__lte=period.end), still)
