"""What could be done for each question of a sheet: prove the answer, or raise it step by step."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pranata.engines.assessments.models import Level
from pranata.engines.assessments.paths import Step
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.desk.assessments.planned import Planned
    from pranata.engines.assessments.queries import Line, SheetView
    from pranata.engines.assessments.reading.instrument import Question

UNKNOWN_EFFORT = Fraction(1)  # working days, our own: for what nobody has estimated yet, said so on the page
TENTHS = 10  # a number is raised by tenths of its range


def steps_of(view: SheetView, planned: Mapping[str, Planned]) -> list[Step]:
    """Every improvement of the sheet, in the order of the form.

    To prove what was answered takes the effort of the item once, and so does each option that an answer is raised by,
    or each tenth of a number's range; a ratio is raised to the whole at once.
    """
    found = []
    for line in view.lines:
        effort = effort_of(line)
        months = planned[line.question.code].months if line.question.code in planned else ()
        for reply, times in improvements(line):
            found.append(Step(line.question.code, reply, effort * times, months))
    return found


def effort_of(line: Line) -> Fraction:
    """The working days of one improvement of a question."""
    days = line.item.effort_days
    return UNKNOWN_EFFORT if days is None else Fraction(days)


def improvements(line: Line) -> list[tuple[Reply, int]]:
    """What the answer could become, with how many times the item's effort; nothing where it does not apply."""
    question, said = line.question, said_in(line)
    if not question.is_scored or (said is not None and said.is_not_applicable):
        return []
    if said is None and question.is_out:
        return []
    value = (value_of(question, said) if said is not None else None) or Fraction(0)
    to_prove = int(said is not None and value > 0 and not line.is_proven)
    found = [(said, to_prove)] if to_prove and said is not None else []
    return [*found, *((reply, times + to_prove) for reply, times in raised(question, said, value))]


def raised(question: Question, said: Reply | None, value: Fraction) -> Iterable[tuple[Reply, int]]:
    """Better answers than one of that value, the nearest first, with how many steps up they are."""
    kind = question.scale.kind
    if kind == ScaleKind.CHOICE:
        better = [each for each in reversed(question.scale.options) if each.value > value]
        return [(Reply(choice=each.key), times) for times, each in enumerate(better, start=1)]
    if kind == ScaleKind.RATIO:
        whole = said.denominator if said is not None and said.denominator else Fraction(1)
        return [(Reply(numerator=whole, denominator=whole), 1)] if value < 1 else []
    scale = question.scale
    tenths = [tenth for tenth in range(1, TENTHS + 1) if Fraction(tenth, TENTHS) > value]
    spans = [scale.lowest + (scale.highest - scale.lowest) * Fraction(tenth, TENTHS) for tenth in tenths]
    return [(Reply(numerator=each), times) for times, each in enumerate(spans, start=1)]


def said_in(line: Line) -> Reply | None:
    """What the office answers today, also what is not proven or not yet confirmed."""
    answer = line.answers.get(Level.SELF)
    return reply_in(answer) if answer is not None else None
