from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

import pytest

from pranata.areas.oversight.complaints.measures import REPORTS
from pranata.areas.oversight.complaints.models import Outcome, Satisfaction, Status
from pranata.areas.oversight.complaints.reports import CODES
from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory, NamedOfficerFactory
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.indicators.tests.factories import BaselineFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, sentence_of, value_of
from pranata.engines.reports.tests.factories import IssuedReportFactory
from pranata.lib.periods import Period

NOTHING = (None, None, None)


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def closed(office, on, outcome=Outcome.SETTLED, **more):
    moment = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return ComplaintFactory(
        office=office, status=Status.CLOSED, outcome=outcome, closed_on=on, closed_at=moment, **more
    )


def test_resolved_share_counts_what_the_office_ended_of_what_was_its_own(office):
    settled = closed(office, date(2022, 5, 20))
    waiting = ComplaintFactory(office=office)
    closed(office, date(2022, 5, 20), Outcome.WITHDRAWN)
    closed(office, date(2022, 5, 20), Outcome.TO_DKPP)
    closed(office, date(2021, 12, 20), registered_on=date(2021, 11, 1))
    ComplaintFactory(office=office, registered_on=date(2022, 7, 1))
    ComplaintFactory()

    assert value_of("complaints.resolved_share", office, "2022-06") == (50, 1, 2)
    assert record_sets("complaints.resolved_share", office, "2022-06") == [{settled.pk}, {settled.pk, waiting.pk}]
    assert sentence_of("complaints.resolved_share", office, "2022-06") == (
        "1 dari 2 pengaduan yang ditangani 1 Januari 2022 sampai 30 Juni 2022 selesai ditindaklanjuti."
    )


def test_complaint_is_still_open_when_it_is_closed_or_withdrawn_after_the_month(office):
    closed(office, date(2022, 7, 4))
    closed(office, date(2022, 7, 4), Outcome.WITHDRAWN)

    assert value_of("complaints.resolved_share", office, "2022-06") == (0, 0, 2)
    assert value_of("complaints.resolved_share", office, "2022-07") == (100, 1, 1)


DAYS = [date(2021, 11, 1), date(2022, 1, 1), date(2022, 5, 31), date(2022, 6, 30)]
ENDS = [None, date(2021, 12, 31), date(2022, 1, 1), date(2022, 5, 31), date(2022, 6, 30), date(2022, 7, 1)]
OUTCOMES = [Outcome.SETTLED, Outcome.WITHDRAWN, Outcome.TO_DKPP, Outcome.UNCLEAR]


@pytest.mark.parametrize("month", ["2022-01", "2022-05", "2022-06", "2022-07"])
def test_resolved_share_agrees_with_counting_by_hand_when_complaints_came_and_ended_on_any_days(office, month):
    cases = [
        (begun, ended, outcome if ended else "")
        for begun, ended, outcome in product(DAYS, ENDS, OUTCOMES)
        if ended is None or begun <= ended
    ]
    for begun, ended, outcome in cases:
        more = {"registered_on": begun, "received_on": begun}
        closed(office, ended, outcome, **more) if ended else ComplaintFactory(office=office, **more)
    first, last = date(2022, 1, 1), min(Period.parse(month).end, date(2022, 7, 15))

    ours = [
        (ended, outcome)
        for begun, ended, outcome in cases
        if begun <= last
        and (ended is None or ended >= first)
        and not (ended and ended <= last and outcome in (Outcome.WITHDRAWN, Outcome.TO_DKPP))
    ]
    settled = [ended for ended, outcome in ours if outcome == Outcome.SETTLED and ended <= last]

    assert value_of("complaints.resolved_share", office, month)[1:] == (len(settled), len(ours))


def test_arrears_of_the_year_before_count_until_they_are_closed(office):
    closed(office, date(2022, 2, 1), registered_on=date(2021, 11, 1), received_on=date(2021, 11, 1))

    assert value_of("complaints.resolved_share", office, "2022-03") == (100, 1, 1)
    assert value_of("complaints.finished_share", office, "2022-03") == NOTHING


@pytest.mark.parametrize(
    "key",
    ["resolved_share", "finished_share", "on_time", "verified_on_time", "with_due_day", "satisfied_share"],
)
def test_share_is_nothing_to_measure_when_nobody_complained(office, key):
    assert value_of(f"complaints.{key}", office, "2022-06") == NOTHING


def test_received_and_finished_count_everything_that_came_in(office):
    ComplaintFactory(office=office)
    closed(office, date(2022, 5, 2), Outcome.SPAM, number="", registered_on=None, register_sequence=None)
    ComplaintFactory(office=office, received_on=date(2022, 7, 1))

    assert value_of("complaints.received_count", office, "2022-06") == (2, 2, None)
    assert value_of("complaints.finished_share", office, "2022-06") == (50, 1, 2)


def test_on_time_leaves_out_the_late_the_paused_and_the_transferred(office):
    punctual = ComplaintFactory(office=office, status=Status.ANSWERED, answered_on=date(2022, 5, 24))
    late = ComplaintFactory(office=office, status=Status.ANSWERED, answered_on=date(2022, 5, 25))
    silent = ComplaintFactory(office=office)
    ComplaintFactory(office=office, paused_on=date(2022, 5, 1))
    closed(office, date(2022, 5, 20), Outcome.TO_WBS)

    assert value_of("complaints.on_time", office, "2022-05")[1:] == (1, 3)
    assert record_sets("complaints.on_time", office, "2022-05") == [
        {punctual.pk},
        {punctual.pk, late.pk, silent.pk},
    ]


def test_verified_on_time_counts_by_the_day_of_verification(office):
    ComplaintFactory(office=office)
    ComplaintFactory(office=office, verified_on=date(2022, 4, 29))

    assert value_of("complaints.verified_on_time", office, "2022-04") == (50, 1, 2)


def test_with_due_day_counts_registered_complaints_whose_clock_runs(office):
    ComplaintFactory(office=office)
    ComplaintFactory(office=office, due_on=None, clock="")

    assert value_of("complaints.with_due_day", office, "2022-04") == (50, 1, 2)


def test_satisfied_share_is_withheld_until_enough_have_rated(office):
    for rating in (Satisfaction.NOT, Satisfaction.VERY):
        ComplaintFactory(office=office, satisfaction=rating, rated_on=date(2022, 6, 1))
    few = value_of("complaints.satisfied_share", office, "2022-06")
    for _each in range(8):
        ComplaintFactory(office=office, satisfaction=Satisfaction.SATISFIED, rated_on=date(2022, 6, 1))

    assert (few, value_of("complaints.satisfied_share", office, "2022-06")) == (NOTHING, (90, 9, 10))


def test_service_disputes_are_compared_with_the_same_days_a_year_earlier(office):
    ComplaintFactory(office=office, is_service_dispute=True)
    ComplaintFactory(office=office)
    for day in (date(2021, 3, 1), date(2021, 6, 30), date(2021, 7, 1)):
        ComplaintFactory(office=office, is_service_dispute=True, received_on=day)

    assert value_of("complaints.service_disputes_change", office, "2022-06") == (-50, 1, 2)
    assert sentence_of("complaints.service_disputes_change", office, "2022-06") == (
        "1 sengketa pelayanan dari 1 Januari 2022 sampai 30 Juni 2022, setahun sebelumnya 2: turun 50%."
    )


def test_service_disputes_are_compared_with_the_baseline_when_no_register_was_kept(office):
    ComplaintFactory(office=office, is_service_dispute=True)
    without = value_of("complaints.service_disputes_change", office, "2022-06")
    BaselineFactory(office=office, measure="complaints.service_disputes_change", year=2021, value=Decimal(4))

    assert (without, value_of("complaints.service_disputes_change", office, "2022-06")) == (NOTHING, (-75, 1, 4))


def test_officers_are_appointed_while_their_role_runs(office):
    RoleAssignmentFactory(office=office, role=Role.STAFF)
    RoleAssignmentFactory(role=Role.COMPLAINTS)
    before = value_of("complaints.officers", office, "2022-06")
    RoleAssignmentFactory(office=office, role=Role.COMPLAINTS, valid_from=date(2022, 6, 1), valid_to=date(2022, 6, 30))

    assert before == (0, 0, None)
    assert value_of("complaints.officers", office, "2022-06") == (1, 1, None)
    assert value_of("complaints.officers", office, "2022-05") == (0, 0, None)


def test_handling_is_in_place_only_with_officer_channels_and_procedure(office):
    RoleAssignmentFactory(office=office, role=Role.COMPLAINTS)
    EvidenceFactory(office=office, document_kind="sarana-pengaduan")
    without_procedure = value_of("complaints.handling_in_place", office, "2022-06")
    EvidenceFactory(office=office, document_kind="sop-pengaduan", valid_to=date(2022, 6, 30))

    assert without_procedure == (0, 0, None)
    assert value_of("complaints.handling_in_place", office, "2022-06") == (1, 1, None)
    assert value_of("complaints.handling_in_place", office, "2022-07") == (0, 0, None)


def test_periodic_report_exists_from_the_day_it_was_issued(office):
    IssuedReportFactory(office=office, report="monthly")
    IssuedReportFactory(office=office, report="complaints_quarter", period="2022-tw2", issued_on=date(2022, 7, 6))
    IssuedReportFactory(office=office, report="complaints_year", period="2021", issued_on=date(2022, 1, 6))

    assert value_of("complaints.periodic_report", office, "2022-06") == (0, 0, None)
    assert value_of("complaints.periodic_report", office, "2022-07") == (1, 1, None)


def test_periodic_reports_are_those_that_are_declared():
    assert tuple(CODES.values()) == REPORTS


def test_complaint_about_the_reader_is_not_among_the_records_that_he_opens(office):
    complaint, other = ComplaintFactory(office=office), ComplaintFactory(office=office)
    person = PersonFactory(office=office)
    reader = RoleAssignmentFactory(office=office, role=Role.COMPLAINTS, user__person=person).user
    NamedOfficerFactory(complaint=complaint, person=person)

    assert record_sets("complaints.received_count", office, "2022-06") == [{complaint.pk, other.pk}]
    assert record_sets("complaints.received_count", office, "2022-06", reader=reader) == [{other.pk}]
