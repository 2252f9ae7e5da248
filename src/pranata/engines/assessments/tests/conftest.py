import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.assessments.actions.sheets import open_sheet


@pytest.fixture
def office(db, monkeypatch):
    """An office on 27 June 2022."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-27")
    return OfficeFactory()


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role=Role.STAFF).user


@pytest.fixture
def assessor(office):
    return RoleAssignmentFactory(office=office, role=Role.ASSESSOR).user


@pytest.fixture
def stranger(db):
    """An assessor of another office."""
    return RoleAssignmentFactory(office=OfficeFactory(), role=Role.ASSESSOR).user


@pytest.fixture
def sheet(office, secretary):
    """A Zona Integritas sheet of this year, aiming at WBK, with nothing answered."""
    return open_sheet(office, "zona-integritas@2021", year=2022, target="WBK", by=secretary)
