"""Fictional accounts and roles for tests."""

from datetime import UTC, date, datetime

import factory
from allauth.usersessions.models import UserSession

from pranata.base.access.models import ApiToken, Grant, Role, RoleAssignment, User
from pranata.base.access.sessions import NO_ADDRESS
from pranata.base.access.tokens import digest_of
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


class GrantFactory(factory.django.DjangoModelFactory):
    """A grant to a fictional account, in force all through 2022; what it opens is up to the test."""

    class Meta:
        model = Grant

    office = factory.SubFactory(OfficeFactory)
    target_label = "contoh.contoh"
    target_id = 1
    user = factory.SubFactory(UserFactory)
    purpose = "Contoh tujuan"
    valid_from = date(2022, 1, 1)
    valid_to = date(2022, 12, 31)
    given_at = datetime(2022, 1, 1, 1, 0, tzinfo=UTC)


class ApiTokenFactory(factory.django.DjangoModelFactory):
    """A token for everything, good until 2999; ``secret`` is what a program sends."""

    class Meta:
        model = ApiToken

    class Params:
        secret = factory.Sequence(lambda n: f"pranata_contoh{n}")

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    name = "Contoh program"
    scopes = ["read", "report", "verify"]
    digest = factory.LazyAttribute(lambda token: digest_of(token.secret))
    created_at = datetime(2022, 1, 1, 1, 0, tzinfo=UTC)
    expires_on = date(2999, 12, 31)
