"""The result of a survey: as a whole, by service, month, group of respondents, channel, and by added question.

Answers count once the audit names them; groups below five, and those that could be told from the others, are hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from pranata.engines.surveys.models import AddedAnswer, Channel, QuestionKind, Survey
from pranata.engines.surveys.queries.sums import counted, sums, sums_by
from pranata.engines.surveys.respondents import fields_of
from pranata.engines.surveys.rules import SMALLEST, Result, Sums, multiplier, result_from, shown
from pranata.engines.surveys.sampling.rules import Difference, Estimate, Interval, difference, estimate, interval
from pranata.lib.periods import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.org.models import Office
    from pranata.engines.surveys.models import AddedQuestion
    from pranata.engines.surveys.respondents import RespondentField


@dataclass(frozen=True)
class Part:
    """One group of respondents. ``count`` and ``result`` are None where it is hidden; ``result`` also where nobody
    answered an official question."""

    code: str
    title: str
    count: int | None
    result: Result | None = None
    interval: Interval | None = None

    @property
    def is_hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class Group:
    """The parts by one field of respondents."""

    field: RespondentField
    parts: list[Part]


@dataclass(frozen=True)
class AddedResult:
    """What was answered to an added question: ``count`` respondents; each option's words and number in the order of
    the question; ``is_hidden`` below five. Written answers are only counted."""

    question: AddedQuestion
    count: int
    options: list[tuple[str, int]] = field(default_factory=list)
    is_hidden: bool = False


@dataclass(frozen=True)
class Results:
    """What a survey came to. ``whole`` is None below five answers or without official questions; ``count`` is of the
    answers that count."""

    survey: Survey
    count: int
    sums: Sums
    whole: Result | None
    estimate: Estimate | None
    interval: Interval | None
    services: list[Part]
    groups: list[Group]
    months: list[Part]
    channels: list[Part]
    added: list[AddedResult]


@dataclass(frozen=True)
class Past:
    """One survey of a history with what it came to."""

    survey: Survey
    result: Result
    estimate: Estimate | None
    interval: Interval | None
    change: Difference | None = None  # against the one before


def results(survey: Survey) -> Results:
    """The result as it stands. Queries: two for the whole and for each way of dividing it, two for added questions."""
    everything = sums(survey)
    result, found = outcome(survey, everything, survey.population)
    asked = list(survey.services.all())
    services, people = {each.pk: each.name for each in asked}, {each.pk: each.population for each in asked}
    return Results(
        survey=survey,
        count=everything.count,
        sums=everything,
        whole=result,
        estimate=found,
        interval=interval_of(survey, found),
        services=parts(survey, "service", services, everything.count, people),
        groups=[
            Group(each, parts(survey, each.code, {one.code: one.title for one in each.options}, everything.count))
            for each in fields_of(survey.asked_fields)
        ],
        months=month_parts(survey, everything.count),
        channels=parts(survey, "channel", {each.value: each.label for each in Channel}, everything.count),
        added=added_results(survey),
    )


def outcome(survey: Survey, found: Sums, population: int | None) -> tuple[Result | None, Estimate | None]:
    """Index and its certainty among a ``population``, None for one that is unknown; None below five answers, or where
    no element was answered."""
    known = survey.questionnaire
    if known is None or found.count < SMALLEST or not any(found.answered.values()):
        return None, None
    whole = result_from(known, found, survey.method)
    return whole, estimate(known, found, survey.method, population)


def interval_of(survey: Survey, found: Estimate | None) -> Interval | None:
    """The 95 % interval within what the index can be."""
    known = survey.questionnaire
    if known is None:
        return None
    offset, most = known.method(survey.method).offset, multiplier(known, survey.method)
    return interval(found, most + offset, known.highest * most + offset)


def parts(
    survey: Survey, by: str, titles: dict[Any, Any], whole: int, populations: dict[Any, int | None] | None = None
) -> list[Part]:
    """The answers divided by a column, in the order of ``titles``; those who stated nothing are in none of them."""
    found, people = sums_by(survey, by), populations or {}
    counts = {str(code): found[code].count if code in found else 0 for code in titles}
    visible = shown(counts, whole)
    made = []
    for code, title in titles.items():
        count = counts[str(code)]
        if count and str(code) not in visible:
            made.append(Part(str(code), str(title), None))
            continue
        result, known = outcome(survey, found[code], people.get(code)) if count else (None, None)
        made.append(Part(str(code), str(title), count, result, interval_of(survey, known)))
    return made


def month_parts(survey: Survey, whole: int) -> list[Part]:
    """The answers by month, oldest first."""
    days = sorted(counted(survey).order_by().values_list("month", flat=True).distinct())
    return parts(survey, "month", {day: f"{MONTHS[day.month - 1]} {day.year}" for day in days}, whole)


def added_results(survey: Survey) -> list[AddedResult]:
    """What was answered to the added questions; two queries."""
    questions = list(survey.added_questions.all())
    if not questions:
        return []
    kept = AddedAnswer.objects.filter(question__survey=survey, response__batch__isnull=False)
    numbers = {
        row["question"]: row["n"]
        for row in kept.order_by().values("question").annotate(n=Count("response", distinct=True))
    }
    options = {
        (row["question"], row["option"]): row["n"]
        for row in kept.filter(~Q(option=None)).order_by().values("question", "option").annotate(n=Count("pk"))
    }
    return [_added(each, numbers.get(each.pk, 0), options) for each in questions]


def _added(question: AddedQuestion, count: int, options: dict[tuple[int, int], int]) -> AddedResult:
    if question.kind == QuestionKind.TEXT or count < SMALLEST:
        return AddedResult(question, count if count == 0 or count >= SMALLEST else 0, is_hidden=0 < count < SMALLEST)
    named = [(words, options.get((question.pk, place), 0)) for place, words in enumerate(question.choices, start=1)]
    return AddedResult(question, count, named)


def history(office: Office, key: str, *, until: Survey | None = None, only_public: bool = False) -> list[Past]:
    """The ended surveys of one questionnaire (of any edition), oldest first, each against the one before.

    ``until`` ends it with that survey, whatever its status. Two queries for each survey.
    """
    code = key.partition("@")[0]
    rows = Survey.objects.filter(office=office, key__startswith=f"{code}@")
    rows = rows.public() if only_public else rows.ended()
    found = [each for each in rows.order_by("opens_on", "pk") if until is None or _is_before(each, until)]
    if until is not None:
        found = [*(each for each in found if each.pk != until.pk), until]
    return list(_past(found))


def _is_before(survey: Survey, other: Survey) -> bool:
    return survey.subject == other.subject and (survey.opens_on, survey.pk) <= (other.opens_on, other.pk)


def _past(surveys: Iterable[Survey]) -> Iterable[Past]:
    """Each with its change since the one before that was counted alike: same edition, same way, same subject."""
    before: dict[tuple[str, str, str], Estimate | None] = {}
    for survey in surveys:
        result, known = outcome(survey, sums(survey), survey.population)
        if result is None:
            continue
        alike = (survey.key, survey.method, survey.subject)
        former = before.get(alike)
        change = difference(former, known) if former is not None and known is not None else None
        yield Past(survey, result, known, interval_of(survey, known), change)
        before[alike] = known
