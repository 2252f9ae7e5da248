"""The remarks of a plan as the review shows them: narrowed, together with the row they speak of, with their history."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.flow.models import Activity as Step
from pranata.desk.remark_kinds import remark_kind
from pranata.desk.review.source import PrintedLine, printed_lines, printed_row, source_lines
from pranata.engines.plan.actions.review import FLOW, REVIEWED
from pranata.engines.plan.models import Activity, Area, Plan, Remark, RemarkStatus, Severity, Status, Subactivity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from pranata.base.access.models import User

DECISIONS = {
    "belum": _("Belum diputuskan"),
    "dijawab": _("Sudah dijawab, belum diputuskan"),
    "saya": _("Ditanyakan kepada saya"),
    "sudah": _("Sudah diputuskan"),
}
STEP_WORDS = {
    "accept": _("menerima bacaan"),
    "correct": _("menandai sudah diperbaiki"),
    "ask": _("bertanya"),
    "answer": _("menjawab"),
    "reopen": _("membuka lagi"),
}
MOST_QUOTED = 5  # lines of the source beside one remark


@dataclass(frozen=True)
class RemarkFilter:
    """What the list is narrowed to; what is no such value narrows nothing."""

    severity: str = ""
    kind: str = ""
    decision: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, kinds: Iterable[str]) -> RemarkFilter:
        severity, kind, decision = (query.get(name, "") for name in ("tingkat", "jenis", "keputusan"))
        return cls(
            severity if severity in Severity.values else "",
            kind if kind in kinds else "",
            decision if decision in DECISIONS else "",
        )

    def __bool__(self) -> bool:
        return any((self.severity, self.kind, self.decision))

    def keeps(self, remark: Remark, reader: User) -> bool:
        decisions = {
            "": True,
            "belum": remark.is_undecided,
            "dijawab": remark.status == RemarkStatus.ANSWERED,
            "saya": remark.is_undecided and remark.asked_id == reader.pk,
            "sudah": not remark.is_undecided,
        }
        is_kept = self.severity in ("", remark.severity) and self.kind in ("", remark.code)
        return is_kept and decisions[self.decision]


@dataclass(frozen=True)
class Counts:
    """How far the review is."""

    total: int
    decided: int
    open_errors: int

    @classmethod
    def of(cls, states: Iterable[tuple[str, str]]) -> Counts:
        """From (severity, status) of every remark."""
        tally = Counter(states)
        decided = sum(n for (_level, status), n in tally.items() if status in FLOW_ENDS)
        errors = sum(n for (level, status), n in tally.items() if level == Severity.ERROR and status not in FLOW_ENDS)
        return cls(total=tally.total(), decided=decided, open_errors=errors)


FLOW_ENDS = (RemarkStatus.ACCEPTED, RemarkStatus.CORRECTED)


@dataclass(frozen=True)
class HistoryLine:
    """One step of a remark's history, in words."""

    step: Step

    @property
    def words(self) -> str:
        return str(STEP_WORDS.get(self.step.step, self.step.step))


@dataclass(frozen=True)
class Item:
    """A remark with what the reader may do about it; ``mend`` is the address where the draft is changed."""

    remark: Remark
    kind: str
    steps: frozenset[str]
    is_mine: bool
    mend: str
    history: list[HistoryLine] = field(default_factory=list)
    printed: list[PrintedLine] = field(default_factory=list)

    @property
    def question(self) -> str:
        """What was asked last."""
        asked = [line.step.note for line in self.history if line.step.step == "ask"]
        return asked[-1] if asked else ""

    @property
    def asked_by(self) -> Step | None:
        asked = [line.step for line in self.history if line.step.step == "ask"]
        return asked[-1] if asked else None


@dataclass(frozen=True)
class Group:
    """The remarks that speak of one row, activity or area, or of the decree (``subject`` "")."""

    subject: str
    title: str
    items: list[Item]
    row: Subactivity | None = None
    printed: list[PrintedLine] = field(default_factory=list)

    @property
    def is_decree(self) -> bool:
        return self.subject == ""


def by_subject(remarks: Iterable[Remark]) -> list[tuple[str, list[Remark]]]:
    """Remarks with the same subject together, in the order of the first of each."""
    groups: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        groups[remark.subject].append(remark)
    return list(groups.items())


def build_groups(
    plan: Plan, groups: list[tuple[str, list[Remark]]], areas: Iterable[Area], reader: User
) -> list[Group]:
    """The groups of one page with all they show, in five queries whatever their number."""
    subjects = [subject for subject, _remarks in groups]
    rows = {row.code: row for row in _rows(plan, subjects)}
    places = _places(plan, subjects, areas)
    lines = source_lines(plan)
    histories = _histories(remark for _subject, remarks in groups for remark in remarks)
    found = []
    for subject, remarks in groups:
        row = rows.get(subject)
        items = [
            Item(
                remark=remark,
                kind=str(remark_kind(remark.code)),
                steps=steps_for(remark, plan, reader),
                is_mine=remark.asked_id == reader.pk,
                mend=_mend_address(plan, places.get(subject), remark),
                history=histories.get(remark.pk, []),
                printed=[] if row else printed_lines(lines, remark.lines)[:MOST_QUOTED],
            )
            for remark in remarks
        ]
        printed = printed_row(row, lines) if row else []
        found.append(Group(subject, _title(subject, places, row), items, row, printed))
    return found


def build_item(plan: Plan, remark: Remark, reader: User) -> tuple[Group, Item]:
    """One remark with its row, as a page of its own shows it."""
    group = build_groups(plan, [(remark.subject, [remark])], plan.areas.all(), reader)[0]
    return group, group.items[0]


def steps_for(remark: Remark, plan: Plan, reader: User) -> frozenset[str]:
    """The names of the steps that ``reader`` may take now."""
    if plan.status not in REVIEWED:
        return frozenset()
    names = {step.name for step in FLOW.steps_for(remark, reader)}
    if plan.status != Status.DRAFT:
        names.discard("correct")
    if remark.asked_id != reader.pk:
        names.discard("answer")
    return frozenset(names)


def _rows(plan: Plan, subjects: list[str]) -> Iterable[Subactivity]:
    return plan.subactivities.filter(code__in=subjects).select_related("activity").prefetch_related("indicators")


def _places(plan: Plan, subjects: list[str], areas: Iterable[Area]) -> dict[str, Area | Activity]:
    """The areas and activities among ``subjects``, by their code."""
    places: dict[str, Area | Activity] = {str(area.no): area for area in areas}
    if any(subject.count(".") == 1 for subject in subjects):
        for activity in Activity.objects.filter(area__plan=plan).select_related("area"):
            places[f"{activity.area.no}.{activity.position}"] = activity
    return places


def _histories(remarks: Iterable[Remark]) -> dict[int, list[HistoryLine]]:
    moved = [remark.pk for remark in remarks]
    steps = Step.objects.filter(target_label=Remark._meta.label_lower, target_id__in=moved)
    found: dict[int, list[HistoryLine]] = defaultdict(list)
    for step in steps.select_related("by__person").order_by("pk"):
        found[step.target_id].append(HistoryLine(step))
    return found


def _title(subject: str, places: dict[str, Area | Activity], row: Subactivity | None) -> str:
    if row is not None:
        return f"{subject} {row.text}"
    if not subject:
        return _now("Naskah keputusan dan halamannya")
    place = places.get(subject)
    name = place.name if place is not None else ""
    words = _now("Kegiatan") if isinstance(place, Activity) else _now("Area")
    return f"{words} {subject} {name}".strip() if place is not None else subject


def _mend_address(plan: Plan, place: Area | Activity | None, remark: Remark) -> str:
    names = [plan.office.code, plan.key]
    picked = f"?catatan={remark.pk}&dari=catatan"
    if not remark.subject:
        return reverse("desk:decree_edit", args=names) + picked
    if remark.subject.count(".") == 2:
        return reverse("desk:row_edit", args=[*names, remark.subject]) + picked
    if place is None:
        return reverse("desk:plan_tree", args=names)
    name = "desk:activity_edit" if isinstance(place, Activity) else "desk:area_edit"
    return reverse(name, args=[*names, place.pk]) + picked
