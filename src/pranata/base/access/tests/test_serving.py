"""What an office can do, whoever of it does it."""

from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.rules import ROLE_PERMISSIONS
from pranata.base.access.serving import permissions_at
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


def test_office_can_do_what_all_its_roles_may_and_is_asked_once(django_assert_num_queries):
    office = OfficeFactory()
    for role in (Role.COMPLAINTS, Role.PPID_OFFICER, Role.PPID_OFFICER):
        RoleAssignmentFactory(office=office, role=role)

    with django_assert_num_queries(1):
        found = permissions_at(office)
    assert found == ROLE_PERMISSIONS[Role.COMPLAINTS] | ROLE_PERMISSIONS[Role.PPID_OFFICER]


def test_roles_that_ended_of_closed_accounts_and_of_other_offices_do_not_count(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-01")
    office = OfficeFactory()
    RoleAssignmentFactory(office=office, role=Role.COMPLAINTS, valid_to=date(2022, 2, 28))
    RoleAssignmentFactory(office=office, role=Role.COMPLAINTS, user__is_active=False)
    RoleAssignmentFactory(role=Role.COMPLAINTS)

    assert permissions_at(office) == frozenset()
