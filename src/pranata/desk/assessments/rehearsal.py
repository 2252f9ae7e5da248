"""The rehearsal (Latihan): what a sheet would be worth, the cheapest way to a target, whether what is unsure matters.

Nothing here is written: answers that are tried come with the request and go with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from pranata.base.ui.pages import staff_form, wants_part
from pranata.desk.assessments.forms import AnswerForm
from pranata.desk.assessments.place import about, sheet_or_404
from pranata.desk.assessments.planned import planned_for
from pranata.desk.assessments.route import route_box, targets_of
from pranata.desk.assessments.rows import choices
from pranata.desk.assessments.swings import swings_of
from pranata.desk.assessments.words import full_title
from pranata.engines.assessments.models import Level
from pranata.engines.assessments.queries import read_sheet, reply_in
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.rules import score
from pranata.engines.assessments.sentences import shown
from pranata.engines.assessments.words import NOT_APPLICABLE, reply_words
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from pranata.desk.assessments.rows import Choice
    from pranata.engines.assessments.queries import Line, SectionView, SheetView
    from pranata.engines.assessments.reading.instrument import Question
    from pranata.engines.assessments.replies import Reply
    from pranata.engines.assessments.rules import Outcome

FIELDS = ("choice", "numerator", "denominator")


@dataclass(frozen=True)
class Trial:
    """One question as it may be tried: ``sent`` are the raw values by field, ``reply`` what they mean, if anything."""

    question: Question
    said: str
    is_proven: bool
    choices: list[Choice]
    sent: Mapping[str, str]
    reply: Reply | None
    error: str

    @property
    def is_choice(self) -> bool:
        return self.question.scale.kind == ScaleKind.CHOICE

    @property
    def is_ratio(self) -> bool:
        return self.question.scale.kind == ScaleKind.RATIO


@dataclass(frozen=True)
class TrialSection:
    """One section of the form; ``tried`` of its questions differ from what is proven."""

    view: SectionView
    trials: list[Trial]

    @property
    def tried(self) -> int:
        return sum(bool(each.reply or each.error) for each in self.trials)


@staff_form
def sheet_rehearsal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """POST shows what the answers that were sent would make of the sheet, and keeps none of them."""
    sheet = sheet_or_404(request, code, pk)
    view = read_sheet(sheet, reader=request.user, today=clock.today())
    sections = trials(view, request.POST if request.method == "POST" else {})
    context = {
        **about(request.user, sheet),
        "view": view,
        "trial_sections": sections,
        **result(view, [each for section in sections for each in section.trials]),
    }
    status = 422 if context["faults"] else 200
    if wants_part(request) and request.method == "POST":
        return render(request, "desk/assessments/rehearsal_result.html", context, status=status)
    planned = planned_for(sheet, reader=request.user)
    asked = request.POST.get("ke") or request.GET.get("ke", "")
    context |= {
        "targets": targets_of(view.instrument),
        **route_box(request.user, view, planned, asked),
        **swings_of(view),
    }
    return render(request, "desk/assessments/rehearsal.html", context, status=status)


def trials(view: SheetView, sent: Mapping[str, str]) -> list[TrialSection]:
    """The questions by section, with what was sent of each."""
    return [
        TrialSection(each, [trial(line, sent) for line in each.lines if line.question.is_scored])
        for each in view.sections
    ]


def trial(line: Line, sent: Mapping[str, str]) -> Trial:
    question = line.question
    raw = {name: sent.get(f"{question.code}-{name}", "").strip() for name in FIELDS}
    reply, error = None, ""
    if any(raw.values()):
        form = AnswerForm(sent, question=question, level=Level.SELF)
        if form.is_valid():
            reply = form.reply
        else:
            error = " ".join(str(each) for errors in form.errors.values() for each in errors)
    answer = line.answers.get(Level.SELF)
    said = reply_words(question, reply_in(answer)) if answer is not None else ""
    options = choices(question, raw["choice"] or (NOT_APPLICABLE if question.is_out else ""), "")
    return Trial(question, said, line.is_proven, options, raw, reply, error)


def result(view: SheetView, tried: Iterable[Trial]) -> dict[str, Any]:
    """What the proven answers and those that are tried would be worth together."""
    rows = list(tried)
    replies = {**view.proven_replies, **{each.question.code: each.reply for each in rows if each.reply is not None}}
    outcome = score(view.instrument, replies)
    return {
        "total": shown(outcome.total),
        "gained": gained(outcome, view.proven),
        "proven_total": shown(view.proven.total),
        "claimed_total": shown(view.claimed.total),
        "tried": sum(each.reply is not None for each in rows),
        "faults": [each for each in rows if each.error],
        "gates": [gate_words(view, outcome, each.code) for each in view.instrument.gates],
        "band": outcome.band,
    }


def gained(outcome: Outcome, before: Outcome) -> str:
    """The difference of two totals with its sign, "" where there is none."""
    rise = outcome.total - before.total
    return f"{'+' if rise > 0 else '−'}{shown(abs(rise))}" if rise else ""


def gate_words(view: SheetView, outcome: Outcome, code: str) -> tuple[str, bool, list[tuple[str, str, str]]]:
    """A gate, whether it would open, and what would still fail: the part, what it has and what it needs."""
    gate = next(each for each in view.instrument.gates if each.code == code)
    least = {each.part: each.minimum for each in gate.conditions}
    failing = [
        (full_title(view.instrument, part), shown(outcome.points(part)), shown(least[part]))
        for part in outcome.gates[code].failed
    ]
    return code, outcome.gates[code].passed, failing
