"""Fictional legal documents."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.areas.regulation.jdih.models import LegalRecord
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.tests.factories import DocumentFactory


class LegalDocumentFactory(DocumentFactory):
    """A decree that was issued on 12 January 2022."""

    title = factory.Sequence(lambda n: f"Keputusan tentang contoh {n}")
    issued_on = date(2022, 1, 12)


class LegalRecordFactory(DjangoModelFactory):
    """What JDIH knows of such a decree."""

    class Meta:
        model = LegalRecord

    office = factory.SubFactory(OfficeFactory)
    document = factory.SubFactory(LegalDocumentFactory, office=factory.SelfAttribute("..office"))
    address = factory.Sequence(lambda n: f"keputusan/2022/{n}-contoh-2022")
    published_on = date(2022, 1, 14)
