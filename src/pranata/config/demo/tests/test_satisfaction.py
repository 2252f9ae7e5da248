"""Made-up surveys: one whose result is published and acted upon, two that run; all say that they are made up."""

from datetime import UTC, datetime

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.config.demo.satisfaction import fill_satisfaction
from pranata.engines.followups.models import FollowUp
from pranata.engines.surveys.models import Batch, Response, Status, Survey
from pranata.engines.surveys.queries.results import results
from pranata.lib import clock

pytestmark = pytest.mark.django_db


def test_office_has_a_published_survey_with_follow_ups_and_two_that_run_once_when_it_is_filled_twice():
    office = OfficeFactory(is_active=True)
    UnitFactory(office=office)
    secretary = RoleAssignmentFactory(office=office, role="secretary").user

    with clock.at(datetime(2022, 5, 27, 1, 30, tzinfo=UTC)):
        fill_satisfaction(office, secretary)
        fill_satisfaction(office, secretary)

    surveys = Survey.objects.order_by("year", "pk")
    assert [(each.key.partition("@")[0], each.year, each.status) for each in surveys] == [
        ("skm", 2021, Status.PUBLISHED),
        ("skm", 2022, Status.OPEN),
        ("ppid", 2022, Status.OPEN),
    ]
    assert [Response.objects.filter(survey=each).count() for each in surveys] == [60, 20, 8]
    assert (Batch.objects.count(), Response.objects.filter(batch=None).count()) == (3, 0)
    found = results(surveys[0])
    assert 60 < found.whole.index < 85
    assert [each.count for each in found.services] == [20, 20, 20]
    assert {each.element for each in surveys[0].improvements.all()} == {"u3", "u8"}
    assert all("(Contoh)" in each.recommendation for each in FollowUp.objects.all())
    assert [each.title for each in surveys if not each.title.endswith("(Contoh)")] == []
