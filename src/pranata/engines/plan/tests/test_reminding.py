"""Who is told what of 7.5.3, due in May and June 2022: 31 May and 30 June are their last working days."""

from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Notice
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.engines.plan.actions import progress as progress_actions
from pranata.engines.plan.actions.reminding import remind
from pranata.engines.plan.actions.revisions import adopt, open_revision
from pranata.engines.plan.models import Plan, RevisionKind, Status
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    PlanFactory,
    ProgressFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

MAY, JUNE = 0b10000, 0b100000


@pytest.fixture
def plan(office):
    return PlanFactory(office=office, year=2022, status=Status.ADOPTED)


@pytest.fixture
def row(plan):
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=7), position=5)
    return SubactivityFactory(activity=activity, position=3, month_bits=MAY | JUNE, text="Pelaporan contoh")


@pytest.fixture
def user(office, row):
    """The account of the person in charge."""
    person = PersonFactory(office=office)
    ResponsibilityFactory(subactivity=row, person=person)
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


def told(user) -> list[tuple[str, int]]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("kind", "month"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 5, 24), []),
        (date(2022, 5, 27), [("plan.soon", 5)]),
        (date(2022, 5, 31), [("plan.today", 5)]),
        (date(2022, 6, 2), [("plan.overdue", 5)]),
        (date(2022, 6, 28), [("plan.overdue", 5), ("plan.soon", 6)]),
    ],
)
def test_person_in_charge_is_told_what_the_day_asks(office, user, day, expected):
    remind(office, today=day)

    assert told(user) == expected


def test_each_reminder_comes_once_however_often_it_is_run(office, user):
    days = [date(2022, 5, day) for day in (27, 27, 30, 31, 31)] + [date(2022, 6, day) for day in (2, 3, 6)]

    counts = [remind(office, today=day) for day in days]

    assert counts == [1, 0, 0, 1, 0, 1, 0, 0]
    assert told(user) == [("plan.soon", 5), ("plan.today", 5), ("plan.overdue", 5)]


def test_notice_leads_to_the_month(office, row, user):
    remind(office, today=date(2022, 5, 31))

    (line,) = in_words(Notice.objects.all(), reader=Notice.objects.get().recipient)
    assert (line.title, line.label, line.month) == ("7.5.3 Pelaporan contoh", "Jatuh tempo · 31 Mei", "Mei")
    assert line.notice.address == "/meja/9999/rencana-aksi/2022/7.5.3/?bulan=5"
    assert line.notice.due_on == date(2022, 5, 31)


def test_secretary_is_told_after_five_working_days_also_of_rows_nobody_is_in_charge_of(office, row, secretary):
    orphan = SubactivityFactory(activity=row.activity, position=4, month_bits=MAY)
    before = remind(office, today=date(2022, 6, 7))  # 1 June is off, Pancasila

    remind(office, today=date(2022, 6, 8))

    assert before == 0
    assert told(secretary) == [("plan.escalated", 5), ("plan.escalated", 5)]
    assert set(Notice.objects.values_list("target_id", flat=True)) == {row.pk, orphan.pk}


def test_whoever_handed_in_is_left_alone(office, row, user, secretary):
    progress_actions.submit(ProgressFactory(subactivity=row, month=5), by=user)

    assert remind(office, today=date(2022, 6, 20)) == 0


def test_each_return_is_told_at_once_and_not_again_in_the_morning(office, row, user, account):
    progress, verifier = ProgressFactory(subactivity=row, month=5), account(Role.VERIFIER)
    counts = []
    for _time in range(2):
        progress_actions.submit(progress, by=user)
        progress_actions.send_back(progress, reason="Kurang.", by=verifier)
        counts.append(remind(office, today=date(2022, 5, 10)))

    assert counts == [0, 0]
    assert told(user) == [("plan.returned", 5)] * 2


def test_every_member_of_a_team_is_told(office, row):
    team = TeamFactory(office=office)
    ResponsibilityFactory(subactivity=row, person=None, team=team)
    people = [TeamMemberFactory(team=team).person for _number in range(2)]
    users = [RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user for person in people]

    remind(office, today=date(2022, 5, 31))

    assert [told(each) for each in users] == [[("plan.today", 5)]] * 2


def test_nobody_is_told_who_left_or_may_not_report(office, row):
    person = PersonFactory(office=office)
    ResponsibilityFactory(subactivity=row, person=person)
    RoleAssignmentFactory(office=office, user=UserFactory(person=person), role=Role.ASSESSOR)

    assert remind(office, today=date(2022, 5, 31)) == 0


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CLOSED])
def test_nobody_is_told_of_a_plan_that_is_not_in_force(office, plan, user, status):
    Plan.objects.update(status=status)

    assert remind(office, today=date(2022, 6, 20)) == 0


def test_revision_tells_nobody_once_more(office, plan, user, secretary):
    remind(office, today=date(2022, 6, 20))
    revision = open_revision(plan, kind=RevisionKind.CORRECTION, by=secretary)
    revision.document.number, revision.document.issued_on = "14/HK.03.1/9999/2022", date(2022, 6, 20)
    revision.document.save()
    adopt(revision, by=secretary)

    assert remind(office, today=date(2022, 6, 20)) == 0
    assert revision.subactivities.get(code="7.5.3").responsibility.person == user.person
