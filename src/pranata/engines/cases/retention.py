"""How long closed cases keep personal data (Retensi Data Pribadi), by ``data/retention/cases.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from pranata.engines.cases.registry import kinds
from pranata.engines.cases.rules import erasure_day, last_closing_day
from pranata.engines.deadlines.model import Certainty
from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind

EVERY = "*"
ANNOUNCED = timedelta(days=30)  # how long before its day a case is listed
FILE_KEYS = {"retention": Key(list)}
ROW_KEYS = {
    "kind": Key(str),
    "months": Key(int),
    "rejected_months": Key(int),
    "basis": Key(str),
    "certainty": Key(Certainty),
}


@dataclass(frozen=True)
class Retention:
    """How many months after its closing a case of ``kind`` is erased; ``rejected_months`` without a number."""

    kind: str
    months: int
    rejected_months: int
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
    """The cases of ``kind`` whose personal data are to be gone on ``day``, at every office."""
    rule, closed = retention_of(kind), kind.model._default_manager.exclude(closed_on=None).filter(erased_at=None)
    numbered = ~Q(number="") & Q(closed_on__lte=last_closing_day(day, rule.months))
    thrown_out = Q(number="", closed_on__lte=last_closing_day(day, rule.rejected_months))
    return closed.filter(numbered | thrown_out)


def day_of_erasure(kind: CaseKind, case: Case) -> date:
    """On which day the personal data of a closed case are erased."""
    rule = retention_of(kind)
    return erasure_day(case.closed_on, rule.months if case.number else rule.rejected_months)


def unknown_kinds() -> list[str]:
    """The kinds that the file names and nobody declared."""
    known = {kind.code for kind in kinds()} | {EVERY}
    return sorted(set(read_retentions(settings.DATA_DIR / "retention" / "cases.toml")) - known)
