"""Taking back what has not begun, ending what one delegated, not locking oneself out."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from pranata.base.access import actions
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role, RoleAssignment
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory
from pranata.base.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _march(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-01")


@pytest.fixture
def held():
    """A secretary's role."""
    return RoleAssignmentFactory(role=Role.SECRETARY)


def delegated_from(held, **days):
    return RoleAssignmentFactory(office=held.office, role=held.role, delegated_from=held, capacity="plh", **days)


def administrator(office):
    return RoleAssignmentFactory(office=office, role=Role.ADMINISTRATOR).user


def steps(office):
    return list(Event.objects.filter(office_code=office.code).order_by("sequence").values_list("action", flat=True))


def test_role_that_has_not_begun_is_taken_back_with_what_was_delegated_from_it(held):
    later = RoleAssignmentFactory(office=held.office, role=Role.VERIFIER, valid_from=date(2022, 4, 1))
    delegated_from(later, valid_from=date(2022, 5, 1), valid_to=date(2022, 5, 2))

    actions.withdraw_role(later, by=administrator(held.office))

    assert RoleAssignment.objects.filter(role=Role.VERIFIER).count() == 0
    assert steps(held.office) == ["access.delegation_withdrawn", "access.role_withdrawn"]


@pytest.mark.parametrize("first_day", [None, date(2022, 3, 1)])
def test_role_that_has_begun_is_not_taken_back(held, first_day):
    running = RoleAssignmentFactory(office=held.office, role=Role.VERIFIER, valid_from=first_day)

    with pytest.raises(ValidationError):
        actions.withdraw_role(running, by=None)

    assert RoleAssignment.objects.filter(pk=running.pk).exists()


def test_holder_ends_and_takes_back_only_what_was_delegated_from_the_role(held):
    running = delegated_from(held, valid_from=date(2022, 2, 1), valid_to=date(2022, 3, 31))
    later = delegated_from(held, valid_from=date(2022, 4, 1), valid_to=date(2022, 4, 2))
    other = RoleAssignmentFactory(office=held.office, role=Role.STAFF)

    actions.end_role(running, on=date(2022, 3, 1), by=held.user)
    actions.withdraw_role(later, by=held.user)
    for assignment in (held, other):
        with pytest.raises(Forbidden):
            actions.end_role(assignment, on=date(2022, 3, 1), by=held.user)

    assert list(held.delegations.values_list("pk", "valid_to")) == [(running.pk, date(2022, 3, 1))]


def test_former_holder_ends_nothing(held):
    running = delegated_from(held, valid_from=date(2022, 1, 1), valid_to=date(2022, 2, 28))
    held.valid_to = date(2022, 2, 28)
    held.save()

    with pytest.raises(Forbidden):
        actions.end_role(running, on=date(2022, 2, 1), by=held.user)

    running.refresh_from_db()
    assert running.valid_to == date(2022, 2, 28)


def test_administrator_does_not_end_the_own_role(held):
    own = RoleAssignmentFactory(office=held.office, role=Role.ADMINISTRATOR)

    with pytest.raises(ValidationError):
        actions.end_role(own, on=date(2022, 3, 1), by=own.user)
    actions.end_role(own, on=date(2022, 3, 1), by=administrator(held.office))

    own.refresh_from_db()
    assert own.valid_to == date(2022, 3, 1)


@pytest.mark.parametrize(("kept", "factors"), [(False, 0), (True, 1)])
def test_sign_in_is_reset_by_another_administrator(held, kept, factors):
    Authenticator.objects.create(user=held.user, type=Authenticator.Type.TOTP, data={})

    password = actions.reset_sign_in(held.user, by=administrator(held.office), keep_second_factor=kept)

    held.user.refresh_from_db()
    assert (held.user.check_password(PASSWORD), held.user.check_password(password)) == (False, True)
    assert Authenticator.objects.count() == factors
    assert steps(held.office)[-1] == "access.one_time_password_issued"


@pytest.mark.parametrize("action", [actions.reset_sign_in, actions.deactivate])
def test_own_account_is_in_another_administrators_hand(held, action):
    own = administrator(held.office)

    with pytest.raises(ValidationError):
        action(own, by=own)

    own.refresh_from_db()
    assert (own.is_active, own.check_password(PASSWORD)) == (True, True)
