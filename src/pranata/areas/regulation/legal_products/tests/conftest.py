"""An office on 26 June 2022 with a head of subdivision who may change its legal products."""

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Hukum Contoh")


@pytest.fixture
def kasubbag(office, unit):
    person = PersonFactory(office=office, unit=unit, name="Pegawai Contoh")
    return RoleAssignmentFactory(office=office, role="kasubbag", user=UserFactory(person=person)).user


@pytest.fixture
def looker(office):
    return RoleAssignmentFactory(office=office, role="assessor").user


@pytest.fixture
def as_kasubbag(client, kasubbag):
    client.force_login(kasubbag)
    return client
