from datetime import UTC, date, datetime

import pytest

from pranata.areas.process.information_requests.models import RequestOutcome, Status
from pranata.areas.process.information_requests.tests.factories import (
    DisputeFactory,
    InformationRequestFactory,
    ObjectionFactory,
)
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, sentence_of, value_of

NOTHING = (None, None, None)


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def answered(office, on, outcome=RequestOutcome.GRANTED, **more):
    more |= {"ground": "h", "test_reference": "UK-1"} if outcome == RequestOutcome.REFUSED else {}
    moment = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return InformationRequestFactory(
        office=office, status=Status.ANSWERED, outcome=outcome, answered_on=on, answered_at=moment, **more
    )


@pytest.mark.parametrize("key", ["finished_share", "fulfilled_share", "on_time"])
def test_share_is_nothing_to_measure_when_nobody_asked(office, key):
    assert value_of(f"information_requests.{key}", office, "2022-06") == NOTHING


@pytest.mark.parametrize("key", ["received_count", "through_portal", "objections_count", "disputes_count"])
def test_count_is_a_measured_nought_when_nobody_asked(office, key):
    assert value_of(f"information_requests.{key}", office, "2022-06") == (0, 0, None)


def test_requests_are_counted_by_the_day_and_the_door_they_came_in(office):
    portal = InformationRequestFactory(office=office)
    letter = InformationRequestFactory(office=office, channel="letter")
    InformationRequestFactory(office=office, received_on=date(2022, 7, 1))
    InformationRequestFactory(office=office, received_on=date(2021, 12, 31))
    InformationRequestFactory(office=office, outcome=RequestOutcome.SPAM)
    InformationRequestFactory()

    assert record_sets("information_requests.received_count", office, "2022-06") == [{portal.pk, letter.pk}]
    assert record_sets("information_requests.through_portal", office, "2022-06") == [{portal.pk}]


def test_finished_share_tells_received_and_answered(office):
    answered(office, date(2022, 5, 19), RequestOutcome.REFUSED)
    answered(office, date(2022, 7, 1))
    InformationRequestFactory(office=office)

    assert value_of("information_requests.finished_share", office, "2022-06")[1:] == (1, 3)
    assert sentence_of("information_requests.finished_share", office, "2022-06") == (
        "3 permohonan masuk 1 Januari 2022 sampai 30 Juni 2022; 1 dijawab, sisanya masih diproses."
    )


def test_fulfilled_share_counts_what_was_granted_wholly_or_partly(office):
    granted = answered(office, date(2022, 5, 1))
    partly = answered(office, date(2022, 5, 2), RequestOutcome.PARTLY, ground="h", test_reference="UK-1")
    refused = answered(office, date(2022, 5, 3), RequestOutcome.REFUSED)
    absent = answered(office, date(2022, 5, 4), RequestOutcome.NOT_HELD)

    assert value_of("information_requests.fulfilled_share", office, "2022-06") == (50, 2, 4)
    assert record_sets("information_requests.fulfilled_share", office, "2022-06") == [
        {granted.pk, partly.pk},
        {granted.pk, partly.pk, refused.pk, absent.pk},
    ]


def test_on_time_counts_answers_by_their_due_day(office):
    answered(office, date(2022, 5, 19))
    answered(office, date(2022, 5, 20))
    InformationRequestFactory(office=office, due_on=date(2022, 8, 1))
    InformationRequestFactory(office=office, paused_on=date(2022, 5, 1))

    assert value_of("information_requests.on_time", office, "2022-06") == (50, 1, 2)


def test_objections_and_disputes_are_counted_by_their_days(office):
    objection = ObjectionFactory(office=office)
    DisputeFactory(objection=objection)
    DisputeFactory()

    assert value_of("information_requests.objections_count", office, "2022-06") == (1, 1, None)
    assert value_of("information_requests.disputes_count", office, "2022-06") == (0, 0, None)
    assert value_of("information_requests.disputes_count", office, "2022-07") == (1, 1, None)


def test_papers_are_published_only_when_all_three_are_open_to_the_public(office):
    kinds = ("maklumat-informasi", "standar-informasi", "sop-informasi")
    items = [EvidenceFactory(office=office, document_kind=kind, published_on=date(2022, 6, 2)) for kind in kinds[:2]]
    items.append(EvidenceFactory(office=office, document_kind=kinds[2]))
    before = value_of("information_requests.papers_published", office, "2022-06")
    items[2].published_on = date(2022, 6, 30)
    items[2].save()

    assert before == (0, 0, None)
    assert value_of("information_requests.papers_published", office, "2022-06") == (1, 3, None)
    assert record_sets("information_requests.papers_published", office, "2022-06") == [{each.pk for each in items}]
