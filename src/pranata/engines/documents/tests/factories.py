"""Documents for tests."""

import factory
from factory.django import DjangoModelFactory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.models import Document, Kind, NumberSeries
from pranata.lib import clock


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    office = factory.SubFactory(OfficeFactory)
    kind = Kind.DECREE
    number = factory.Sequence(lambda n: f"{n + 1}/CONTOH/2022")
    title = "Keputusan contoh"
    year = 2022
    created_at = factory.LazyFunction(clock.now)


class NumberSeriesFactory(DjangoModelFactory):
    """The decrees of 2022, none numbered yet."""

    class Meta:
        model = NumberSeries

    office = factory.SubFactory(OfficeFactory)
    kind = Kind.DECREE
    year = 2022
