"""Whoever has left an office holds no role, whatever the role's own days say."""

from datetime import date

import pytest

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.people.actions import end_person, reopen_person
from pranata.base.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
LAST_DAY = date(2022, 3, 31)


@pytest.fixture
def held():
    """A secretary's role of a person of that office."""
    person = PersonFactory()
    return RoleAssignmentFactory(user__person=person, office=person.office, role=Role.SECRETARY)


@pytest.mark.parametrize(("day", "roles"), [("2022-03-31", {Role.SECRETARY}), ("2022-04-01", set())])
def test_roles_end_with_the_last_day_of_the_person(held, monkeypatch, day, roles):
    monkeypatch.setenv("PRANATA_TODAY", day)
    end_person(held.user.person, on=LAST_DAY, by=None)

    user = User.objects.get()

    assert user.roles_at(held.office) == roles
    assert user.can("people.manage", held.office) == bool(roles)
    assert list(user.offices_with("people.manage")) == [held.office] * len(roles)


def test_roles_come_back_when_the_person_does(held):
    end_person(held.user.person, on=LAST_DAY, by=None)
    reopen_person(held.user.person, by=None)

    assert User.objects.get().roles_at(held.office) == {Role.SECRETARY}


def test_account_of_no_person_keeps_its_roles():
    held = RoleAssignmentFactory(role=Role.SECRETARY)

    assert list(RoleAssignment.objects.held_on(LAST_DAY)) == [held]
    assert User.objects.get().roles_at(held.office) == {Role.SECRETARY}
