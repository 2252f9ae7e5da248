"""Which measures exist. A capability or an engine declares its own in ``measures.py`` while the apps start:

    @measure(
        "complaints.on_time",
        _("Pengaduan diselesaikan tepat waktu"),
        kind=Kind.PUNCTUALITY,
        unit=PERCENT,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("{numerator} dari {denominator} pengaduan yang jatuh tempo {start} sampai {end} tepat waktu."),
        fed_by=("complaints.complaint",),
    )
    def on_time(office, period):
        due = Complaint.objects.filter(office=office, due_on__range=(period.start, period.end))
        return Punctuality(due.on_time(), due)

``fed_by`` are the labels of the records whose audited deeds may change the value, as the audit names its targets.
``sealed`` measures count what nobody may open: see ``secrecy``. What is misspelt fails at start-up (``checks``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.indicators.rules import Better, Kind, Span, Stretch, stretch, until

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from pranata.base.org.models import Office
    from pranata.engines.indicators.results import Result

__all__ = [
    "PERCENT",
    "POINTS",
    "Better",
    "Kind",
    "Measure",
    "Span",
    "Stretch",
    "by_key",
    "measure",
    "measures",
]

PERCENT = _("persen")
POINTS = _("poin")
INDEX = _("indeks")
NO_UNIT = ""  # of an existence or a date

BASELINE = "indicators.baseline"

Compute = Callable[["Office", Stretch], "Result | None"]


@dataclass(frozen=True)
class Measure:
    """One declared measure (Ukuran): what it is called, which days it looks at, and the function that answers.

    ``sentence`` explains a value, with placeholders that ``sentences`` fills. ``basis`` is where the formula comes
    from and ``certainty`` how sure that is, both "" where the formula is our own. ``module`` declared it.
    """

    key: str
    title: str | Promise
    kind: Kind
    unit: str | Promise
    better: Better
    span: Span
    sentence: str | Promise
    compute: Compute = field(repr=False, compare=False)
    fed_by: tuple[str, ...] = ()
    rule_version: int = 1
    basis: str | Promise = ""
    certainty: str = ""
    sealed: bool = False
    module: str = ""

    def stretch(self, year: int, month: int, *, today: date) -> Stretch:
        """The days the reading of a month looks at on ``today``: not beyond it, unless the month has not begun."""
        whole = stretch(self.span, year, month)
        return until(whole, today) or whole


_declared: dict[str, Measure] = {}
_twice: list[str] = []  # keys that two functions claim, for the check at start-up
_offered: list[Callable[[], Mapping[str, list[str]]]] = []


def measure(
    key: str,
    title: str | Promise,
    *,
    kind: Kind,
    unit: str | Promise,
    better: Better,
    span: Span,
    sentence: str | Promise,
    fed_by: tuple[str, ...],
    rule_version: int = 1,
    basis: str | Promise = "",
    certainty: str = "",
    sealed: bool = False,
) -> Callable[[Compute], Compute]:
    """Declare the decorated function as a measure; it stays callable as it is. The key begins with the app's label."""

    def declare(function: Compute) -> Compute:
        made = Measure(
            key, title, kind, unit, better, span, sentence, function,
            fed_by, rule_version, basis, certainty, sealed, module=function.__module__,
        )  # fmt: skip
        if key in _declared:
            _twice.append(key)
        else:
            _declared[key] = made
        return function

    return declare


def measures() -> list[Measure]:
    """Every measure, by key."""
    return [_declared[key] for key in sorted(_declared)]


def by_key(key: str) -> Measure | None:
    return _declared.get(key)


def catalogue() -> str:
    """A fingerprint of the measures there are, with their versions: 16 hexadecimal digits."""
    named = [f"{each.key} {each.kind} {each.span} {each.rule_version} {each.sealed}" for each in measures()]
    return sha256("\n".join(named).encode()).hexdigest()[:16]


def claimed_twice() -> list[str]:
    """The keys that more than one function claims."""
    return list(_twice)


def fed_by(labels: set[str]) -> list[Measure]:
    """The measures that deeds on records of these labels may change, by key; an app's label means all its records.

    A baseline changes every measure of change at its office.
    """
    by_baseline = BASELINE in labels
    return [
        each
        for each in measures()
        if (by_baseline and each.kind == Kind.CHANGE)
        or any(label in labels or label.partition(".")[0] in labels for label in each.fed_by)
    ]


def offer_references(references: Callable[[], Mapping[str, list[str]]]) -> None:
    """Let ``references()`` tell which indicators ("7.6.2#1") are bound to a measure, by key; the last offer counts."""
    _offered[:] = [references]


def indicator_references() -> Mapping[str, list[str]]:
    """The references of the indicators bound to each measure, by key; nothing while no engine tells."""
    return _offered[0]() if _offered else {}
