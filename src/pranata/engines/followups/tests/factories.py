"""Fictional follow-ups for tests."""

from datetime import date

import factory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.rules import follow_up_number


class FollowUpFactory(factory.django.DjangoModelFactory):
    """One by a person, of an audit in 2022, due at the end of June."""

    class Meta:
        model = FollowUp

    office = factory.SubFactory(OfficeFactory)
    year = 2022
    sequence = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda it: follow_up_number(it.year, it.sequence))
    recommendation = "Rekomendasi contoh"
    source = "pengawasan"
    source_words = "LHP (Contoh) 2022"
    person = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..office"))
    due_on = date(2022, 6, 30)
    first_due_on = factory.SelfAttribute("due_on")
    opened_on = date(2022, 3, 1)
