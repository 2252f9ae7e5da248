from datetime import UTC, datetime

import pytest

from pranata.areas.public_service.service_standards.tests.factories import ServiceFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.lib import clock

MOMENT = datetime(2022, 7, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def office(db):
    return OfficeFactory(is_active=True)


@pytest.fixture
def service(office):
    return ServiceFactory(office=office, name="Layanan contoh", unit=UnitFactory(office=office))


@pytest.fixture
def editor(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.fixture
def lead(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture(autouse=True)
def _that_day():
    with clock.at(MOMENT):
        yield
