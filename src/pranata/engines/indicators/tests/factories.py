"""Fictional readings for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.models import Baseline, Cursor, Reading
from pranata.engines.indicators.tests.sample.models import Errand


class ErrandFactory(DjangoModelFactory):
    class Meta:
        model = Errand

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Tugas contoh {n}")
    due_on = date(2022, 6, 10)


class ReadingFactory(DjangoModelFactory):
    """Three of four in June 2022, read and sealed on the last of June."""

    class Meta:
        model = Reading

    office = factory.SubFactory(OfficeFactory)
    measure = "errands.done_share"
    year = 2022
    month = 6
    value = Decimal(75)
    numerator = Decimal(3)
    denominator = Decimal(4)
    rule_version = 1
    computed_at = datetime(2022, 6, 30, 5, tzinfo=UTC)
    sealed_at = factory.SelfAttribute("computed_at")


class BaselineFactory(DjangoModelFactory):
    class Meta:
        model = Baseline

    office = factory.SubFactory(OfficeFactory)
    measure = "errands.change"
    year = 2021
    value = Decimal(8)
    note = "Laporan tahun 2021 (contoh)"
    entered_at = datetime(2022, 6, 1, 5, tzinfo=UTC)


class CursorFactory(DjangoModelFactory):
    class Meta:
        model = Cursor

    office = factory.SubFactory(OfficeFactory)
