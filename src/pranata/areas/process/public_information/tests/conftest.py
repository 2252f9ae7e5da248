"""A regency's office below a province that works here too, on 26 June 2022, with those who propose and decide."""

from datetime import date

import pytest

from pranata.areas.process.public_information.actions import proposals
from pranata.areas.process.public_information.tests.factories import ExemptionProposalFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, ProvinceOfficeFactory
from pranata.base.people.tests.factories import PersonFactory

OPEN_UNTIL = date(2022, 8, 31)


def account(office, role, name="Pegawai Contoh"):
    person = PersonFactory(office=office, name=name)
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def on(monkeypatch):
    """``on("2022-07-01")`` makes it that day."""
    return lambda day: monkeypatch.setenv("PRANATA_TODAY", day)


@pytest.fixture
def province(db):
    return ProvinceOfficeFactory(is_active=True)


@pytest.fixture
def regency(province):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", parent=province)


@pytest.fixture
def officer(regency):
    """Proposes for the regency."""
    return account(regency, "ppid_officer", "Petugas Contoh")


@pytest.fixture
def decider(province):
    """Decides at the province."""
    return account(province, "atasan_ppid", "Pemutus Contoh")


@pytest.fixture
def drafted(regency):
    return ExemptionProposalFactory(office=regency, title="Data pribadi contoh")


@pytest.fixture
def proposed(drafted, officer):
    return proposals.propose(drafted, by=officer, open_until=OPEN_UNTIL)
