from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.http import Http404

from pranata.base.access.errors import Forbidden
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.rules import UnknownPermission
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.models import Office, Post, Unit
from pranata.base.org.tests.factories import OfficeFactory, PostFactory
from pranata.base.people.models import Person
from pranata.base.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_offices_with_names_the_offices_of_todays_roles_in_one_query(django_assert_num_queries):
    staff = RoleAssignmentFactory()
    user = staff.user
    secretary = RoleAssignmentFactory(user=user, role=Role.SECRETARY)
    RoleAssignmentFactory(user=user, role=Role.SECRETARY, valid_to=date(2021, 1, 1))
    RoleAssignmentFactory(user=user, role=Role.SECRETARY, valid_from=date(2999, 1, 1))
    RoleAssignmentFactory(role=Role.SECRETARY)

    with django_assert_num_queries(1):
        assert set(user.offices_with("plan.view")) == {staff.office, secretary.office}
    assert list(user.offices_with("plan.publish")) == [secretary.office]


def test_role_above_opens_nothing_below():
    office = OfficeFactory()
    user = RoleAssignmentFactory(office=office.parent, role=Role.ADMINISTRATOR).user

    assert list(user.offices_with("plan.view")) == [office.parent]
    assert not user.can("plan.view", office)


def test_can_asks_once_for_all_questions_of_a_request(django_assert_num_queries):
    assignment = RoleAssignmentFactory(role=Role.KASUBBAG)
    user = User.objects.get(pk=assignment.user_id)
    stranger = OfficeFactory()

    with django_assert_num_queries(1):
        answers = [
            user.can("plan.import", assignment.office),
            user.can("plan.publish", assignment.office),
            user.can("plan.view", stranger),
            user.can("plan.view", None),
            user.needs_second_factor,
        ]
    assert answers == [True, False, False, False, False]


def test_can_is_never_stale_when_roles_or_the_day_change(monkeypatch):
    user, office = UserFactory(), OfficeFactory()
    assert not user.can("plan.view", office)

    RoleAssignmentFactory(user=user, office=office, valid_to=date(2030, 1, 1))
    assert user.can("plan.view", office)

    monkeypatch.setenv("PRANATA_TODAY", "2030-01-02")
    assert not user.can("plan.view", office)


def test_inactive_account_can_nothing():
    assignment = RoleAssignmentFactory(role=Role.ADMINISTRATOR, user__is_active=False)

    assert list(assignment.user.offices_with("plan.view")) == []
    assert not assignment.user.can("plan.view", assignment.office)


def test_require_is_refused_with_403_without_the_permission():
    assignment = RoleAssignmentFactory(role=Role.STAFF)

    assert assignment.user.require("plan.view", assignment.office) is None
    with pytest.raises(Forbidden, match=r"plan\.publish"):
        assignment.user.require("plan.publish", assignment.office)


def test_unknown_permission_is_an_error_of_the_code():
    assignment = RoleAssignmentFactory()

    with pytest.raises(UnknownPermission):
        assignment.user.offices_with("plan.veiw")
    with pytest.raises(UnknownPermission):
        assignment.user.can("plan.veiw", assignment.office)


@pytest.mark.parametrize("count", [1, 3])
def test_accounts_and_roles_are_visible_to_administrators_of_the_office_only(count, django_assert_num_queries):
    administrator = RoleAssignmentFactory(role=Role.ADMINISTRATOR)
    RoleAssignmentFactory.create_batch(count - 1, office=administrator.office)
    staff = RoleAssignmentFactory()
    UserFactory()

    new = UserFactory(person=PersonFactory(office=administrator.office))

    with django_assert_num_queries(2):
        users = list(User.objects.visible_to(administrator.user))
        roles = list(RoleAssignment.objects.visible_to(administrator.user))
    assert (len(users), len(roles)) == (count + 1, count)
    assert new in users
    assert list(User.objects.visible_to(staff.user)) == []


def test_units_and_posts_are_visible_to_staff_of_their_office_only():
    post = PostFactory()
    PostFactory()
    user = RoleAssignmentFactory(office=post.unit.office).user

    assert list(Post.objects.visible_to(user)) == [post]
    assert list(Unit.objects.visible_to(user)) == [post.unit]
    assert Office.objects.visible_to(user).count() == Office.objects.count()


def test_what_is_not_visible_looks_as_if_it_did_not_exist():
    assignment = RoleAssignmentFactory()
    own, stranger = PersonFactory(office=assignment.office), PersonFactory()

    assert get_visible_or_404(Person, assignment.user, pk=own.pk) == own
    for user, pk in ((assignment.user, stranger.pk), (assignment.user, 0), (AnonymousUser(), own.pk)):
        with pytest.raises(Http404):
            get_visible_or_404(Person, user, pk=pk)


def test_two_accounts_never_share_an_address():
    UserFactory(login="satu@example.test")

    with pytest.raises(IntegrityError):
        UserFactory(login="198001012005011001", email="Satu@example.test")


def test_accounts_without_address_do_not_collide():
    first, second = UserFactory(login="198001012005011001"), UserFactory(login="198001012005011002")

    assert (first.email, second.email) == ("", "")


def test_home_office_is_the_persons_else_that_of_a_role():
    person = PersonFactory()
    assignment = RoleAssignmentFactory()

    assert UserFactory(person=person).home_office() == person.office
    assert assignment.user.home_office() == assignment.office
    assert UserFactory().home_office() is None


def test_account_is_named_after_its_person():
    assert str(UserFactory(person=PersonFactory(name="Contoh Satu"))) == "Contoh Satu"
    assert str(UserFactory(login="satu@example.test")) == "satu@example.test"
