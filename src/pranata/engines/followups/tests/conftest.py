"""An office on 15 June 2022 with somebody who does and somebody who closes."""

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def doer(office, unit):
    """The account of a person in the unit."""
    person = PersonFactory(office=office, unit=unit, name="Pegawai Contoh")
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


@pytest.fixture
def colleague(office, unit):
    person = PersonFactory(office=office, unit=unit, name="Rekan Contoh")
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


@pytest.fixture
def verifier(office):
    return RoleAssignmentFactory(office=office, role="verifier").user


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user
