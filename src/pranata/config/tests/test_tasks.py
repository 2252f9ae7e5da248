from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.audit.copies import default_path
from pranata.base.notify.models import Notice
from pranata.base.org.actions import load_offices
from pranata.config.tasks import next_morning, schedule_housekeeping, schedule_reminders
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.plan.tests.factories import ResponsibilityFactory, SubactivityFactory
from pranata.lib import clock


@pytest.fixture(autouse=True)
def _queue(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.VAR_DIR = tmp_path


@pytest.mark.django_db
def test_next_round_waits_only_once():
    schedule_housekeeping()
    schedule_housekeeping()

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_worker_copies_the_heads_outside_and_comes_back_tomorrow():
    load_offices()
    schedule_housekeeping(after=timedelta(seconds=-1))

    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    done = DBTaskResult.objects.get(status=TaskResultStatus.SUCCESSFUL)
    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert done.task_path == waiting.task_path == "pranata.config.tasks.keep_house"
    assert waiting.run_after > clock.now() + timedelta(hours=23)
    assert len(default_path().read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2022, 6, 14, 23, 0, tzinfo=UTC), datetime(2022, 6, 14, 23, 30, tzinfo=UTC)),
        (datetime(2022, 6, 14, 23, 30, tzinfo=UTC), datetime(2022, 6, 15, 23, 30, tzinfo=UTC)),
        (datetime(2022, 6, 15, 5, 0, tzinfo=UTC), datetime(2022, 6, 15, 23, 30, tzinfo=UTC)),
    ],
)
def test_reminders_come_at_half_past_six_in_the_morning(moment, expected):
    assert next_morning(moment) == expected  # in Jakarta, seven hours ahead


def work_off_the_queue():
    """Run every task as if its time had come, until only tomorrow's round waits."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=clock.real_now() - timedelta(seconds=1))
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


@pytest.fixture
def in_charge():
    """The account of somebody whose row was due on 31 May 2022."""
    row = SubactivityFactory(
        code="7.5.3", month_bits=0b10000, activity__area__plan__status="adopted", activity__area__plan__year=2022
    )
    person = ResponsibilityFactory(subactivity=row).person
    return RoleAssignmentFactory(office=row.plan.office, user=UserFactory(person=person)).user


@pytest.mark.django_db(transaction=True)
def test_worker_reminds_and_mails_once_a_day_and_comes_back_tomorrow(in_charge, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-02")
    schedule_reminders()
    work_off_the_queue()
    work_off_the_queue()  # once more on the same day

    assert [each.to for each in mail.outbox] == [[in_charge.email]]
    assert Notice.objects.values_list("recipient", "kind").get() == (in_charge.pk, "plan.overdue")
    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.task_path == "pranata.config.tasks.remind_all"
    assert waiting.run_after > clock.real_now()
    assert DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count() == 0


@pytest.mark.django_db(transaction=True)
def test_jobs_carry_keys_only(in_charge, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-02")
    schedule_reminders()
    work_off_the_queue()

    given = {task.task_path.rsplit(".", 1)[1]: task.args_kwargs for task in DBTaskResult.objects.all()}
    assert given == {
        "remind_all": {"args": [], "kwargs": {}},
        "recount_due_days": {"args": [], "kwargs": {}},
        "remind_office": {"args": [in_charge.person.office_id], "kwargs": {}},
        "mail_digests": {"args": [], "kwargs": {}},
        "mail_digest": {"args": [in_charge.pk], "kwargs": {}},
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("day", ["2022-06-04", "2022-06-01"])  # a Saturday; Pancasila
def test_nobody_is_told_when_offices_are_closed(in_charge, monkeypatch, day):
    monkeypatch.setenv("PRANATA_TODAY", day)
    schedule_reminders()
    work_off_the_queue()

    assert (Notice.objects.count(), len(mail.outbox)) == (0, 0)
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


@pytest.mark.django_db(transaction=True)
def test_worker_recounts_due_days_and_then_reminds_of_cases(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-05-17")
    officer = RoleAssignmentFactory(role="ppid_officer")
    case = QuestionFactory(office=officer.office, due_on=date(2022, 5, 18))  # the calendar says 19 May
    schedule_reminders()
    work_off_the_queue()

    case.refresh_from_db()
    assert case.due_on == date(2022, 5, 19)
    told = Notice.objects.filter(recipient=officer.user).order_by("kind").values_list("kind", "due_on")
    assert list(told) == [("cases.soon", date(2022, 5, 19)), ("cases.waiting", date(2022, 5, 19))]
