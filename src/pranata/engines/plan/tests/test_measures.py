from datetime import UTC, date, datetime

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, sentence_of, value_of
from pranata.engines.plan.models import ProgressStatus, Status
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    MonthDeadlineFactory,
    PlanFactory,
    ProgressFactory,
    SubactivityFactory,
)
from pranata.engines.reports.models import Publication
from pranata.engines.reports.tests.factories import IssuedReportFactory

NOTHING, NO, YES = (None, None, None), (0, 0, None), (1, 1, None)
JUNE = 0b100000


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


@pytest.fixture
def plan(office):
    return adopted(office)


def adopted(office, **more):
    return PlanFactory(office=office, status=Status.ADOPTED, document__issued_on=date(2022, 1, 17), **more)


def rows(plan, *bits):
    activity = ActivityFactory(area=AreaFactory(plan=plan))
    return [SubactivityFactory(activity=activity, month_bits=each) for each in bits]


def reported(row, *, status=ProgressStatus.SUBMITTED, on=date(2022, 6, 28), month=6):
    moment = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return ProgressFactory(subactivity=row, month=month, status=status, submitted_at=moment)


def test_plan_is_adopted_from_the_day_of_its_decree_and_only_in_its_year(office, plan):
    PlanFactory(office=office, year=2021)

    assert value_of("plan.adopted", office, "2022-01") == YES
    assert value_of("plan.adopted", office, "2021-12") == NO
    assert record_sets("plan.adopted", office, "2022-06") == [{plan.pk}]


def test_plan_of_an_agent_is_asked_for_beside_the_yearly_one(office, plan):
    before = value_of("plan.adopted_with_agents", office, "2022-06")
    adopted(office, agent=PersonFactory(office=office))

    assert (before, value_of("plan.adopted_with_agents", office, "2022-06")) == (NO, YES)
    assert record_sets("plan.adopted_with_agents", office, "2022-06") == [{plan.pk}]


def test_draft_of_an_agent_is_no_plan_yet(office, plan):
    PlanFactory(office=office, agent=PersonFactory(office=office))

    assert value_of("plan.adopted_with_agents", office, "2022-06") == NO


def test_agents_with_plan_are_counted_of_the_members_of_that_day(office, plan):
    team = TeamFactory(office=office, kind="agen-perubahan")
    with_plan, without = TeamMemberFactory(team=team), TeamMemberFactory(team=team)
    TeamMemberFactory(team=team, valid_to=date(2022, 5, 31))
    adopted(office, agent=with_plan.person)

    assert value_of("plan.agents_with_plan", office, "2022-06") == (50, 1, 2)
    assert record_sets("plan.agents_with_plan", office, "2022-06") == [{with_plan.pk}, {with_plan.pk, without.pk}]


def test_public_column_needs_the_plan_and_a_report_before_the_public(office):
    adopted(office, is_published=True)
    IssuedReportFactory(office=office, report="complaints_month", publication=Publication.OFFERED)
    before = value_of("plan.public_column", office, "2022-07")
    IssuedReportFactory(office=office, report="monthly", publication=Publication.LISTED)

    assert (before, value_of("plan.public_column", office, "2022-07")) == (NO, YES)
    assert value_of("plan.public_column", office, "2022-06") == NO


def test_verified_share_is_of_the_rows_that_the_month_schedules(office, plan):
    done, handed_in, silent, _other = rows(plan, JUNE, JUNE | 1, 0b111111, 0b1)
    reported(done, status=ProgressStatus.VERIFIED)
    reported(handed_in)
    reported(silent, status=ProgressStatus.VERIFIED, month=5)

    assert value_of("plan.verified_share", office, "2022-06")[1:] == (1, 3)
    assert record_sets("plan.verified_share", office, "2022-06") == [{done.pk}, {done.pk, handed_in.pk, silent.pk}]
    assert sentence_of("plan.verified_share", office, "2022-06") == (
        "1 dari 3 subkegiatan yang dijadwalkan pada Juni 2022 sudah diverifikasi."
    )


@pytest.mark.parametrize("key", ["verified_share", "reported_on_time", "proven_share", "agents_with_plan"])
def test_share_is_nothing_to_measure_when_the_month_schedules_nothing(office, plan, key):
    rows(plan, 0b1)

    assert value_of(f"plan.{key}", office, "2022-06") == NOTHING


def test_rows_of_drafts_and_of_agents_are_not_counted(office, plan):
    rows(PlanFactory(office=office, year=2022, revision=2), JUNE)
    rows(adopted(office, agent=PersonFactory(office=office)), JUNE)

    assert value_of("plan.verified_share", office, "2022-06") == NOTHING


def test_reports_are_on_time_by_the_last_working_day_of_the_month(office, plan):
    punctual, late, _silent = rows(plan, JUNE, JUNE, JUNE)
    reported(punctual, on=date(2022, 6, 30))
    reported(late, on=date(2022, 7, 1))

    assert record_sets("plan.reported_on_time", office, "2022-06")[0] == {punctual.pk}
    assert value_of("plan.reported_on_time", office, "2022-06")[1:] == (1, 3)


def test_reports_are_on_time_by_the_day_that_the_office_set(office, plan):
    (row,) = rows(plan, JUNE)
    reported(row, on=date(2022, 7, 5))
    MonthDeadlineFactory(plan=plan, month=6, due_on=date(2022, 7, 5))

    assert value_of("plan.reported_on_time", office, "2022-06") == (100, 1, 1)


def test_nobody_is_late_when_the_day_is_still_ahead(office, plan):
    rows(plan, JUNE)
    MonthDeadlineFactory(plan=plan, month=6, due_on=date(2022, 7, 15))

    assert value_of("plan.reported_on_time", office, "2022-06") == NOTHING


def test_reports_are_proven_by_evidence_that_is_still_valid(office, plan):
    proven, expired, bare = [reported(row) for row in rows(plan, JUNE, JUNE, JUNE)]
    for month, valid_to in ((proven, None), (expired, date(2022, 6, 29))):
        item = EvidenceFactory(office=office, valid_to=valid_to)
        UseFactory(evidence=item, target_label="plan.progress", target_id=month.pk)

    assert record_sets("plan.proven_share", office, "2022-06") == [{proven.pk}, {proven.pk, expired.pk, bare.pk}]


def test_evaluation_is_followed_up_when_its_recommendations_are_closed(office):
    ended = {"status": "closed", "ended_on": date(2022, 5, 1), "source": "evaluasi"}
    FollowUpFactory(office=office, **ended)
    FollowUpFactory(office=office, source="evaluasi", year=2020, opened_on=date(2020, 3, 1))
    FollowUpFactory(office=office, **ended | {"ended_on": date(2021, 12, 31)}, opened_on=date(2021, 3, 1))
    FollowUpFactory(office=office, **ended | {"status": "not_feasible"})
    FollowUpFactory(office=office)

    assert value_of("plan.evaluation_followed_up", office, "2022-06") == (50, 1, 2)
    assert value_of("plan.evaluation_followed_up", OfficeFactory(), "2022-06") == NOTHING
