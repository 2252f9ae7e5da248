"""Fictional accounts and roles for tests."""

from datetime import UTC, date, datetime

import factory

from pranata.base.access.models import Role, RoleAssignment, User
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
