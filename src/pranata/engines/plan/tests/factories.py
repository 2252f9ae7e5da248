"""Plans for tests: small, unsurprising, labelled fictional where a name appears."""

import factory
from factory.django import DjangoModelFactory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.plan.models import Activity, Area, Confidence, Indicator, Plan, Remark, Severity, Subactivity
from pranata.lib import clock


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    office = factory.SubFactory(OfficeFactory)
    year = 2022
    document = factory.SubFactory(DocumentFactory, office=factory.SelfAttribute("..office"))
    imported_at = factory.LazyFunction(clock.now)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    plan = factory.SubFactory(PlanFactory)
    no = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda area: f"Area contoh {area.no}")


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    area = factory.SubFactory(AreaFactory)
    position = factory.Sequence(lambda n: n + 1)
    no = factory.LazyAttribute(lambda activity: str(activity.position))
    name = factory.LazyAttribute(lambda activity: f"Kegiatan contoh {activity.position}")


class SubactivityFactory(DjangoModelFactory):
    class Meta:
        model = Subactivity

    activity = factory.SubFactory(ActivityFactory)
    plan = factory.LazyAttribute(lambda row: row.activity.area.plan)
    position = factory.Sequence(lambda n: n + 1)
    code = factory.LazyAttribute(lambda row: f"{row.activity.area.no}.{row.activity.position}.{row.position}")
    no = factory.LazyAttribute(lambda row: str(row.position))
    text = factory.LazyAttribute(lambda row: f"Subkegiatan contoh {row.position}")
    month_bits = 0b1
    source_lines = factory.LazyFunction(lambda: [10])
    confidence = Confidence.HIGH


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    subactivity = factory.SubFactory(SubactivityFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.LazyAttribute(lambda indicator: f"Indikator contoh {indicator.position}")


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = Remark

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    code = "no_schedule"
    severity = Severity.DOUBT
    subject = "1.1.1"
    lines = factory.LazyFunction(lambda: [10])
    message = "Catatan contoh."
