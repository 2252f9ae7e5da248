"""Documents for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.base.files.actions import store_made
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.kinds import DECREE
from pranata.engines.documents.models import (
    Document,
    DocumentText,
    NumberPattern,
    NumberSeries,
    Relation,
    ReservedNumber,
    TextState,
    Version,
)
from pranata.engines.documents.rules import RelationKind
from pranata.lib import clock


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    office = factory.SubFactory(OfficeFactory)
    kind = DECREE
    number = factory.Sequence(lambda n: f"{n + 1}/CONTOH/2022")
    title = "Keputusan contoh"
    year = 2022
    created_at = factory.LazyFunction(clock.now)


class NumberSeriesFactory(DjangoModelFactory):
    """The decrees of 2022, none numbered yet."""

    class Meta:
        model = NumberSeries

    office = factory.SubFactory(OfficeFactory)
    kind = DECREE
    year = 2022


class DocumentTextFactory(DjangoModelFactory):
    class Meta:
        model = DocumentText

    document = factory.SubFactory(DocumentFactory)
    sha256 = "0" * 64
    state = TextState.READ
    text = "Naskah contoh"


class RelationFactory(DjangoModelFactory):
    """A document that is kept here amends one that is not."""

    class Meta:
        model = Relation

    source = factory.SubFactory(DocumentFactory)
    kind = RelationKind.AMENDS
    target = None
    target_words = "Keputusan lain"


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = Version

    document = factory.SubFactory(DocumentFactory)
    number = factory.Sequence(lambda n: n + 1)
    file = factory.LazyAttribute(
        lambda made: store_made(made.document.office, b"%PDF-1.4\n%", by=None, name="lama.pdf")
    )
    file_name = "lama.pdf"
    replaced_at = factory.LazyFunction(clock.now)


class NumberPatternFactory(DjangoModelFactory):
    class Meta:
        model = NumberPattern

    office = factory.SubFactory(OfficeFactory)
    kind = "pengumuman"
    pattern = "{urut}/PU/{tahun}"
    valid_from = factory.Sequence(lambda n: date(2000 + n % 90, 1, 1))
    valid_to = factory.LazyAttribute(lambda made: made.valid_from)


class ReservedNumberFactory(DjangoModelFactory):
    class Meta:
        model = ReservedNumber

    office = factory.SubFactory(OfficeFactory)
    kind = "pengumuman"
    year = 2022
    number = factory.Sequence(lambda n: f"{n + 1}/PU/2022")
    reason = "Keperluan contoh"
