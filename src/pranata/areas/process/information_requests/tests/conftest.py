"""An office on 26 April 2022 with an officer, a superior, a secretary, and staff whose unit may be charged."""

import pytest

from pranata.areas.process.information_requests.actions import requests
from pranata.areas.process.information_requests.actions.requests import Asked
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory

IDENTITY = {
    "name": "Pemohon Contoh",
    "address": "Jalan Fiktif 1, Contoh",
    "email": "pemohon@example.test",
    "identity_number": "3503000000000001",
    "occupation": "peneliti contoh",
    "purpose": "penelitian contoh",
}
CHOICES = {"stage": "body", "manner": "copy", "copy_format": "digital", "delivery": "email"}
WISH = "Mohon salinan berita acara contoh tahun 2019."


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-26")


@pytest.fixture(autouse=True)
def storage_dir(settings, tmp_path):
    """The folder in which this test's files are stored, empty."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.VAR_DIR = tmp_path


@pytest.fixture
def on(monkeypatch):
    """``on("2022-05-20")`` makes it that day."""
    return lambda day: monkeypatch.setenv("PRANATA_TODAY", day)


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", is_active=True)


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


def account(office, role, **facts):
    person = PersonFactory(office=office, **facts)
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user


@pytest.fixture
def officer(office):
    """Processes requests."""
    return account(office, Role.PPID_OFFICER, name="Petugas Contoh")


@pytest.fixture
def superior(office):
    """Decides objections."""
    return account(office, Role.ATASAN_PPID, name="Atasan Contoh")


@pytest.fixture
def secretary(office):
    """Sees requests."""
    return account(office, Role.SECRETARY, name="Sekretaris Contoh")


@pytest.fixture
def staff(office, unit):
    """Sees what its unit is charged with."""
    return account(office, Role.STAFF, name="Pelaksana Contoh", unit=unit)


@pytest.fixture
def asked():
    return Asked("person", IDENTITY, WISH, CHOICES)


@pytest.fixture
def received(office, asked):
    """A request that came through the portal, without number."""
    return requests.submit(office, asked).case


@pytest.fixture
def case(received, officer):
    """A registered request, due on 19 May 2022."""
    return requests.register(received, subject="Salinan berita acara", by=officer)
