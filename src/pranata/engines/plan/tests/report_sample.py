"""A small plan whose figures are counted by hand, as of 20 July 2022."""

from datetime import UTC, date, datetime

from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.plan.models import Status
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    PlanFactory,
    ProgressFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

TODAY = "2022-07-20"
JANUARY, JUNE, JULY, DECEMBER = (1 << month - 1 for month in (1, 6, 7, 12))
IN_TIME = datetime(2022, 6, 25, 3, tzinfo=UTC)
TOO_LATE = datetime(2022, 7, 5, 3, tzinfo=UTC)  # June was due on 30 June


def adopted_plan(office, **fields):
    return PlanFactory(office=office, year=2022, status=Status.ADOPTED, document__number="1/CONTOH/2022", **fields)


def counted_plan(office, **fields):
    """June: 1.1.1 verified, 1.1.2 verified late, 2.1.1 waiting. January of 1.1.1 overdue, July and December to come."""
    plan = adopted_plan(office, **fields)
    activities = [ActivityFactory(area=AreaFactory(plan=plan, no=no), position=1) for no in (1, 2)]
    rows = [
        SubactivityFactory(activity=activities[area - 1], position=position, month_bits=bits)
        for area, position, bits in (
            (1, 1, JANUARY | JUNE),
            (1, 2, JUNE),
            (2, 1, JUNE | JULY),
            (2, 2, DECEMBER),
        )
    ]
    ResponsibilityFactory(subactivity=rows[0], person__name="Pegawai Contoh")
    ProgressFactory(subactivity=rows[0], month=6, status="verified", submitted_at=IN_TIME, achievement="Rapat selesai")
    ProgressFactory(subactivity=rows[1], month=6, status="verified", submitted_at=TOO_LATE)
    ProgressFactory(
        subactivity=rows[2], month=6, status="submitted", submitted_at=IN_TIME, obstacle="Hujan", follow_up="Ulangi"
    )
    return plan


def prove(plan, code, month, **fields):
    """One more item of evidence behind a month's report."""
    progress = plan.subactivities.get(code=code).progress.get(month=month)
    item = EvidenceFactory(office=plan.office, dated_on=date(2022, 6, 20), **fields)
    UseFactory(evidence=item, target_label="plan.progress", target_id=progress.pk)
    return item
