"""An office on 20 January 2022 with those who edit, publish and look."""

import pytest

from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory


def account(office, role, name="Pegawai Contoh"):
    person = PersonFactory(office=office, name=name)
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-01-20")


@pytest.fixture
def on(monkeypatch):
    """``on("2022-07-01")`` makes it that day."""
    return lambda day: monkeypatch.setenv("PRANATA_TODAY", day)


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def editor(office):
    return account(office, "kasubbag", "Penyunting Contoh")


@pytest.fixture
def publisher(office):
    return account(office, "secretary", "Sekretaris Contoh")


@pytest.fixture
def reader(office):
    return account(office, "assessor", "Pembaca Contoh")


@pytest.fixture
def decree(office):
    """Issued on 12 January 2022, not open."""
    return LegalDocumentFactory(
        office=office, number="13/HK.03.1/9001/2022", title="Rencana aksi contoh tentang layanan", place="Contoh"
    )
