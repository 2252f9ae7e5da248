"""A view that an account keeps of a register."""

import factory
from factory.django import DjangoModelFactory

from pranata.base.access.tests.factories import UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.registers.models import SavedView


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = SavedView

    office = factory.SubFactory(OfficeFactory)
    user = factory.SubFactory(UserFactory)
    register = "contoh"
    name = factory.Sequence(lambda n: f"Tampilan contoh {n}")
    query = "q=contoh"
