"""An office on 3 November 2025 with an officer, and staff who see no request."""

import pytest

from pranata.areas.public_service.data_subjects.actions.receiving import Asked, submit
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.actions.ending import close
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.tests.sample.kinds import QUESTIONS

CONTACT = {"name": "Warga Contoh", "email": "warga@example.test"}


@pytest.fixture(autouse=True)
def _day(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("PRANATA_TODAY", "2025-11-03")
    settings.VAR_DIR = tmp_path
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", is_active=True)


def account(office, role, **facts):
    person = PersonFactory(office=office, **facts)
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user


@pytest.fixture
def officer(office):
    """May see and process requests; it may see the sample's questions too."""
    return account(office, Role.PPID_OFFICER, name="Petugas Contoh")


@pytest.fixture
def secretary(office):
    return account(office, Role.SECRETARY, name="Sekretaris Contoh")


@pytest.fixture
def staff(office):
    """Sees none."""
    return account(office, Role.STAFF, name="Pelaksana Contoh")


@pytest.fixture
def question(office, officer):
    """The receipt of a question that was closed."""
    receipt = receive(QUESTIONS, office, Intake(CONTACT, "Rahasia contoh"), by=VISITOR, register=True)
    close(receipt.case, outcome="granted", by=officer)
    return receipt


@pytest.fixture
def ask(office):
    """``ask("access")`` is a request as it came in."""
    return lambda right, **more: submit(office, Asked(right, CONTACT, "Mohon dijalankan.", **more)).case
