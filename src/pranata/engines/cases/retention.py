"""How long closed cases keep personal data (Retensi Data Pribadi), by ``data/retention/cases.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value

from pranata.engines.cases.models import Hold
from pranata.engines.cases.registry import kind_of, kinds
from pranata.engines.cases.rules import erasure_day, last_closing_day
from pranata.engines.deadlines.model import Certainty
from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind

EVERY = "*"
NEVER_DISPUTED = date(1, 1, 1)  # a day before all others, so that databases compare it like any
ANNOUNCED = timedelta(days=30)  # how long before its day a case is listed
FILE_KEYS = {"retention": Key(list)}
ROW_KEYS = {
    "kind": Key(str),
    "months": Key(int),
    "rejected_months": Key(int),
    "disputed_months": Key(int),
    "basis": Key(str),
    "certainty": Key(Certainty),
}


@dataclass(frozen=True)
class Retention:
    """How many months after its closing a case of ``kind`` is erased; ``rejected_months`` without a number,
    ``disputed_months`` after the last objection to it or dispute about it ended, if that is later."""

    kind: str
    months: int
    rejected_months: int
    disputed_months: int
    basis: str
    certainty: Certainty


def retention_of(kind: CaseKind) -> Retention:
    """The row of ``kind``, or that of every other. Raises ``DataFault``."""
    rows = read_retentions(settings.DATA_DIR / "retention" / "cases.toml")
    return rows.get(kind.code) or rows[EVERY]


@cache
def read_retentions(path: Path) -> dict[str, Retention]:
    """The rows of a file by their kind. Raises ``DataFault`` with file and row."""
    found: dict[str, Retention] = {}
    for number, row in enumerate(take(read_toml(path), FILE_KEYS, path.name)["retention"], start=1):
        place = f"{path.name}, baris [[retention]] ke-{number}"
        retention = Retention(**take(row, ROW_KEYS, place))
        if retention.kind in found:
            raise DataFault(f"{place}: {retention.kind} sudah punya baris")
        found[retention.kind] = retention
    if EVERY not in found:
        raise DataFault(f'{path.name}: perlu baris dengan kind = "{EVERY}"')
    return found


def expired(kind: CaseKind, day: date) -> QuerySet[Case]:
    """The cases of ``kind`` whose personal data are to be gone on ``day``, at every office, as ``weighed`` has them.

    None that somebody holds on that day, and none with an objection or a dispute that is open, or ended too lately.
    """
    rule, closed = retention_of(kind), weighed(kind).exclude(closed_on=None).filter(erased_at=None)
    numbered = ~Q(number="") & Q(closed_on__lte=last_closing_day(day, rule.months))
    thrown_out = Q(number="", closed_on__lte=last_closing_day(day, rule.rejected_months))
    free = Q(held_until=None) | Q(held_until__lt=day)
    settled = Q(is_disputed=False, disputed_until__lte=last_closing_day(day, rule.disputed_months))
    return closed.filter(numbered | thrown_out).filter(free & settled)


def weighed(kind: CaseKind) -> QuerySet[Case]:
    """The cases of ``kind`` with what may keep them: ``held_until``, the last day of the longest hold that was not
    lifted, ``is_disputed`` and ``disputed_until``."""
    holds = Hold.objects.filter(
        target_label=kind.model._meta.label_lower, target_id=OuterRef("pk"), lifted_at=None
    ).order_by("-until")
    cases = kind.model._default_manager.annotate(held_until=Subquery(holds.values("until")[:1]))
    if kind.with_disputes is not None:
        return kind.with_disputes(cases)
    return cases.annotate(
        is_disputed=Value(False), disputed_until=Value(NEVER_DISPUTED, output_field=models.DateField())
    )


def is_disputed(case: Case) -> bool:
    """Whether an objection to it or a dispute about it is open."""
    return weighed(kind_of(case)).filter(pk=case.pk, is_disputed=True).exists()


def day_of_erasure(kind: CaseKind, case: Case) -> date:
    """On which day the personal data of a closed case are erased, as far as it is known today.

    What keeps a case counts where it comes from ``expired``.
    """
    rule = retention_of(kind)
    days = [erasure_day(case.closed_on, rule.months if case.number else rule.rejected_months)]
    if (ended := getattr(case, "disputed_until", NEVER_DISPUTED)) != NEVER_DISPUTED:
        days.append(erasure_day(ended, rule.disputed_months))
    if held := getattr(case, "held_until", None):
        days.append(held + timedelta(days=1))
    return max(days)


def unknown_kinds() -> list[str]:
    """The kinds that the file names and nobody declared."""
    known = {kind.code for kind in kinds()} | {EVERY}
    return sorted(set(read_retentions(settings.DATA_DIR / "retention" / "cases.toml")) - known)
