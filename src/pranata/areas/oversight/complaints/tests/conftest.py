"""An office on 26 April 2022: its complaints officer, its secretary, a unit with a head and a member of staff."""

import pytest

from pranata.areas.oversight.complaints.actions.handling import verify
from pranata.areas.oversight.complaints.actions.receiving import Report, receive_complaint
from pranata.areas.oversight.complaints.models import Classification
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.actions.guards import VISITOR

CONTACT = {"name": "Warga Contoh", "phone": "0800-000-000"}


@pytest.fixture(autouse=True)
def _day(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-26")
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


@pytest.fixture
def on(monkeypatch):
    """``on("2022-05-20")`` makes it that day."""
    return lambda day: monkeypatch.setenv("PRANATA_TODAY", day)


def account(office, role, **facts):
    person = PersonFactory(office=office, **facts)
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def officer(office):
    return account(office, Role.COMPLAINTS, name="Petugas Aduan")


@pytest.fixture
def secretary(office):
    return account(office, Role.SECRETARY, name="Sekretaris Kantor")


@pytest.fixture
def head(office, unit):
    return account(office, Role.KASUBBAG, name="Kepala Subbagian", unit=unit)


@pytest.fixture
def staff(office, unit):
    return account(office, Role.STAFF, name="Pelaksana Teknis", unit=unit)


@pytest.fixture
def lodge(office):
    """``lodge(officer="…")`` lodges a complaint by the portal."""

    def lodge(**facts):
        report = Report(description="Antrean tidak dilayani.", contact=CONTACT, **facts)
        return receive_complaint(office, report, by=VISITOR).case

    return lodge


@pytest.fixture
def verified(lodge, officer):
    """A complaint of the ordinary class with its number."""
    return verify(lodge(), classification=Classification.ORDINARY, subject="Antrean contoh", by=officer)
