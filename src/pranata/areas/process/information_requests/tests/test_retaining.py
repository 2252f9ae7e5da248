"""A request is kept while an objection to it or a dispute about it goes on, and for a while after."""

from datetime import date

import pytest

from pranata.areas.process.information_requests.kinds import OBJECTIONS, REQUESTS
from pranata.areas.process.information_requests.tests.factories import (
    DisputeFactory,
    InformationRequestFactory,
    ObjectionFactory,
)
from pranata.engines.cases.retention import expired

pytestmark = pytest.mark.django_db

CLOSED = {"closed_on": date(2022, 5, 10), "closed_at": "2022-05-10T03:00Z"}
OBJECTION_CLOSED = {"closed_on": date(2022, 7, 6), "closed_at": "2022-07-06T03:00Z"}


def kept_until(kind, *days):
    """Which of ``days`` find nothing to erase."""
    return [day for day in days if not expired(kind, date.fromisoformat(day)).exists()]


def test_request_without_objection_goes_by_its_own_day():
    InformationRequestFactory(**CLOSED)

    assert kept_until(REQUESTS, "2024-05-09", "2024-05-10") == ["2024-05-09"]


def test_request_waits_for_its_objection_and_the_months_after_it():
    request = InformationRequestFactory(**CLOSED)
    objection = ObjectionFactory(request=request, office=request.office)
    assert kept_until(REQUESTS, "2092-05-10") == ["2092-05-10"]

    type(objection).objects.update(**OBJECTION_CLOSED)

    assert kept_until(REQUESTS, "2024-05-10", "2024-07-05", "2024-07-06") == ["2024-05-10", "2024-07-05"]
    assert kept_until(OBJECTIONS, "2024-07-05", "2024-07-06") == ["2024-07-05"]


def test_request_and_objection_wait_for_the_dispute():
    request = InformationRequestFactory(**CLOSED)
    objection = ObjectionFactory(request=request, office=request.office, **OBJECTION_CLOSED)
    dispute = DisputeFactory(objection=objection)
    assert [kept_until(kind, "2092-05-10") for kind in (REQUESTS, OBJECTIONS)] == [["2092-05-10"]] * 2

    type(dispute).objects.update(stage="ended", result="rejected", ended_on=date(2022, 12, 1))

    for kind in (REQUESTS, OBJECTIONS):
        assert kept_until(kind, "2024-11-30", "2024-12-01") == ["2024-11-30"]


def test_objection_to_another_request_keeps_nothing():
    InformationRequestFactory(**CLOSED)
    ObjectionFactory()

    assert kept_until(REQUESTS, "2024-05-10") == []
