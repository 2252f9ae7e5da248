"""Background work of the house itself; what a capability needs done later stands in that capability."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from pranata.areas.oversight.complaints.actions.ending import close_quiet
from pranata.areas.process.digital_services.actions.checking import CHECK_EVERY, check_addresses
from pranata.areas.process.public_information.actions.reminding import remind_of_exemptions
from pranata.base.access.models import User
from pranata.base.access.sessions import forget_ended_sessions
from pranata.base.audit.copies import copy_heads
from pranata.base.files.actions import sweep_orphans
from pranata.base.notify.digests import send_digest, waiting_readers
from pranata.base.org.models import Office
from pranata.base.seal.actions import list_erasures
from pranata.engines.cases.actions.clocks import recalculate_due
from pranata.engines.cases.actions.expiring import erase_expired
from pranata.engines.cases.actions.reminding import remind_of_cases
from pranata.engines.deadlines.calendar import days_off
from pranata.engines.deadlines.clocks import UnknownClock
from pranata.engines.followups.reminding import remind_of_follow_ups
from pranata.engines.indicators.refreshing import refresh_all
from pranata.engines.intake.forgetting import forget_old
from pranata.engines.nation.actions.distributing import distribute_open_months, distribute_past_months
from pranata.engines.nation.queries import somebody_looks_down
from pranata.engines.plan.actions.reminding import remind
from pranata.engines.surveys.actions.answering import forget_pages
from pranata.engines.surveys.actions.batching import close_waiting
from pranata.lib import clock
from pranata.lib.workdays import is_working_day

HOUSEKEEPING_EVERY = timedelta(days=1)
REMINDERS_AT = time(6, 30)  # local time, before offices open
REFRESH_EVERY = timedelta(seconds=20)  # readings follow the work within a minute
DISTRIBUTE_EVERY = timedelta(minutes=10)  # who looks down at many offices looks at months
BEFORE_ALL = 20  # priority: a round of readings is short and waits for nothing
AFTER_REMINDERS = -10  # priority: mail gathers what all offices' reminders have told
BEFORE_REMINDERS = 10  # priority: reminders tell of the day that counts now


@task()
def keep_house() -> None:
    """Come back tomorrow; copy the audit chains' heads and the erasures outside the database; drop what has expired.

    Complaints whose reporter stayed silent are closed; waiting answers of surveys are named by the audit; months that
    were sealed or corrected are counted again.
    """
    schedule_housekeeping(after=HOUSEKEEPING_EVERY)
    copy_heads()
    erase_expired(today=clock.today())
    list_erasures()
    sweep_orphans()
    SessionStore.clear_expired()
    forget_ended_sessions()
    forget_old()
    close_quiet(clock.today())
    close_waiting()
    forget_pages(clock.today())
    if somebody_looks_down():
        distribute_past_months()
    call_command("prune_db_task_results", verbosity=0)


def schedule_housekeeping(*, after: timedelta = timedelta(0)) -> None:
    """Queue the next round unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=keep_house.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        keep_house.using(run_after=clock.real_now() + after).enqueue()


@task()
def remind_all() -> None:
    """Come back tomorrow morning; on working days queue the recount of due days, each office's reminders, the mails."""
    schedule_reminders()
    today = clock.today()
    if not is_working_day(today, days_off(today.year)):
        return
    recount_due_days.using(priority=BEFORE_REMINDERS).enqueue()
    for office_id in Office.objects.active().values_list("pk", flat=True):
        remind_office.enqueue(office_id)
    mail_digests.using(priority=AFTER_REMINDERS).enqueue()


@task()
def recount_due_days() -> None:
    """Count the days of running cases again, for a decree on joint leave may have changed the calendar since."""
    recount = recalculate_due(by=None)
    if recount.uncounted:  # all others are counted; the list of jobs shows this one as failed, with the missing rows
        raise UnknownClock("; ".join(sorted({each.why for each in recount.uncounted})))


@task()
def remind_office(office_id: int) -> None:
    """Tell the accounts of one office what is due."""
    office, today = Office.objects.get(pk=office_id), clock.today()
    remind(office, today=today)
    remind_of_cases(office, today=today)
    remind_of_follow_ups(office, today=today)
    remind_of_exemptions(office, today=today)


@task()
def mail_digests() -> None:
    """Queue a mail for everybody who has something to be mailed."""
    for user_id in waiting_readers().values_list("pk", flat=True):
        mail_digest.enqueue(user_id)


@task()
def mail_digest(user_id: int) -> None:
    """Mail one account what waits for it, unless it had its mail already."""
    send_digest(User.objects.select_related("person").get(pk=user_id), today=clock.today())


def schedule_reminders() -> None:
    """Queue the next morning's round unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=remind_all.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        remind_all.using(run_after=next_morning(clock.real_now())).enqueue()


@task()
def refresh_readings() -> None:
    """Come back in a moment; read again what was changed. Of its rounds only the failed ones stay in the list."""
    schedule_readings(after=REFRESH_EVERY)
    path = refresh_readings.module_path
    DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.SUCCESSFUL).delete()
    refresh_all(clock.today())


def schedule_readings(*, after: timedelta = timedelta(0)) -> None:
    """Queue the next round of readings unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=refresh_readings.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        refresh_readings.using(run_after=clock.real_now() + after, priority=BEFORE_ALL).enqueue()


@task()
def distribute_readings() -> None:
    """Come back in ten minutes; count the open months over the offices below, where somebody looks down on any.

    Of its rounds only the failed ones stay in the list.
    """
    schedule_distributions(after=DISTRIBUTE_EVERY)
    path = distribute_readings.module_path
    DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.SUCCESSFUL).delete()
    if somebody_looks_down():
        distribute_open_months()


def schedule_distributions(*, after: timedelta = timedelta(0)) -> None:
    """Queue the next round of distributions unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=distribute_readings.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        distribute_readings.using(run_after=clock.real_now() + after).enqueue()


def next_morning(moment: datetime) -> datetime:
    """The next time after ``moment`` at which reminders are told."""
    local = moment.astimezone(clock.zone())
    today = datetime.combine(local.date(), REMINDERS_AT, clock.zone())
    return today if local < today else datetime.combine(local.date() + timedelta(days=1), REMINDERS_AT, clock.zone())


@task()
def check_reach() -> None:
    """Come back in a while; ask every address that is watched once."""
    schedule_reach_checks(after=CHECK_EVERY)
    check_addresses()


def schedule_reach_checks(*, after: timedelta = timedelta(0)) -> None:
    """Queue the next round of checks unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=check_reach.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        check_reach.using(run_after=clock.real_now() + after).enqueue()
