"""Who finds what on the desk, on 15 June 2022 unless a test says otherwise; 30 June is the last working day of June."""

from datetime import UTC, date, datetime

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.models import Status
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    DeputyFactory,
    MonthDeadlineFactory,
    PlanFactory,
    ProgressFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)
from pranata.engines.plan.waiting import overdue_months, own_months, waiting_for

TODAY = date(2022, 6, 15)
MAY, JUNE, JULY = 0b10000, 0b100000, 0b1000000


@pytest.fixture
def plan(office):
    return PlanFactory(office=office, year=2022, status=Status.ADOPTED)


@pytest.fixture
def activity(plan):
    return ActivityFactory(area=AreaFactory(plan=plan, no=7), position=5)


@pytest.fixture
def row(activity):
    """A row due in May and June."""
    return SubactivityFactory(activity=activity, position=3, month_bits=MAY | JUNE)


@pytest.fixture
def user(office):
    """An account of a member of staff in a unit."""
    person = PersonFactory(office=office, unit=UnitFactory(office=office))
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


def found(user, plan, *, today=TODAY, verifies=False):
    waiting = waiting_for(user, [plan], today=today, verifies=verifies)
    return {
        name: [(task.row.code, task.month, task.is_overdue) for task in getattr(waiting, name)]
        for name in ("own", "unit", "to_verify")
        if getattr(waiting, name)
    }


BOTH = [("7.5.3", 5, True), ("7.5.3", 6, False)]


def test_person_in_charge_finds_the_months_that_have_begun(plan, row, user):
    ResponsibilityFactory(subactivity=row, person=user.person)

    assert found(user, plan) == {"own": BOTH, "unit": BOTH}


def test_nothing_waits_when_the_plan_is_a_draft(plan, row, user):
    ResponsibilityFactory(subactivity=row, person=user.person)
    plan.status = Status.DRAFT

    assert found(user, plan) == {}


def test_nothing_waits_when_the_year_has_ended(plan, row, user):
    ResponsibilityFactory(subactivity=row, person=user.person)

    assert found(user, plan, today=date(2023, 1, 2)) == {}


def test_month_waits_on_when_the_office_has_given_more_time(plan, row, user):
    ResponsibilityFactory(subactivity=row, person=user.person)
    MonthDeadlineFactory(plan=plan, month=5, due_on=date(2022, 6, 20))

    assert found(user, plan)["own"] == [("7.5.3", 5, False), ("7.5.3", 6, False)]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "stands_in"),
    [
        (date(2022, 6, 1), date(2022, 6, 15), True),
        (date(2022, 6, 15), None, True),
        (date(2022, 6, 1), date(2022, 6, 14), False),
        (date(2022, 6, 16), None, False),
    ],
)
def test_deputy_finds_the_row_while_standing_in(plan, row, user, valid_from, valid_to, stands_in):
    responsibility = ResponsibilityFactory(subactivity=row)
    DeputyFactory(responsibility=responsibility, person=user.person, valid_from=valid_from, valid_to=valid_to)

    assert found(user, plan) == ({"own": BOTH} if stands_in else {})


@pytest.mark.parametrize(("ended", "is_member"), [(None, True), (date(2022, 6, 14), False)])
def test_member_finds_the_rows_of_the_team_while_in_it(plan, row, office, user, ended, is_member):
    team = TeamFactory(office=office)
    TeamMemberFactory(team=team, person=user.person, valid_to=ended)
    ResponsibilityFactory(subactivity=row, person=None, team=team)

    assert found(user, plan) == ({"own": BOTH} if is_member else {})


def test_everybody_of_a_unit_answers_for_its_rows_when_nobody_heads_it(plan, row, user):
    ResponsibilityFactory(subactivity=row, person=None, unit=user.person.unit)

    assert found(user, plan) == {"own": BOTH, "unit": BOTH}


def test_the_head_answers_for_the_rows_of_the_unit(plan, row, office, user):
    unit = user.person.unit
    ResponsibilityFactory(subactivity=row, person=None, unit=unit)
    head = RoleAssignmentFactory(office=office, role=Role.KASUBBAG, unit=unit, user__person=None).user

    assert found(user, plan) == {"unit": BOTH}
    assert found(head, plan) == {"own": BOTH}


def test_unit_sees_what_a_colleague_is_in_charge_of(plan, row, office, user):
    ResponsibilityFactory(subactivity=row, person=PersonFactory(office=office, unit=user.person.unit))

    assert found(user, plan) == {"unit": BOTH}


def test_somebody_else_finds_nothing(plan, row, office, user):
    ResponsibilityFactory(subactivity=row)
    ResponsibilityFactory(
        subactivity=SubactivityFactory(activity=row.activity), person=None, unit=UnitFactory(office=office)
    )

    assert found(user, plan) == {}


def test_agent_finds_the_rows_of_the_own_plan_that_name_nobody(office, user):
    plan = PlanFactory(office=office, year=2022, agent=user.person, status=Status.ADOPTED)
    SubactivityFactory(
        activity=ActivityFactory(area=AreaFactory(plan=plan, no=1), position=1), position=1, month_bits=JUNE
    )

    assert found(user, plan) == {"own": [("1.1.1", 6, False)]}


def test_returned_month_carries_its_last_reason_and_what_was_handed_in_waits_no_more(plan, row, user, account):
    ResponsibilityFactory(subactivity=row, person=user.person)
    may, june = ProgressFactory(subactivity=row, month=5), ProgressFactory(subactivity=row, month=6)
    verifier = account(Role.VERIFIER)
    for reason in ("Lampirkan daftar hadir.", "Lampirkan register."):
        actions.submit(may, by=user)
        actions.send_back(may, reason=reason, by=verifier)
    actions.submit(june, by=user)

    waiting = waiting_for(user, [plan], today=TODAY, verifies=False)

    assert [(task.month, task.is_returned, task.reason) for task in waiting.own] == [(5, True, "Lampirkan register.")]
    assert waiting.own[0].returned_at is not None


def test_verifier_finds_what_others_handed_in(plan, row, user, account):
    verifier = account(Role.VERIFIER)
    reporter = RoleAssignmentFactory(office=plan.office, user=verifier, role=Role.STAFF)
    may, june = ProgressFactory(subactivity=row, month=5), ProgressFactory(subactivity=row, month=6)
    actions.submit(may, by=user)
    actions.submit(june, by=reporter.user)

    assert found(verifier, plan, verifies=True) == {"to_verify": [("7.5.3", 5, False)]}
    assert found(verifier, plan, verifies=False) == {}


def test_late_comes_first_then_what_is_due_then_what_was_returned(plan, activity, office, user, account):
    rows = [
        SubactivityFactory(activity=activity, position=number, month_bits=bits)
        for number, bits in ((2, JUNE), (3, JUNE), (10, MAY), (9, MAY))
    ]
    for each in rows:
        ResponsibilityFactory(subactivity=each, person=user.person)
    returned = ProgressFactory(subactivity=rows[0], month=6)
    actions.submit(returned, by=user)
    actions.send_back(returned, reason="Kurang.", by=account(Role.VERIFIER))

    assert [code for code, _month, _late in found(user, plan)["own"]] == ["7.5.9", "7.5.10", "7.5.3", "7.5.2"]


def test_next_month_is_named_when_nothing_waits(plan, activity, user):
    row = SubactivityFactory(activity=activity, position=1, month_bits=JULY | 1 << 11)
    ResponsibilityFactory(subactivity=row, person=user.person)

    waiting = waiting_for(user, [plan], today=TODAY, verifies=False)

    assert (waiting.own, waiting.next_due.month, waiting.next_due.due_on) == ([], 7, date(2022, 7, 29))


def test_own_months_hold_the_whole_year_without_what_was_handed_in(plan, row, activity, user):
    later = SubactivityFactory(activity=activity, position=4, month_bits=JULY)
    for each in (row, later):
        ResponsibilityFactory(subactivity=each, person=user.person)
    ProgressFactory(subactivity=row, month=5, status="submitted", submitted_at=datetime(2022, 5, 31, 3, tzinfo=UTC))

    months = own_months(user, [plan], today=TODAY)

    assert [(task.row.code, task.month, task.due_on) for task in months] == [
        ("7.5.3", 6, date(2022, 6, 30)),
        ("7.5.4", 7, date(2022, 7, 29)),
    ]


def test_overdue_months_are_found_whoever_is_in_charge(plan, row):
    assert [(task.row.code, task.month) for task in overdue_months(plan, today=TODAY)] == [("7.5.3", 5)]


@pytest.mark.parametrize("count", [1, 3])
def test_desk_costs_three_queries_however_many_rows_wait(
    plan, activity, user, account, django_assert_num_queries, count
):
    for number in range(count):
        each = SubactivityFactory(activity=activity, position=number + 1, month_bits=MAY | JUNE)
        ResponsibilityFactory(subactivity=each, person=user.person)
        actions.submit(ProgressFactory(subactivity=each, month=6), by=account(Role.STAFF))

    with django_assert_num_queries(3):
        waiting = waiting_for(user, [plan], today=TODAY, verifies=True)
        shown = [(str(task.party), task.row.text, str(task.plan)) for task in (*waiting.own, *waiting.to_verify)]

    assert len(shown) == 2 * count
