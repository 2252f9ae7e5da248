"""An office with accounts of several roles."""

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999", name="KPU Kabupaten Contoh")


@pytest.fixture
def account(office):
    """``account("verifier")`` is an account with that role at the office."""

    def make(role, at=None):
        return RoleAssignmentFactory(office=at or office, role=role).user

    return make


@pytest.fixture
def secretary(account):
    return account(Role.SECRETARY)


@pytest.fixture
def staff(account):
    return account(Role.STAFF)
