"""How far a survey is against what is wanted, and what its respondents wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from pranata.base.seal.actions import Sealer, sealer_of
from pranata.base.seal.errors import Erased
from pranata.engines.surveys.columns import columns_of
from pranata.engines.surveys.models import AddedAnswer, Response
from pranata.engines.surveys.queries.sums import counted
from pranata.engines.surveys.rules import shown
from pranata.engines.surveys.sampling.rules import Fullness, fullness, sample_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.engines.surveys.models import Survey, SurveyService


@dataclass(frozen=True)
class Share:
    """Answers against a target; ``percent`` whole, at most 100, None without a target."""

    count: int
    target: int | None
    fullness: Fullness

    @property
    def percent(self) -> int | None:
        return min(100, 100 * self.count // self.target) if self.target else None


@dataclass(frozen=True)
class Progress:
    """All answers, then those of each service; ``unnamed`` answers name no service."""

    whole: Share
    services: list[tuple[SurveyService, Share]]
    unnamed: int

    @property
    def count(self) -> int:
        return self.whole.count

    @property
    def target(self) -> int | None:
        return self.whole.target


def target_of(survey: Survey) -> int | None:
    """How many answers are wanted: what was set, else what the population wants; None where neither is known."""
    if survey.target is not None:
        return survey.target
    return sample_size(survey.population) if survey.population else None


def progress(survey: Survey, *, trial: bool = False) -> Progress:
    """Where a survey stands now, or its rehearsal; two queries."""
    rows = Response.objects.filter(survey=survey, is_trial=trial).order_by()
    counts = {row["service"]: row["n"] for row in rows.values("service").annotate(n=Count("pk"))}
    return reckoned(survey, counts)


def reckoned(survey: Survey, counts: dict[int | None, int]) -> Progress:
    """Where a survey would stand with so many answers by service, None for those that name none."""
    stops = survey.stops_when_full

    def share(count: int, target: int | None, *, stops: bool) -> Share:
        return Share(count, target, fullness(count, target, stops=stops))

    return Progress(
        share(sum(counts.values()), target_of(survey), stops=False),
        [(each, share(counts.get(each.pk, 0), each.target, stops=stops)) for each in survey.services.all()],
        counts.get(None, 0),
    )


def counts_of(surveys: Iterable[Survey]) -> dict[int, int]:
    """How many answers each survey has, rehearsals left out; one query."""
    rows = Response.objects.filter(survey__in=list(surveys), is_trial=False).order_by()
    return {row["survey"]: row["n"] for row in rows.values("survey").annotate(n=Count("pk"))}


def suggestions(survey: Survey) -> list[tuple[int, str]]:
    """What respondents wrote of their own, by the key of the answer; ordered by lot. For who may prepare surveys."""
    rows = counted(survey).exclude(suggestion=None).order_by("pk").values_list("pk", "suggestion")
    sealer = _sealer(survey)
    return [(pk, sealer.unseal(bytes(text)).decode()) for pk, text in rows] if sealer else []


def written_answers(survey: Survey) -> dict[int, list[tuple[int, str]]]:
    """The written answers by added question: the key of the answer's row of ``Response`` and the words."""
    rows = AddedAnswer.objects.filter(question__survey=survey, response__batch__isnull=False).exclude(text=None)
    sealer = _sealer(survey)
    found: dict[int, list[tuple[int, str]]] = {}
    for question, response, text in rows.order_by("response").values_list("question", "response", "text"):
        if sealer:
            found.setdefault(question, []).append((response, sealer.unseal(bytes(text)).decode()))
    return found


def _sealer(survey: Survey) -> Sealer | None:
    try:
        return sealer_of(survey.seal_subject)
    except Erased:
        return None


@dataclass(frozen=True)
class SheetRow:
    """One respondent of the data sheet: elements by code, and the service where its group may be shown."""

    values: dict[str, int | None]
    service: str


def sheet_rows(survey: Survey) -> list[SheetRow]:
    """The elements of every answer, in an order by lot, and nothing else about respondents; two queries."""
    columns = columns_of(survey.questionnaire)
    rows = list(counted(survey).order_by("pk").values_list("service", *columns.values()))
    names = {each.pk: each.name for each in survey.services.all()}
    counts = {str(pk): sum(1 for row in rows if row[0] == pk) for pk in names}
    visible = shown(counts, len(rows))
    return [
        SheetRow(dict(zip(columns, row[1:], strict=True)), names[row[0]] if str(row[0]) in visible else "")
        for row in rows
    ]
