"""The made-up applications and services are written as people would, and say that they are made up."""

from datetime import UTC, datetime

import pytest

from pranata.areas.process.digital_services.models import Usage
from pranata.areas.public_service.service_standards.models import Pledge, Review, Standard
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.config.demo.offerings import fill_offerings
from pranata.lib import clock


@pytest.mark.django_db
def test_office_has_a_year_of_use_two_published_standards_and_a_pledge_when_it_is_filled():
    office = OfficeFactory(is_active=True)

    with clock.at(datetime(2022, 6, 26, 3, 0, tzinfo=UTC)):
        fill_offerings(office, RoleAssignmentFactory(office=office, role="secretary").user)

    assert Usage.objects.values("year", "month").distinct().count() == 12
    assert sorted(Standard.objects.values_list("status", flat=True)) == ["drafted", "published", "published"]
    assert (Review.objects.count(), Pledge.objects.public().count()) == (1, 1)
    assert [each.decree_number for each in Standard.objects.exclude(decree_number__contains="(Contoh)")] == [""]
