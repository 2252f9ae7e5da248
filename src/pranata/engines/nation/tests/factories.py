"""Fictional distributions, keys and snapshots for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from pranata.base.org.tests.factories import OfficeFactory, ProvinceOfficeFactory
from pranata.engines.indicators.models import Reading
from pranata.engines.nation.models import Distribution, Signer, Snapshot, SnapshotReport
from pranata.engines.nation.snapshots import public_key
from pranata.engines.reports.tests.factories import kept_file

MOMENT = datetime(2022, 7, 5, 3, tzinfo=UTC)


class DistributionFactory(factory.django.DjangoModelFactory):
    """Of six offices below the fictional province, in June 2022."""

    class Meta:
        model = Distribution

    scope = factory.SubFactory(ProvinceOfficeFactory)
    measure = "plan.reported_share"
    year = 2022
    month = 6
    asked_count = 6
    count = 6
    minimum, lower_quartile, median = Decimal(10), Decimal(20), Decimal(50)
    upper_quartile, maximum = Decimal(80), Decimal(100)
    low, high = Decimal(0), Decimal(100)
    bars = factory.LazyFunction(lambda: [0, 1, 1, 0, 0, 1, 1, 0, 1, 1])
    computed_at = MOMENT


class SignerFactory(factory.django.DjangoModelFactory):
    """The key that this installation would sign with for the office."""

    class Meta:
        model = Signer

    office = factory.SubFactory(OfficeFactory, is_active=False)
    public_key = factory.LazyAttribute(lambda signer: public_key(signer.office))
    registered_at = MOMENT


class SnapshotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Snapshot

    office = factory.SubFactory(OfficeFactory, is_active=False)
    signer = factory.SubFactory(SignerFactory, office=factory.SelfAttribute("..office"))
    year = 2022
    sequence = 12
    taken_at = MOMENT
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    reading_count = 1
    received_at = MOMENT


class SnapshotReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SnapshotReport

    snapshot = factory.SubFactory(SnapshotFactory)
    report = "monthly"
    period = "2022-06"
    number = factory.Sequence(lambda n: f"{n + 1}/KIRIMAN-CONTOH/2022")
    title = "Laporan contoh Juni 2022"
    issued_on = date(2022, 7, 5)
    file = factory.LazyAttribute(lambda it: kept_file(it.snapshot.office, f"%PDF-1.7 {it.number}"))


def read(office, value, *, measure="plan.reported_share", year=2022, month=6, numerator=None, denominator=None):
    """A reading of the office that counts."""
    return Reading.objects.create(
        office=office,
        measure=measure,
        year=year,
        month=month,
        value=None if value is None else Decimal(value),
        numerator=numerator,
        denominator=denominator,
        rule_version=1,
        computed_at=MOMENT,
    )
