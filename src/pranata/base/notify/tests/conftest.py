"""A kind of notice of our own, and an account to tell it to."""

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.notify import kinds
from pranata.base.notify.actions import Message
from pranata.base.org.models import Office
from pranata.base.org.tests.factories import OfficeFactory


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    monkeypatch.setattr(kinds, "KINDS", {})
    monkeypatch.setattr(kinds, "TITLES", {})
    monkeypatch.setattr("pranata.base.notify.actions.KINDS", kinds.KINDS)
    kinds.declare(
        kinds.Kind("contoh.kabar", "Kabar contoh", "warn", "!"),
        target_label="org.office",
        titles=lambda ids: dict(Office.objects.filter(pk__in=ids).values_list("pk", "name")),
    )


@pytest.fixture
def office(db):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def user(office):
    return RoleAssignmentFactory(office=office, role=Role.STAFF).user


@pytest.fixture
def message(office, user):
    """``message("5")`` is about period 5."""

    def make(period="", recipient=None, **facts):
        return Message(recipient or user, "contoh.kabar", office, "/meja/9001/", period=period, **facts)

    return make
