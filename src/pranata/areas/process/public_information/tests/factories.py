"""Fictional rows of both registers."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.areas.process.public_information.models import ExemptedInformation, PublicInformation
from pranata.base.org.tests.factories import OfficeFactory


class PublicInformationFactory(DjangoModelFactory):
    class Meta:
        model = PublicInformation

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Laporan contoh {n}")
    summary = "Ringkasan contoh"
    availability = "berkala"
    made_on = date(2022, 3, 1)


class ExemptedInformationFactory(DjangoModelFactory):
    class Meta:
        model = ExemptedInformation

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Informasi tertutup contoh {n}")
    ground = "h"
    statute = "Undang-Undang Contoh"
    consequence = "Akibat contoh"
    test_reference = "UK-01/2022"
    decided_by = "PPID Contoh"
    decided_on = date(2022, 1, 10)
    expires_on = None
