"""The audit names answers by the batch: how many, and their digest; no event tells when any one of them came."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from pranata.base.audit.actions import hold, record
from pranata.base.audit.chain import keyed
from pranata.engines.surveys.columns import columns_of
from pranata.engines.surveys.models import AddedAnswer, Batch, Response, Survey
from pranata.engines.surveys.respondents import fields
from pranata.engines.surveys.rules import SMALLEST

if TYPE_CHECKING:
    from pranata.base.access.models import User


def close_batches(survey: Survey, *, is_last: bool = False) -> Batch | None:
    """Let the audit name the answers that no event names yet, all together; None while they are fewer than five.

    The last batch of a survey is closed whatever it holds.
    """
    with transaction.atomic():
        hold(survey.office)
        waiting = Response.objects.filter(survey=survey, batch=None, is_trial=False)
        keys = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
        if not keys or (len(keys) < SMALLEST and not is_last):
            return None
        return make_batch(survey, keys, channel="", source="", by=None)


def close_waiting() -> int:
    """Close what waits; returns how many batches. For the housekeeping of the day.

    In a survey that has ended nothing waits, unless an answer was on its way while it was closed.
    """
    waiting = Response.objects.filter(batch=None, is_trial=False).order_by().values("survey").distinct()
    rows = Survey.objects.filter(pk__in=waiting).select_related("office")
    return sum(close_batches(survey, is_last=survey.has_ended) is not None for survey in rows)


def make_batch(survey: Survey, keys: Sequence[int], *, channel: str, source: str, by: User | None) -> Batch:
    """One batch of these answers and its event; the caller holds the office."""
    rows = [each for part in parts(keys) for each in Response.objects.filter(pk__in=part)]
    number = (Batch.objects.filter(survey=survey).aggregate(last=Max("number"))["last"] or 0) + 1
    batch = Batch.objects.create(
        survey=survey,
        number=number,
        count=len(rows),
        digest=digest_of(rows, columns_of(survey.questionnaire), choices_of(keys)),
        channel=channel,
        source=source,
    )
    for part in parts(keys):
        Response.objects.filter(pk__in=part).update(batch=batch)
    record(
        office=survey.office,
        actor=by,
        action="surveys.survey.answers_kept",
        target=survey,
        after={"batch": number, "count": batch.count, "digest": batch.digest, "channel": channel},
        **({"personal": {"source": source}, "subject": by.seal_subject} if source and by is not None else {}),
    )
    return batch


def parts(keys: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    """Keys in portions that any database takes in one query."""
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def digest_of(
    responses: Sequence[Response], columns: Mapping[str, str], choices: Mapping[int, Sequence[tuple[int, int]]]
) -> str:
    """The digest over what these answers say, whatever their order: elements, service, respondent, month, and
    ``choices``, question and option by the key of the answer. Under the audit's key, so that nobody tries answers
    until one fits. Written words are no part of it: they may be erased."""
    names = (*columns.values(), "service_id", *(each.code for each in fields()), "channel")
    rows = sorted(
        json.dumps(
            [
                each.month.isoformat(),
                *(getattr(each, name) for name in names),
                *sorted(list(pair) for pair in choices.get(each.pk, ())),
            ]
        )
        for each in responses
    )
    return keyed("survey-answers", rows)


def choices_of(keys: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Question and option of each added answer that is no text, by the key of its respondent's row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for part in parts(keys):
        rows = AddedAnswer.objects.filter(response__in=part).exclude(option=None)
        for response, question, option in rows.values_list("response", "question", "option"):
            found.setdefault(response, []).append((question, option))
    return found


def is_whole(batch: Batch) -> bool:
    """Whether the answers of a batch are still those that the audit named."""
    rows = list(batch.responses.all())
    columns, choices = columns_of(batch.survey.questionnaire), choices_of([each.pk for each in rows])
    return len(rows) == batch.count and digest_of(rows, columns, choices) == batch.digest
