"""Fictional evidence for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.models import Evidence, Use
from pranata.lib import clock


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Bukti contoh {n}")
    link = "https://contoh.example/bukti"
    dated_on = date(2022, 6, 1)
    added_at = factory.LazyFunction(clock.now)


class UseFactory(DjangoModelFactory):
    class Meta:
        model = Use

    evidence = factory.SubFactory(EvidenceFactory)
    target_label = "org.office"
    target_id = factory.SelfAttribute("evidence.office.pk")
    added_at = factory.LazyFunction(clock.now)
