"""Writes about what proves a month's work: evidence joins or leaves a month while the month may still be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.evidence import actions as evidence
from pranata.engines.plan.actions.guards import hold_plan
from pranata.engines.plan.models import Progress, ProgressStatus, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from pranata.base.access.models import User
    from pranata.engines.evidence.models import Evidence, Use
    from pranata.engines.plan.models import Plan, Subactivity

REPORT = "plan.report"
OPEN = (ProgressStatus.DRAFT, ProgressStatus.RETURNED)


def may_be_proved(plan: Plan, row: Subactivity, month: int, progress: Progress | None) -> bool:
    """Whether evidence may join or leave the month as it stands; ``progress`` is None while nobody wrote of it."""
    is_open = progress is None or progress.status in OPEN
    return plan.status == Status.ADOPTED and month in row.months and is_open


@transaction.atomic
def prove(row: Subactivity, month: int, take: Callable[[], Evidence], *, by: User | None) -> Use:
    """Let the item that ``take`` adds or finds prove the month; the first evidence of a month opens it as a draft.

    Raises what ``take`` and ``evidence.use`` raise, and then nothing is kept; ``Forbidden`` without "plan.report",
    ``ValidationError`` for a month that is not planned, ``Stale`` for one that was handed in meanwhile.
    """
    progress = _open_month(row, month, by=by)
    return evidence.use(take(), progress, office=row.plan.office, by=by)


@transaction.atomic
def prove_no_more(found: Use, row: Subactivity, month: int, *, by: User) -> None:
    """Let an item prove the month no more; the item itself stays. Raises as ``prove``."""
    _open_month(row, month, by=by)
    evidence.unuse(found, by=by)


def _open_month(row: Subactivity, month: int, *, by: User | None) -> Progress:
    plan = hold_plan(row.plan)
    require(by, REPORT, plan.office)
    if month not in row.months:
        raise ValidationError({"month": _("Bulan ini tidak dijadwalkan untuk subkegiatan ini.")})
    progress = Progress.objects.filter(subactivity=row, month=month).first()
    if not may_be_proved(plan, row, month, progress):
        raise Stale("prove")
    if progress is None:
        progress = Progress.objects.create(subactivity=row, month=month)
        facts = {"row": row.code, "month": month}
        record(office=plan.office, actor=by, action="plan.progress_opened", target=progress, after=facts)
    return progress
