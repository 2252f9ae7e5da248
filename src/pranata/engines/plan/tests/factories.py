"""Plans for tests: small, unsurprising, labelled fictional where a name appears."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.plan.models import (
    Activity,
    Area,
    Binding,
    BindingState,
    Confidence,
    Deputy,
    Figure,
    Indicator,
    MonthDeadline,
    Plan,
    Progress,
    Remark,
    Responsibility,
    Severity,
    Subactivity,
)
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


class ResponsibilityFactory(DjangoModelFactory):
    class Meta:
        model = Responsibility

    subactivity = factory.SubFactory(SubactivityFactory)
    person = factory.SubFactory(
        PersonFactory, office=factory.LazyAttribute(lambda it: it.factory_parent.subactivity.plan.office)
    )


class DeputyFactory(DjangoModelFactory):
    class Meta:
        model = Deputy

    responsibility = factory.SubFactory(ResponsibilityFactory)
    person = factory.SubFactory(
        PersonFactory, office=factory.LazyAttribute(lambda it: it.factory_parent.responsibility.subactivity.plan.office)
    )
    valid_from = date(2022, 1, 1)


class MonthDeadlineFactory(DjangoModelFactory):
    class Meta:
        model = MonthDeadline

    plan = factory.SubFactory(PlanFactory)
    month = 6
    due_on = date(2022, 7, 5)


class ProgressFactory(DjangoModelFactory):
    class Meta:
        model = Progress

    subactivity = factory.SubFactory(SubactivityFactory)
    month = 1
    achievement = "Capaian contoh"


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    progress = factory.SubFactory(ProgressFactory)
    indicator = factory.SubFactory(
        IndicatorFactory, subactivity=factory.LazyAttribute(lambda it: it.factory_parent.progress.subactivity)
    )
    value = 24


class BindingFactory(DjangoModelFactory):
    class Meta:
        model = Binding

    indicator = factory.SubFactory(IndicatorFactory)
    measure_key = "plan.adopted"
    state = BindingState.SHIPPED
