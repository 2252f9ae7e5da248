"""An office with somebody who gives dispositions and somebody who gets them."""

from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.dispositions import actions


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def staff(office, unit):
    """A member of the unit."""
    person = PersonFactory(office=office, unit=unit)
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


@pytest.fixture
def give(office, secretary, staff):
    """``give()`` gives one about the office itself to the member of staff."""

    def given(**facts):
        values = {
            "office": office,
            "subject": "Perihal contoh",
            "address": "/meja/9001/",
            "instruction": "Siapkan laporan contoh.",
            "to": staff,
            "due_on": date(2022, 6, 20),
            "by": secretary,
            **facts,
        }
        return actions.give(office, **values)

    return given
