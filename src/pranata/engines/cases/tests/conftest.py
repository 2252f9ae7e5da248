"""An office on 26 April 2022 with an officer, a head of unit who may only look, and staff who see no case."""

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases import registry
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS

CLOCK = "information_requests.answer"
CONTACT = {"name": "Pemohon Contoh", "email": "pemohon@example.test"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-26")


@pytest.fixture(autouse=True)
def _two_kinds(monkeypatch):
    """The kinds of capabilities are not there, so that queries count the same whatever is installed."""
    monkeypatch.setattr(registry, "_declared", {kind.model: kind for kind in (QUESTIONS, TIPS)})


@pytest.fixture(autouse=True)
def storage_dir(settings, tmp_path):
    """The folder in which this test's files are stored, empty."""
    folder = tmp_path / "files"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.VAR_DIR = tmp_path
    return folder


@pytest.fixture
def on(monkeypatch):
    """``on("2022-05-20")`` makes it that day."""
    return lambda day: monkeypatch.setenv("PRANATA_TODAY", day)


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


def account(office, role, **facts):
    person = PersonFactory(office=office, **facts)
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user


@pytest.fixture
def officer(office):
    """May see and process."""
    return account(office, Role.PPID_OFFICER, name="Petugas Contoh")


@pytest.fixture
def head(office, unit):
    """May see, not process."""
    return account(office, Role.KASUBBAG, name="Kepala Contoh", unit=unit)


@pytest.fixture
def staff(office, unit):
    """May neither."""
    return account(office, Role.STAFF, name="Pelaksana Contoh", unit=unit)


@pytest.fixture
def receipt(office):
    """A question that came by the portal and is not registered."""
    return receive(QUESTIONS, office, Intake(CONTACT, "Mohon salinan contoh."), by=VISITOR)


@pytest.fixture
def case(office):
    """A question registered at once, due on 19 May 2022."""
    intake = Intake(CONTACT, "Mohon salinan contoh.", subject="Salinan contoh")
    return receive(QUESTIONS, office, intake, by=VISITOR, register=True, clock=CLOCK).case
