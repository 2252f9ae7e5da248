"""What answers add up to, counted by the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Sum

from pranata.engines.surveys.columns import columns_of
from pranata.engines.surveys.models import Response
from pranata.engines.surveys.rules import Sums
from pranata.engines.surveys.sampling.rules import Estimate, element_estimate

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.engines.surveys.models import Survey


def counted(survey: Survey) -> QuerySet[Response]:
    """The answers that results are made of: those that the audit names, so that no result moves with one answer."""
    return Response.objects.filter(survey=survey, batch__isnull=False)


def sums_by(survey: Survey, by: str, rows: QuerySet[Response] | None = None) -> dict[Any, Sums]:
    """The sums of the answers by the value of a column. Two queries: those who answered all, and the others."""
    columns = columns_of(survey.questionnaire)
    rows = counted(survey) if rows is None else rows
    whole = rows.filter(total__isnull=False).order_by().values(by).annotate(**_whole(columns))
    partial = rows.filter(total__isnull=True).order_by().values(by).annotate(**_partial(columns))
    found = {row[by]: _of_whole(row, columns) for row in whole}
    for row in partial:
        found[row[by]] = _with_partial(found.get(row[by]), row, columns)
    return found


def sums(survey: Survey, rows: QuerySet[Response] | None = None) -> Sums:
    """The sums of all answers, or of ``rows``."""
    return sums_by(survey, "survey", rows).get(survey.pk) or _nothing(columns_of(survey.questionnaire))


def element_estimates(survey: Survey) -> dict[str, Estimate]:
    """How sure the mean of each element is; those with five answers or more. One query."""
    columns = columns_of(survey.questionnaire)
    parts: dict[str, Any] = {}
    for code, column in columns.items():
        parts |= {
            f"n_{code}": Count(column),
            f"s_{code}": Sum(column),
            f"q_{code}": Sum(F(column) * F(column)),
        }
    row = counted(survey).aggregate(**parts) if parts else {}
    found = {
        code: element_estimate(row[f"n_{code}"], row[f"s_{code}"] or 0, row[f"q_{code}"] or 0, survey.population)
        for code in columns
    }
    return {code: each for code, each in found.items() if each is not None}


def _whole(columns: Mapping[str, str]) -> dict[str, Any]:
    """For those who answered every element one count serves all of them: nearly half the work."""
    named = {f"s_{code}": Sum(column) for code, column in columns.items()}
    return {"n": Count("pk"), "t": Sum("total"), "q": Sum(F("total") * F("total")), **named}


def _partial(columns: Mapping[str, str]) -> dict[str, Any]:
    named = {f"s_{code}": Sum(column) for code, column in columns.items()}
    counts = {f"n_{code}": Count(column) for code, column in columns.items()}
    return {"n": Count("pk"), **named, **counts}


def _nothing(columns: Mapping[str, str]) -> Sums:
    return Sums(0, dict.fromkeys(columns, 0), dict.fromkeys(columns, 0))


def _of_whole(row: Mapping[str, Any], columns: Mapping[str, str]) -> Sums:
    answered = dict.fromkeys(columns, row["n"])
    return Sums(
        row["n"], answered, {code: row[f"s_{code}"] for code in columns}, row["n"], row["t"] or 0, row["q"] or 0
    )


def _with_partial(known: Sums | None, row: Mapping[str, Any], columns: Mapping[str, str]) -> Sums:
    before = known or _nothing(columns)
    return Sums(
        before.count + row["n"],
        {code: before.answered[code] + row[f"n_{code}"] for code in columns},
        {code: before.sums[code] + (row[f"s_{code}"] or 0) for code in columns},
        before.complete,
        before.complete_sum,
        before.complete_squares,
    )
