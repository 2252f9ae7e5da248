"""Fictional legal products, findings and items of the program."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.areas.regulation.legal_products.models import Finding, LegalProduct, ProgramItem
from pranata.base.org.tests.factories import OfficeFactory


class LegalProductFactory(DjangoModelFactory):
    class Meta:
        model = LegalProduct

    office = factory.SubFactory(OfficeFactory)
    kind = "keputusan"
    number = factory.Sequence(lambda n: f"{n + 1}/CONTOH/2021")
    year = 2021
    title = "Keputusan contoh"
    issued_on = date(2021, 5, 3)
    mapped_on = date(2022, 1, 10)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    office = factory.SubFactory(OfficeFactory)
    product = factory.SubFactory(LegalProductFactory, office=factory.SelfAttribute("..office"))
    kind = "tumpang-tindih"
    against = factory.Sequence(lambda n: f"Peraturan Contoh {n}")
    description = "Uraian contoh"
    found_on = date(2022, 2, 1)


class ProgramItemFactory(DjangoModelFactory):
    class Meta:
        model = ProgramItem

    office = factory.SubFactory(OfficeFactory)
    year = 2022
    title = factory.Sequence(lambda n: f"Rancangan contoh {n}")
    kind = "keputusan"
    target_month = 8
    proposed_on = date(2022, 1, 5)
