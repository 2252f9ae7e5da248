"""Fictional holders of posts and tasks of units."""

import factory
from factory.django import DjangoModelFactory

from pranata.areas.organization.org_structure.models import Holding, PublicChart, UnitMandate
from pranata.base.org.tests.factories import OfficeFactory, PostFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory


class HoldingFactory(DjangoModelFactory):
    class Meta:
        model = Holding

    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..post.unit.office"))


class PublicChartFactory(DjangoModelFactory):
    class Meta:
        model = PublicChart

    office = factory.SubFactory(OfficeFactory)


class UnitMandateFactory(DjangoModelFactory):
    class Meta:
        model = UnitMandate

    office = factory.SubFactory(OfficeFactory)
    unit = factory.SubFactory(UnitFactory, office=factory.SelfAttribute("..office"))
    task = factory.Sequence(lambda n: f"Tugas contoh {n}")
    basis = "Peraturan Contoh Pasal 1"
