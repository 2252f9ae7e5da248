import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access import actions
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.base.seal.actions import unseal

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"


def steps(office):
    return list(Event.objects.filter(office_code=office.code).order_by("sequence").values_list("action", flat=True))


def administrator(office):
    return RoleAssignmentFactory(office=office, role=Role.ADMINISTRATOR).user


def test_create_user_gives_a_password_for_once_and_seals_the_login():
    office = OfficeFactory()
    by = administrator(office)

    user, password = actions.create_user(office=office, login=" Satu@Example.test ", by=by)

    user.refresh_from_db()
    assert (user.login, user.email, user.must_change_password) == ("satu@example.test", "satu@example.test", True)
    assert user.check_password(password)
    event = Event.objects.get(action="access.user_created")
    assert (event.office_code, event.actor, event.subject) == (office.code, f"user:{by.pk}", f"user:{user.pk}")
    assert json.loads(unseal(event.subject, event.personal)) == {"login": user.login, "email": user.email}
    assert password not in f"{event.after}{event.before}"


def test_one_time_passwords_differ_and_are_long():
    office = OfficeFactory()
    _first, one = actions.create_user(office=office, login=NIP, by=None)
    _second, two = actions.create_user(office=office, login="satu@example.test", by=None)

    assert one != two
    assert [len(group) for group in one.split("-")] == [4, 4, 4, 4]


def test_create_user_with_a_nip_may_have_an_address_and_a_person():
    person = PersonFactory(nip=NIP)

    user, _password = actions.create_user(
        office=person.office, login=NIP, email="dua@example.test", person=person, by=None
    )

    assert (user.login, user.email, user.person) == (NIP, "dua@example.test", person)
    assert Event.objects.get(action="access.user_created").subject == f"person:{person.pk}"


@pytest.mark.parametrize(
    ("login", "email"),
    [
        ("bukan-nip", ""),
        ("198001012005013001", ""),
        ("satu@", ""),
        ("satu@example.test", "dua@example.test"),
        (NIP, "bukan surel"),
        ("ada@example.test", ""),
        ("ADA@example.test", ""),
        (NIP, "Ada@example.test"),
        ("198001012005011009", ""),
    ],
)
def test_create_user_is_refused_when_login_or_address_is_wrong_or_taken(login, email):
    UserFactory(login="198001012005011009", email="ada@example.test")

    with pytest.raises(ValidationError):
        actions.create_user(office=OfficeFactory(), login=login, email=email, by=None)

    assert User.objects.count() == 1


def test_create_user_is_refused_for_another_office():
    office, other = OfficeFactory(), OfficeFactory()

    with pytest.raises(Forbidden):
        actions.create_user(office=office, login=NIP, by=administrator(other))
    with pytest.raises(Forbidden):
        actions.create_user(office=office, login=NIP, by=RoleAssignmentFactory(office=office, role="secretary").user)
    with pytest.raises(ValidationError):
        actions.create_user(office=office, login=NIP, person=PersonFactory(office=other), by=administrator(office))


def test_new_one_time_password_replaces_the_old_password():
    staff = RoleAssignmentFactory()

    password = actions.issue_one_time_password(staff.user, by=administrator(staff.office))

    staff.user.refresh_from_db()
    assert (staff.user.check_password(PASSWORD), staff.user.check_password(password)) == (False, True)
    assert staff.user.must_change_password
    assert steps(staff.office) == ["access.one_time_password_issued"]


@pytest.mark.parametrize(
    "action", [actions.deactivate, actions.reactivate, actions.issue_one_time_password, actions.remove_second_factor]
)
def test_account_with_a_role_elsewhere_is_not_in_one_administrators_hand(action):
    staff = RoleAssignmentFactory()
    elsewhere = RoleAssignmentFactory(user=staff.user, role=Role.SECRETARY)
    by = administrator(staff.office)

    with pytest.raises(Forbidden):
        action(staff.user, by=by)

    RoleAssignmentFactory(user=by, office=elsewhere.office, role=Role.ADMINISTRATOR)
    action(staff.user, by=by)
    assert len(steps(staff.office) + steps(elsewhere.office)) == (0 if action is actions.reactivate else 1)


@pytest.mark.parametrize(
    "action", [actions.deactivate, actions.reactivate, actions.issue_one_time_password, actions.remove_second_factor]
)
def test_account_with_a_person_or_a_later_role_elsewhere_is_not_in_one_administrators_hand(action):
    later = RoleAssignmentFactory(user=RoleAssignmentFactory().user, role=Role.SECRETARY, valid_from=date(2999, 1, 1))
    lent = RoleAssignmentFactory(user__person=PersonFactory())

    for user in (later.user, lent.user):
        here = user.role_assignments.order_by("valid_from").first().office
        with pytest.raises(Forbidden):
            action(user, by=administrator(here))


def test_account_without_role_belongs_to_its_persons_office():
    user = UserFactory(person=PersonFactory())

    with pytest.raises(Forbidden):
        actions.deactivate(user, by=administrator(OfficeFactory()))
    with pytest.raises(Forbidden):
        actions.deactivate(UserFactory(), by=administrator(user.person.office))
    actions.deactivate(user, by=administrator(user.person.office))

    assert not User.objects.get(pk=user.pk).is_active
    assert steps(user.person.office) == ["access.user_deactivated"]


def test_deactivate_takes_every_right_and_reactivate_gives_them_back():
    staff = RoleAssignmentFactory()
    assert staff.user.can("plan.view", staff.office)

    actions.deactivate(staff.user, by=None)
    assert not staff.user.can("plan.view", staff.office)

    actions.reactivate(staff.user, by=None)
    assert staff.user.can("plan.view", staff.office)
    assert steps(staff.office) == ["access.user_deactivated", "access.user_reactivated"]


def test_assign_role_opens_the_office_at_once():
    user, office = UserFactory(), OfficeFactory()
    assert not user.can("plan.verify", office)

    assignment = actions.assign_role(
        user=user, office=office, role=Role.VERIFIER, valid_from=date(2022, 1, 1), by=administrator(office)
    )

    assert user.can("plan.verify", office)
    event = Event.objects.get(action="access.role_assigned")
    assert json.loads(event.after) == {
        "user": user.pk,
        "role": "verifier",
        "capacity": "definitive",
        "unit": None,
        "delegated_from": None,
        "valid_from": "2022-01-01",
        "valid_to": None,
    }
    assert event.target == f"access.roleassignment:{assignment.pk}"


def test_assign_role_is_refused_without_permission_or_with_wrong_values():
    user, office = UserFactory(), OfficeFactory()
    values = {"user": user, "office": office, "role": Role.STAFF, "valid_from": date(2022, 1, 1)}

    with pytest.raises(Forbidden):
        actions.assign_role(**values, by=RoleAssignmentFactory(office=office, role=Role.SECRETARY).user)
    with pytest.raises(ValidationError):
        actions.assign_role(**values | {"role": "raja"}, by=None)
    with pytest.raises(ValidationError):
        actions.assign_role(**values, valid_to=date(2021, 12, 31), by=None)

    assert user.role_assignments.count() == 0


def test_assign_role_is_refused_when_held_already_in_that_time():
    held = RoleAssignmentFactory(valid_from=date(2022, 1, 1), valid_to=date(2022, 6, 30))
    values = {"user": held.user, "office": held.office, "role": held.role, "by": None}

    with pytest.raises(ValidationError):
        actions.assign_role(**values, valid_from=date(2022, 6, 30))
    actions.assign_role(**values, valid_from=date(2022, 7, 1))

    assert held.user.role_assignments.count() == 2


def test_end_role_ends_what_was_delegated_from_it():
    held = RoleAssignmentFactory(role=Role.SECRETARY)
    running = RoleAssignmentFactory(
        office=held.office, role=held.role, delegated_from=held, valid_from=date(2022, 6, 1), valid_to=date(2022, 7, 31)
    )
    later = RoleAssignmentFactory(
        office=held.office, role=held.role, delegated_from=held, valid_from=date(2022, 8, 1), valid_to=date(2022, 8, 9)
    )

    actions.end_role(held, on=date(2022, 6, 30), by=administrator(held.office))

    assert list(held.delegations.values_list("pk", "valid_to")) == [(running.pk, date(2022, 6, 30))]
    held.refresh_from_db()
    assert held.valid_to == date(2022, 6, 30)
    assert not held.user.can("plan.view", held.office)
    assert steps(held.office) == ["access.delegation_withdrawn", "access.role_ended", "access.role_ended"]
    assert Event.objects.filter(target=f"access.roleassignment:{later.pk}").count() == 1


def test_end_role_is_refused_before_its_first_day_or_without_permission():
    held = RoleAssignmentFactory(valid_from=date(2022, 1, 1))

    with pytest.raises(ValidationError):
        actions.end_role(held, on=date(2021, 12, 31), by=None)
    with pytest.raises(Forbidden):
        actions.end_role(held, on=date(2022, 12, 31), by=held.user)


def test_holder_delegates_within_the_days_of_the_role(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-01")
    held = RoleAssignmentFactory(role=Role.SECRETARY, valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31))
    deputy = UserFactory()

    actions.delegate(held, to=deputy, valid_from=date(2022, 3, 1), valid_to=date(2022, 3, 14), by=held.user)

    assert deputy.can("plan.publish", held.office)
    assert held.delegations.values_list("role", "capacity", "valid_to").get() == ("secretary", "plh", date(2022, 3, 14))
    assert steps(held.office) == ["access.role_delegated"]
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-15")
    assert not deputy.can("plan.publish", held.office)


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": date(2023, 1, 1)},
        {"valid_from": date(2021, 12, 31)},
        {"valid_from": date(2022, 4, 1)},
        {"capacity": "definitive"},
        {"capacity": "raja"},
    ],
)
def test_delegate_is_refused_when_days_or_capacity_do_not_fit(changes):
    held = RoleAssignmentFactory(role=Role.SECRETARY, valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31))
    values = {"to": UserFactory(), "valid_from": date(2022, 3, 1), "valid_to": date(2022, 3, 14), "by": None}

    with pytest.raises(ValidationError):
        actions.delegate(held, **values | changes)

    assert held.delegations.count() == 0


def test_delegate_is_refused_for_strangers_former_holders_oneself_and_delegates(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-01")
    held = RoleAssignmentFactory(role=Role.SECRETARY)
    former = RoleAssignmentFactory(role=Role.SECRETARY, office=held.office, valid_to=date(2022, 2, 28))
    delegated = RoleAssignmentFactory(role=Role.SECRETARY, office=held.office, delegated_from=held)
    values = {"valid_from": date(2022, 3, 1), "valid_to": date(2022, 3, 14)}

    with pytest.raises(Forbidden):
        actions.delegate(held, to=UserFactory(), by=RoleAssignmentFactory(office=held.office).user, **values)
    with pytest.raises(Forbidden):
        actions.delegate(former, to=UserFactory(), by=former.user, **values)
    with pytest.raises(ValidationError):
        actions.delegate(held, to=held.user, by=held.user, **values)
    with pytest.raises(ValidationError):
        actions.delegate(delegated, to=UserFactory(), by=delegated.user, **values)
