"""Made-up plans in force with the tree of the shipped decree, and what was reported of their months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from django.conf import settings

from pranata.base.org.models import Office
from pranata.engines.documents.kinds import DECREE
from pranata.engines.documents.models import Document
from pranata.engines.plan.models import (
    Activity,
    Area,
    Indicator,
    Plan,
    Progress,
    ProgressStatus,
    Status,
    Subactivity,
)
from pranata.engines.plan.reading import AreaReading, read_plan
from pranata.engines.plan.rules import months_to_bits

WORDS = "Contoh rekaan."


@dataclass(frozen=True)
class Template:
    """The tree that every made-up plan has."""

    areas: list[AreaReading]

    @classmethod
    def read(cls) -> Template:
        path = settings.DATA_DIR / "decrees" / "3503-2022.md"
        return cls(read_plan(path.read_bytes(), name=path.name).areas)


def plan_rows(office: Office, template: Template, months: list[tuple[int, int]], chance: Random) -> int:
    """Write the plan of the last year and its reported months, unless the office has one; how many months."""
    if not months:
        return 0
    year = months[-1][0]
    if Plan.objects.filter(office=office, year=year).exists():
        return 0
    plan = _plan(office, year)
    rows = _tree(plan, template)
    return _cells(rows, {month for each, month in months if each == year}, year, chance)


def _plan(office: Office, year: int) -> Plan:
    moment = datetime(year, 1, 10, 3, tzinfo=UTC)
    document = Document.objects.create(
        office=office,
        kind=DECREE,
        number=f"REKAAN {year} TAHUN {year}",
        title=f"Rencana Aksi Reformasi Birokrasi rekaan {year}",
        year=year,
        issued_on=date(year, 1, 10),
        created_at=moment,
    )
    return Plan.objects.create(office=office, year=year, document=document, status=Status.ADOPTED, imported_at=moment)


def _tree(plan: Plan, template: Template) -> list[Subactivity]:
    areas = Area.objects.bulk_create(Area(plan=plan, no=each.no, name=each.name) for each in template.areas)
    printed = [
        (Activity(area=area, position=place, no=each.no, name=each.name), each)
        for area, reading in zip(areas, template.areas, strict=True)
        for place, each in enumerate(reading.activities, start=1)
    ]
    Activity.objects.bulk_create(activity for activity, _each in printed)
    rows = [
        (
            Subactivity(
                plan=plan,
                activity=activity,
                position=place,
                code=row.code,
                no=row.no,
                text=row.text,
                month_bits=months_to_bits(row.months),
                confidence=row.confidence,
            ),
            row,
        )
        for activity, each in printed
        for place, row in enumerate(each.subactivities, start=1)
    ]
    Subactivity.objects.bulk_create(made for made, _row in rows)
    Indicator.objects.bulk_create(
        Indicator(subactivity=made, position=place, text=indicator.text)
        for made, row in rows
        for place, indicator in enumerate(row.indicators, start=1)
    )
    return [made for made, _row in rows]


def _cells(rows: list[Subactivity], ended: set[int], year: int, chance: Random) -> int:
    diligence = chance.betavariate(6, 2)
    moment = datetime(year, 12, 1, 3, tzinfo=UTC)
    reported = [
        Progress(
            subactivity=row,
            month=month,
            status=ProgressStatus.VERIFIED if chance.random() < diligence else ProgressStatus.SUBMITTED,
            achievement=WORDS,
            submitted_at=moment,
        )
        for row in rows
        for month in row.months
        if month in ended and chance.random() < diligence
    ]
    Progress.objects.bulk_create(reported, batch_size=500)
    return len(reported)
