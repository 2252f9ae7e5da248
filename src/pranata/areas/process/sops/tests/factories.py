"""Fictional SOPs, their actors, steps and looks."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.areas.process.sops.models import Actor, Evaluation, Monitoring, Sop, Step
from pranata.base.org.tests.factories import OfficeFactory


class SopFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Sop

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Pelayanan contoh {n}")
    number = factory.Sequence(lambda n: f"{n}/SOP/Contoh")
    made_on = date(2022, 1, 10)


class ActorFactory(DjangoModelFactory):
    class Meta:
        model = Actor

    sop = factory.SubFactory(SopFactory)
    place = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Petugas contoh {n}")


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    sop = factory.SubFactory(SopFactory)
    number = factory.Sequence(lambda n: n + 1)
    activity = "Menerima berkas contoh"
    actor = None


class MonitoringFactory(DjangoModelFactory):
    class Meta:
        model = Monitoring

    sop = factory.SubFactory(SopFactory)
    done_on = date(2022, 4, 4)
    is_applied = True


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = Evaluation

    sop = factory.SubFactory(SopFactory)
    done_on = date(2022, 5, 5)
    drives_performance = True
    is_understandable = True
    is_doable = True
    roles_can_be_filled = True
    solves_problems = True
    meets_needs = True
    fits_others = True
    result = "tetap"
