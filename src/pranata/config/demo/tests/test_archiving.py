"""The made-up archive has one of everything that happens to archives, and says that it is made up."""

from datetime import UTC, datetime

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.config.demo.archiving import fill_archiving
from pranata.engines.archives.models import ArchiveItem, Disposal, Hold, Loan, Status, Transfer
from pranata.lib import clock


@pytest.mark.django_db
def test_office_has_archives_of_all_ages_once_when_it_is_filled_twice():
    office = OfficeFactory(is_active=True)
    secretary = RoleAssignmentFactory(office=office, role="secretary").user

    with clock.at(datetime(2022, 6, 26, 3, 0, tzinfo=UTC)):
        fill_archiving(office, secretary)
        fill_archiving(office, secretary)
        overdue = Loan.objects.overdue(clock.today()).count()

    states = dict(ArchiveItem.objects.values_list("number", "state"))
    assert (states["K-01"], states["K-02"], states["K-09"]) == (Status.PROPOSED, Status.INACTIVE, Status.ACTIVE)
    assert [each.objects.count() for each in (Transfer, Disposal, Hold, Loan)] == [1, 1, 1, 1]
    assert overdue == 1
    assert [each.title for each in ArchiveItem.objects.exclude(title__contains="(Contoh)")] == []
