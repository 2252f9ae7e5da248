"""What of the plans in force waits for whom: months to report, to mend, to verify."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from pranata.base.access.models import Role, RoleAssignment
from pranata.base.flow.models import Activity as History
from pranata.base.org.dated import within
from pranata.base.people.models import Person, TeamMember
from pranata.engines.plan.models import Deputy, MonthDeadline, Progress, ProgressStatus, Status, Subactivity
from pranata.engines.plan.queries.live import has_lost_proof, reported
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import Year, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.base.people.models import Team
    from pranata.engines.plan.models import Plan

NOT_HANDED_IN = (CellState.PLANNED, CellState.DUE, CellState.OVERDUE)
PARTIES = ("responsibility__person", "responsibility__unit", "responsibility__team")


@dataclass(frozen=True)
class MonthTask:
    """One month of one row that waits for somebody; ``due_on`` is the day by which it is to be reported.

    ``progress`` is what was written of it so far, None of nothing. ``row`` knows its plan.
    """

    row: Subactivity
    month: int
    due_on: date
    progress: Progress | None
    is_overdue: bool

    @property
    def plan(self) -> Plan:
        return self.row.plan

    @property
    def party(self) -> Person | Unit | Team | None:
        """Who is in charge of the row."""
        held = getattr(self.row, "responsibility", None)
        return held.party if held else None

    @property
    def is_returned(self) -> bool:
        return self.progress is not None and self.progress.status == ProgressStatus.RETURNED

    @property
    def has_lost_proof(self) -> bool:
        """Whether evidence of it, as far as the reader may see it, proves nothing any more."""
        return self.progress is not None and self.progress.has_lost_proof  # type: ignore[attr-defined]

    @property
    def reason(self) -> str:
        """Why it was returned last, "" of a month that was not."""
        return (self.progress.return_reason or "") if self.progress and self.is_returned else ""  # type: ignore[attr-defined]

    @property
    def returned_at(self) -> datetime | None:
        return self.progress.return_moment if self.progress and self.is_returned else None  # type: ignore[attr-defined]

    @property
    def return_id(self) -> int | None:
        """Which return it was: the number of its step in the history."""
        return self.progress.return_step if self.progress and self.is_returned else None  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Waiting:
    """What waits for an account: months of its ``own`` rows, of its ``unit``'s, months it may verify.

    ``next_due`` is the next month of its own rows that nothing has to be done about yet.
    """

    own: list[MonthTask] = field(default_factory=list)
    unit: list[MonthTask] = field(default_factory=list)
    to_verify: list[MonthTask] = field(default_factory=list)
    next_due: MonthTask | None = None


def waiting_for(user: User, plans: Iterable[Plan], *, today: date, verifies: bool) -> Waiting:
    """What waits for ``user`` in those of ``plans`` that are in force, in three queries whatever their number.

    ``verifies`` says whether the account may verify there; what it handed in itself is not its to verify.
    """
    years = Years([plan for plan in plans if plan.status == Status.ADOPTED], today)
    if not years.plans:
        return Waiting()
    rows = [years.known(row) for row in charged_rows(user, years.plans.values(), today)]
    reports = years.reports(rows, with_submitted=verifies, reader=user)
    own = [task for row in rows if row.is_own for task in years.tasks(row, reports[row.pk])]  # type: ignore[attr-defined]
    unit = [task for row in rows if row.is_units for task in years.tasks(row, reports[row.pk])]  # type: ignore[attr-defined]
    ahead = [task for row in rows if row.is_own for task in years.ahead(row, reports[row.pk])]  # type: ignore[attr-defined]
    return Waiting(
        own=sorted(own, key=urgency),
        unit=sorted(unit, key=urgency),
        to_verify=sorted(years.submitted(reports, user), key=urgency) if verifies else [],
        next_due=min(ahead, key=urgency, default=None),
    )


def own_months(user: User, plans: Iterable[Plan], *, today: date) -> list[MonthTask]:
    """Every month of the account's own rows that nobody has handed in yet, by its day: those due, those to come."""
    years = Years([plan for plan in plans if plan.status == Status.ADOPTED], today)
    rows = [years.known(row) for row in charged_rows(user, years.plans.values(), today).filter(is_own=True)]
    reports = years.reports(rows, with_submitted=False)
    found = [task for row in rows for task in years.open(row, reports[row.pk])]
    return sorted(found, key=lambda task: (task.due_on, *place(task)))


def overdue_months(plan: Plan, *, today: date) -> list[MonthTask]:
    """The overdue months of every row of ``plan``, whoever is in charge."""
    years = Years([plan] if plan.status == Status.ADOPTED else [], today)
    rows = [years.known(row) for row in Subactivity.objects.filter(plan=plan).select_related(*PARTIES)]
    reports = years.reports(rows, with_submitted=False)
    return [task for row in rows for task in years.tasks(row, reports[row.pk]) if task.is_overdue]


def charged_rows(user: User, plans: Iterable[Plan], today: date) -> QuerySet[Subactivity]:
    """The rows ``user`` has to do with: ``is_own`` where it is in charge, stands in, is in the team, or answers for
    the unit; ``is_units`` where its unit or somebody of its unit is in charge.

    For a unit answers whoever holds the role of its head (kasubbag), else everybody in it; for a change agent's plan,
    where nobody else is named, the agent.
    """
    deputies = Deputy.objects.valid_on(today).filter(responsibility__subactivity=OuterRef("pk"), person__user=user)
    members = TeamMember.objects.valid_on(today).filter(
        within(today, "team__"), team=OuterRef("responsibility__team"), person__user=user
    )
    colleague = Person.objects.filter(user=user, unit__isnull=False)
    in_unit = Exists(colleague.filter(unit=OuterRef("responsibility__unit")))
    with_person = Exists(colleague.filter(unit=OuterRef("responsibility__person__unit")))
    unit = OuterRef("responsibility__unit")
    heads = RoleAssignment.objects.held_on(today).filter(role=Role.KASUBBAG)
    heads = heads.filter(Q(unit=unit) | Q(unit=None, user__person__unit=unit))
    is_own = (
        Q(responsibility__person__user=user)
        | Q(responsibility=None, plan__agent__user=user)
        | Exists(deputies)
        | Exists(members)
        | Exists(heads.filter(user=user))
        | (Q(in_unit) & ~Exists(heads))
    )
    found = Subactivity.objects.filter(plan__in=list(plans)).annotate(is_own=is_own, is_units=Q(in_unit) | with_person)
    return found.filter(Q(is_own=True) | Q(is_units=True)).select_related(*PARTIES).defer("as_printed", "source_lines")


class Years:
    """The running years of some plans in force as of ``today``."""

    def __init__(self, plans: list[Plan], today: date) -> None:
        self.plans, self.today = {plan.pk: plan for plan in plans}, today
        deadlines: dict[int, dict[int, date]] = defaultdict(dict)
        rows = MonthDeadline.objects.filter(plan__in=plans) if plans else MonthDeadline.objects.none()
        for plan_id, month, due_on in rows.values_list("plan_id", "month", "due_on"):
            deadlines[plan_id][month] = due_on
        self.by_plan: dict[int, Year] = {plan.pk: year_of(plan, today, deadlines[plan.pk]) for plan in plans}

    def known(self, row: Subactivity) -> Subactivity:
        """``row`` with the plan we have, so that nobody reads it again."""
        row.plan = self.plans[row.plan_id]
        return row

    def reports(
        self, rows: list[Subactivity], *, with_submitted: bool, reader: User | None = None
    ) -> dict[int, dict[int, Progress]]:
        """What was written of ``rows``, by row and month; ``with_submitted`` also what of any row is to be verified.

        Each says ``has_lost_proof``: whether evidence that ``reader`` may see proves nothing any more.
        """
        wanted = Q(subactivity__in=[row.pk for row in rows])
        if with_submitted:
            wanted |= Q(subactivity__plan__in=list(self.plans), status=ProgressStatus.SUBMITTED)
        found: dict[int, dict[int, Progress]] = defaultdict(dict)
        written = with_steps(Progress.objects.filter(wanted)).annotate(has_lost_proof=has_lost_proof(reader))
        for progress in written.select_related("subactivity", *(f"subactivity__{party}" for party in PARTIES)):
            self.known(progress.subactivity)
            found[progress.subactivity_id][progress.month] = progress
        return found

    def tasks(self, row: Subactivity, written: Mapping[int, Progress]) -> list[MonthTask]:
        """The months of ``row`` that have begun and that nobody has handed in; some are overdue."""
        return [task for task in self.open(row, written) if self._has_begun(task)]

    def ahead(self, row: Subactivity, written: Mapping[int, Progress]) -> list[MonthTask]:
        """The months of ``row`` that are still to come."""
        return [task for task in self.open(row, written) if not self._has_begun(task)]

    def _has_begun(self, task: MonthTask) -> bool:
        return (task.plan.year, task.month) <= (self.today.year, self.today.month)

    def open(self, row: Subactivity, written: Mapping[int, Progress]) -> list[MonthTask]:
        """The months of ``row`` that nobody has handed in and that may still be; an ended year is closed."""
        year = self.by_plan[row.plan_id]
        states = year.states(
            set(row.months), {month: reported(each.status, each.submitted_at) for month, each in written.items()}
        )
        return [
            MonthTask(row, month, year.due[month], written.get(month), state == CellState.OVERDUE)
            for month, state in enumerate(states, start=1)
            if state in NOT_HANDED_IN
        ]

    def submitted(self, reports: Mapping[int, Mapping[int, Progress]], user: User) -> list[MonthTask]:
        """What others handed in and nobody has verified yet."""
        return [
            MonthTask(
                progress.subactivity, month, self.by_plan[progress.subactivity.plan_id].due[month], progress, False
            )
            for written in reports.values()
            for month, progress in written.items()
            if progress.status == ProgressStatus.SUBMITTED and progress.submitted_by != user.pk  # type: ignore[attr-defined]
        ]


def with_steps(progress: QuerySet[Progress]) -> QuerySet[Progress]:
    """``progress`` with its last return (``return_step``, ``_reason``, ``_moment``) and ``submitted_by``."""
    steps = History.objects.filter(target_label=Progress._meta.label_lower, target_id=OuterRef("pk")).order_by("-pk")
    last_return = steps.filter(step="return")
    return progress.annotate(
        return_step=Subquery(last_return.values("pk")[:1]),
        return_reason=Subquery(last_return.values("note")[:1]),
        return_moment=Subquery(last_return.values("at")[:1]),
        submitted_by=Subquery(steps.filter(step="submit").values("by")[:1]),
    )


def urgency(task: MonthTask) -> tuple:
    """What is late first, then what is due, then what was returned; the earlier day first, then as in the plan."""
    return (not task.is_overdue, task.is_returned, task.due_on, *place(task))


def place(task: MonthTask) -> tuple:
    """Where a month stands: its plan, its row as numbers, the month."""
    return (task.plan.year, *(int(number) for number in task.row.code.split(".") if number.isdigit()), task.month)
