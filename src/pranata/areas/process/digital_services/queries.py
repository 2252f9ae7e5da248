"""Reads of applications with what is known about each, for the pages and the command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum

from pranata.areas.process.digital_services.models import Application, BudgetLine, Check, Purpose, ReachMonth, Usage

if TYPE_CHECKING:
    from django.db.models import QuerySet

MONTHS_SHOWN = 12
OFFICE_USES = (
    Purpose.LETTERS, Purpose.STAFFING, Purpose.PLANNING, Purpose.BUDGETING, Purpose.FINANCE, Purpose.PERFORMANCE,
    Purpose.PROCUREMENT,
)  # fmt: skip


@dataclass(frozen=True)
class MonthOfUse:
    """One month of an application: what went through it, of how many, its users; None where nothing is entered."""

    year: int
    month: int
    transactions: int | None
    whole: int | None
    users: int | None
    value: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """What went through the application, in per cent of all."""
        if self.transactions is None or not self.whole:
            return None
        return Decimal(100 * self.transactions) / self.whole


@dataclass(frozen=True)
class Use:
    """One of the seven uses of the secretariat: its applications in use, and the months of a year that were entered."""

    purpose: str
    title: str
    applications: int
    months: int
    transactions: int | None


def months_until(day: date, count: int = MONTHS_SHOWN) -> list[tuple[int, int]]:
    """The last ``count`` months up to that of ``day``, oldest first, as (year, month)."""
    last = day.year * 12 + day.month - 1
    return [(number // 12, number % 12 + 1) for number in range(last - count + 1, last + 1)]


def use_by_month(application: Application, day: date) -> list[MonthOfUse]:
    """The last twelve months of an application, each summed over units and what is counted."""
    wanted = months_until(day)
    rows = Usage.objects.filter(application=application, year__gte=wanted[0][0], year__lte=wanted[-1][0]).order_by()
    sums = rows.values("year", "month").annotate(
        all_of=Sum("transactions"),
        whole_of=Sum("whole", filter=Q(transactions__isnull=False)),
        users_of=Sum("users"),
        value_of=Sum("value"),
        unknown=Count("pk", filter=Q(whole=None, transactions__isnull=False)),
    )
    known = {(each["year"], each["month"]): each for each in sums}
    return [_month(year, month, known.get((year, month))) for year, month in wanted]


def _month(year: int, month: int, found: dict | None) -> MonthOfUse:
    if found is None:
        return MonthOfUse(year, month, None, None, None, None)
    whole = None if found["unknown"] else found["whole_of"]
    return MonthOfUse(year, month, found["all_of"], whole, found["users_of"], found["value_of"])


def reach_by_month(application: Application, day: date) -> list[ReachMonth]:
    """What is known of the last twelve months, newest first."""
    first_year, first_month = months_until(day)[0]
    since = Q(year__gt=first_year) | Q(year=first_year, month__gte=first_month)
    return list(application.reach.filter(since))


def with_reach(applications: QuerySet[Application]) -> QuerySet[Application]:
    """``applications`` with ``reached_now`` (None: never asked), ``asked_at`` and ``why_not`` of the last check."""
    last = Check.objects.filter(application=OuterRef("pk")).order_by("-at", "-pk")
    return applications.annotate(
        reached_now=Subquery(last.values("is_reached")[:1]),
        asked_at=Subquery(last.values("at")[:1]),
        why_not=Subquery(last.values("words")[:1]),
    )


def newest_checks() -> list[Check]:
    """The last check of every watched application of every office."""
    last = Application.objects.watched().annotate(newest=Max("checks__at")).filter(newest__isnull=False)
    rows = Check.objects.filter(application__in=last.values("pk")).annotate(newest=Max("application__checks__at"))
    found = rows.filter(at=F("newest")).select_related("application__office")
    return list(found.order_by("application__office__code", "application__name", "pk"))


def uses_of_year(applications: QuerySet[Application], year: int) -> list[Use]:
    """The seven uses of the secretariat, whether or not an application or a number is there; two queries."""
    in_use = dict(
        applications.in_use().order_by().values_list("purpose").annotate(number=Count("pk"))  # type: ignore[attr-defined]
    )
    rows = Usage.objects.filter(application__in=applications, year=year, application__purpose__in=OFFICE_USES)
    sums = (
        rows.order_by()
        .values("application__purpose")
        .annotate(months=Count("month", distinct=True), total=Sum("transactions"))
    )
    known = {each["application__purpose"]: each for each in sums}
    return [
        Use(
            purpose,
            str(purpose.label),
            in_use.get(purpose, 0),
            known.get(purpose, {}).get("months", 0),
            known.get(purpose, {}).get("total"),
        )
        for purpose in OFFICE_USES
    ]


def budget_of_year(lines: QuerySet[BudgetLine]) -> tuple[Decimal | None, Decimal | None]:
    """Amount and what was realized of it; None without a line."""
    sums = lines.order_by().aggregate(amount=Sum("amount"), realized=Sum("realized"))
    return sums["amount"], sums["realized"]
