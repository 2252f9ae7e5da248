"""The cheapest way to a target as the rehearsal shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pranata.base.imports.cells import decimal_text
from pranata.desk.assessments.improvements import said_in, steps_of
from pranata.desk.assessments.words import full_title
from pranata.engines.assessments.models import ANSWER, VIEW, Status
from pranata.engines.assessments.paths import cheapest
from pranata.engines.assessments.queries import ITEM
from pranata.engines.assessments.sentences import shown
from pranata.engines.assessments.words import plain, reply_words
from pranata.engines.followups.models import OPEN, FollowUp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.base.access.models import User
    from pranata.desk.assessments.planned import Planned
    from pranata.engines.assessments.paths import Taken
    from pranata.engines.assessments.queries import Line, SheetView
    from pranata.engines.assessments.reading.instrument import Instrument


@dataclass(frozen=True)
class RouteLine:
    """One step: from what was said to ``after``, or the proof of what was said (``is_proof``).

    ``days`` is the effort of the step, ``each`` that of one improvement as the office put it, "" where nobody did.
    """

    line: Line
    before: str
    after: str
    is_proof: bool
    gain: str
    days: str
    each: str
    planned: Planned | None
    follow_up: FollowUp | None

    @property
    def is_estimated(self) -> bool:
        return bool(self.each)


def targets_of(instrument: Instrument) -> list[tuple[str, str]]:
    """What one may want to reach, as code and title: the gates, then every band but the lowest."""
    named = [*instrument.gates, *instrument.bands[:-1]]
    return [(each.code, each.title) for each in named]


def route_box(user: User, view: SheetView, planned: Mapping[str, Planned], asked: str) -> dict[str, Any]:
    """The way to ``asked``, else to what the sheet aims at, else to the next thing it does not have."""
    sheet, instrument = view.sheet, view.instrument
    target = target_of(view, asked)
    if not target:
        return {"route": None, "route_target": ""}
    route = cheapest(instrument, view.proven_replies, steps_of(view, planned), target)
    lines = [view.line(each.code) for each in route.steps]
    opened = follow_ups_by_item([line.item.pk for line in lines], user)
    rows = [
        route_line(line, each, planned.get(each.code), opened.get(line.item.pk))
        for line, each in zip(lines, route.steps, strict=True)
    ]
    return {
        "route": route,
        "route_target": target,
        "route_lines": rows,
        "route_total": shown(route.total),
        "route_days": plain(route.effort),
        "route_unknown": sum(not each.is_estimated for each in rows),
        "route_missing": [full_title(instrument, code) for code in route.missing],
        "may_estimate": user.can(ANSWER, sheet.office) and sheet.status != Status.CLOSED,
        "may_open": user.can(VIEW, sheet.office) and user.can(OPEN, sheet.office),
    }


def target_of(view: SheetView, asked: str) -> str:
    known = [code for code, _title in targets_of(view.instrument)]
    wanted = next((code for code in (asked, view.sheet.target) if code in known), "")
    if wanted or not known:
        return wanted
    closed = [code for code, outcome in view.proven.gates.items() if not outcome.passed]
    if view.instrument.gates:
        return (closed or known)[0]
    bands = [each.code for each in view.instrument.bands]
    place = bands.index(view.proven.band.code) if view.proven.band else len(bands)
    return bands[max(place - 1, 0)]


def route_line(line: Line, step: Taken, planned: Planned | None, follow_up: FollowUp | None) -> RouteLine:
    said, question = said_in(line), line.question
    return RouteLine(
        line=line,
        before=reply_words(question, said),
        after=reply_words(question, step.reply),
        is_proof=said == step.reply,
        gain=shown(step.gain),
        days=plain(step.effort),
        each=decimal_text(line.item.effort_days) if line.item.effort_days is not None else "",
        planned=planned,
        follow_up=follow_up,
    )


def follow_ups_by_item(items: Iterable[int], user: User) -> dict[int, FollowUp]:
    """The follow-up of each item that has not ended, as far as the reader may see it; one query."""
    found = FollowUp.objects.visible_to(user).unfinished().filter(source_label=ITEM, source_id__in=list(items))
    return {each.source_id: each for each in found.select_related("office").order_by("-pk")}
