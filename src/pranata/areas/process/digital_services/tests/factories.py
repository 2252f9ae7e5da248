"""Fictional applications and what is known of them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from pranata.areas.process.digital_services.models import (
    Application,
    ApplicationIndex,
    BudgetLine,
    Check,
    ReachMonth,
    Usage,
)
from pranata.base.org.tests.factories import OfficeFactory


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Aplikasi contoh {n}")
    function = "Fungsi contoh"


class UsageFactory(DjangoModelFactory):
    class Meta:
        model = Usage

    office = factory.SubFactory(OfficeFactory)
    application = factory.SubFactory(ApplicationFactory, office=factory.SelfAttribute("..office"))
    year = 2022
    month = 3
    what = "naskah contoh"
    transactions = 12


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    office = factory.SubFactory(OfficeFactory)
    year = 2022
    item = factory.Sequence(lambda n: f"Belanja contoh {n}")
    amount = Decimal(1_000_000)


class ApplicationIndexFactory(DjangoModelFactory):
    class Meta:
        model = ApplicationIndex

    office = factory.SubFactory(OfficeFactory)
    application = factory.SubFactory(ApplicationFactory, office=factory.SelfAttribute("..office"))
    name = "Indeks contoh"
    valued_on = date(2022, 6, 30)
    value = Decimal("3.25")
    highest = Decimal(4)
    basis = "Survei contoh"


class CheckFactory(DjangoModelFactory):
    class Meta:
        model = Check

    application = factory.SubFactory(ApplicationFactory)
    at = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
    is_reached = True
    milliseconds = 120


class ReachMonthFactory(DjangoModelFactory):
    class Meta:
        model = ReachMonth

    application = factory.SubFactory(ApplicationFactory)
    year = 2022
    month = 3
    checks = 4
    reached = 3
    is_reached = True
    last_at = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
