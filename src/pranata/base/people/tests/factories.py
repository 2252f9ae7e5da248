"""Fictional persons and teams for tests."""

from datetime import date

import factory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.models import Person, PersonKind, Team, TeamMember


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Contoh Nomor {n}")
    kind = PersonKind.CIVIL_SERVANT


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Tim Contoh {n}")
    kind = "tim-rb"
    valid_from = date(2020, 1, 1)


class TeamMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeamMember

    team = factory.SubFactory(TeamFactory)
    person = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..team.office"))
    role = "Anggota"
    valid_from = date(2020, 1, 1)
