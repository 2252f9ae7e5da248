"""An office in June 2022, and the sample's measures instead of those of the house."""

import pytest
from django.db import transaction

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.actions import record
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators import registry
from pranata.engines.indicators.tests.sample import measures as sample


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch):
    """No measure of a capability is there, so that nothing depends on what is installed."""
    monkeypatch.setattr(registry, "_declared", {})
    monkeypatch.setattr(registry, "_twice", [])
    monkeypatch.setattr(registry, "_offered", [])


@pytest.fixture
def _measures(_empty_registry):
    """A measure of every kind."""
    sample.declare_all()


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def on(monkeypatch):
    """``on("2022-07-05")`` makes it that day."""
    return lambda day: monkeypatch.setenv("PRANATA_TODAY", day)


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role=Role.STAFF).user


@pytest.fixture
def happen():
    """``happen(errand)``: an audited deed on the record, as an action writes one."""

    def write(target, *, office=None, action="errands.changed"):
        with transaction.atomic():
            record(office=office or target.office, actor=None, action=action, target=target)

    return write
