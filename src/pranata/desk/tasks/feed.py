"""Months, cases and other days of an account as a calendar behind a secret address; no session, no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pranata.base.audit.actions import target_name
from pranata.base.audit.models import Event
from pranata.base.notify.actions import owner_of
from pranata.base.ui.templatetags.ui import month_name
from pranata.base.ui.waiting import waiting_for_account
from pranata.engines.cases.feed import day_events
from pranata.engines.plan.actions.reminding import month_address
from pranata.engines.plan.models import Plan, Status
from pranata.engines.plan.waiting import own_months
from pranata.lib import clock
from pranata.lib.ical import MEDIA_TYPE, DayEvent, calendar

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.access.models import User
    from pranata.engines.plan.waiting import MonthTask


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The months its owner has still to report and the cases it has to answer.

    A secret nobody has, or of an account that left, is not there.
    """
    owner = owner_of(secret)
    if owner is None:
        raise Http404
    site = site_of(request)
    found = [*months(owner, site), *day_events(owner, site=site), *waiting_events(owner, site)]
    text = calendar(_("Tugas Pranata"), found, now=clock.now())
    response = HttpResponse(text, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="pranata.ics"'
    return response


calendar_feed.reads_no_session = True  # told to the middleware that looks at accounts


def site_of(request: HttpRequest) -> str:
    """How addresses in the calendar begin, without a slash at its end."""
    return settings.PUBLIC_URL.rstrip("/") or request.build_absolute_uri("/").rstrip("/")


def months(owner: User, site: str) -> list[DayEvent]:
    """An event on the day by which each month is to be reported; codes and titles only."""
    today = clock.today()
    plans = list(
        Plan.objects.visible_to(owner)
        .filter(status=Status.ADOPTED, year__gte=today.year)
        .select_related("office", "agent")
    )
    moves = changes_of(plans)
    return [event(task, moves[task.plan.pk], site) for task in own_months(owner, plans, today=today)]


def waiting_events(owner: User, site: str) -> list[DayEvent]:
    """An event on each day that a capability says waits; one that moves is another, since its key names the day."""
    return [
        DayEvent(
            uid=f"{each.key}@pranata",
            day=each.due_on,
            summary=each.line,
            description=each.head,
            address=f"{site}{each.address}",
        )
        for each in waiting_for_account(owner)
        if each.due_on is not None
    ]


def event(task: MonthTask, sequence: int, site: str) -> DayEvent:
    plan, row = task.plan, task.row
    series = f"{plan.office.code}-{plan.year}" + (f"-agen-{plan.agent_id}" if plan.agent_id else "")
    return DayEvent(
        uid=f"{series}-{row.code}-{task.month}@pranata",
        day=task.due_on,
        summary=f"{row.code} {row.text}",
        description=_("Laporan %(month)s, Rencana Aksi %(year)d")
        % {"month": month_name(task.month), "year": plan.year},
        address=f"{site}{month_address(task)}",
        sequence=sequence,
    )


def changes_of(plans: list[Plan]) -> dict[int, int]:
    """How often the days of each plan's year were changed, by its id: by revisions, and by setting deadlines.

    It never falls, so that a calendar takes the later of two versions of an event; two queries.
    """
    series = {(plan.office_id, plan.year, plan.agent_id): plan for plan in plans}
    every = Plan.objects.filter(office__in={plan.office_id for plan in plans}, year__in={plan.year for plan in plans})
    owners = {
        target_name(each): series[key].pk
        for each in every.only("office_id", "year", "agent_id")
        if (key := (each.office_id, each.year, each.agent_id)) in series
    }
    counts = Event.objects.filter(action="plan.deadlines_set", target__in=list(owners)).order_by()
    found = {plan.pk: plan.revision for plan in plans}
    for target, count in counts.values_list("target").annotate(count=Count("pk")):
        found[owners[target]] += count
    return found
