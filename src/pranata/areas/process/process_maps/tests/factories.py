"""Fictional maps, processes, relations, activities and evaluations."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from pranata.areas.process.process_maps.models import (
    MapEvaluation,
    MapStep,
    Picture,
    Process,
    ProcessMap,
    UnitRelation,
)
from pranata.base.org.tests.factories import OfficeFactory


class ProcessMapFactory(DjangoModelFactory):
    class Meta:
        model = ProcessMap

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Peta Contoh {n}")
    valid_from = date(2022, 1, 1)


class OfMapFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    office = factory.SubFactory(OfficeFactory)
    process_map = factory.SubFactory(ProcessMapFactory, office=factory.SelfAttribute("..office"))


class ProcessFactory(OfMapFactory):
    class Meta:
        model = Process

    code = factory.Sequence(lambda n: f"KPU.{n}")
    name = factory.Sequence(lambda n: f"Proses Contoh {n}")
    group = "inti"


class OfProcessFactory(OfMapFactory):
    class Meta:
        abstract = True

    process = factory.SubFactory(
        ProcessFactory, office=factory.SelfAttribute("..office"), process_map=factory.SelfAttribute("..process_map")
    )
    process_code = factory.LazyAttribute(lambda row: row.process.code)


class UnitRelationFactory(OfProcessFactory):
    class Meta:
        model = UnitRelation

    source = "Subbagian Contoh"
    target = "Sekretaris Contoh"
    thing = factory.Sequence(lambda n: f"Rancangan contoh {n}")


class MapStepFactory(OfProcessFactory):
    class Meta:
        model = MapStep

    number = factory.Sequence(lambda n: n % 1000 + 1)
    actor = "Pelaksana Contoh"
    activity = "Menyusun rancangan contoh"


class MapEvaluationFactory(OfMapFactory):
    class Meta:
        model = MapEvaluation

    evaluated_on = date(2022, 11, 1)
    result = "Hasil contoh"
    conclusion = "tetap"


class PictureFactory(DjangoModelFactory):
    """Needs a stored ``file``."""

    class Meta:
        model = Picture

    process_map = factory.SubFactory(ProcessMapFactory)
    name = "peta.png"
    title = "Gambar contoh"
    added_at = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)
