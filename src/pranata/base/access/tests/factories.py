"""Fictional accounts and roles for tests."""

from datetime import UTC, date, datetime

import factory
from allauth.usersessions.models import UserSession

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.sessions import NO_ADDRESS
from pranata.base.org.tests.factories import OfficeFactory

PASSWORD = "kata-sandi-contoh-1"


class UserFactory(factory.django.DjangoModelFactory):
    """An account without any role; its password is ``PASSWORD``."""

    class Meta:
        model = User

    login = factory.Sequence(lambda n: f"contoh{n}@example.test")
    email = factory.LazyAttribute(lambda user: user.login if "@" in user.login else "")
    password = factory.django.Password(PASSWORD)
    created_at = datetime(2020, 1, 1, tzinfo=UTC)


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    """A staff role since 2020; ``RoleAssignmentFactory(role=..., office=...).user`` is an account with that role."""

    class Meta:
        model = RoleAssignment
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    role = Role.STAFF
    valid_from = date(2020, 1, 1)

    @factory.post_generation
    def forget_roles(self, create, extracted, **kwargs):
        self.user.forget_roles()


class UserSessionFactory(factory.django.DjangoModelFactory):
    """The row of a session as it is kept; the session itself is not there."""

    class Meta:
        model = UserSession

    user = factory.SubFactory(UserFactory)
    ip = NO_ADDRESS
    session_key = factory.Sequence(lambda n: f"contoh{n}")
    user_agent = "Chrome/Android"
    created_at = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)
    last_seen_at = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
