"""Answers come in: one by one from respondents, many at once from staff; the audit names them by the batch.

``take`` is what a respondent waits for: the row is committed when it returns. Every so often, drawn by lot, it also
closes the batch of those that no event names yet, so that no event tells when any one of them came. Those that staff
type or import are one batch at once.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.base.seal.actions import sealer_of
from pranata.engines.surveys.actions.batching import close_batches, digest_of, make_batch
from pranata.engines.surveys.actions.checking import Answers, check
from pranata.engines.surveys.columns import columns_of
from pranata.engines.surveys.models import (
    EDIT,
    ENTER,
    AddedAnswer,
    Batch,
    Invitation,
    Response,
    SentPage,
    Survey,
    SurveyService,
)
from pranata.engines.surveys.sampling.rules import Fullness, fullness
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.seal.actions import Sealer

BATCH = 20  # about so many answers stand behind one event
KEPT_DAYS = 30  # how long at least a page that was sent is known


class NotOpen(Exception):
    """The survey takes no answers today."""


class SentBefore(Exception):
    """The same page of answers was kept already; nothing was added."""


class Full(Exception):
    """The service has as many answers as it takes."""


def take(survey: Survey, answers: Answers, *, channel: str, once: str, invitation: Invitation | None = None) -> bool:
    """Keep one answer; False when the page ``once`` was sent before. Committed when it returns outside a transaction.

    A draft takes it as a trial. Raises ``NotOpen``, ``Full``, and ``ValidationError`` by the code of the question, by
    "service", or by "invitation" for one that was used.
    """
    day = clock.today()
    is_trial = survey.is_draft
    if not (is_trial or survey.takes_answers(day)):
        raise NotOpen
    check(survey, answers)
    try:
        with transaction.atomic():
            SentPage(digest=page_digest(survey, once), expires_on=forgotten_on(day)).save(force_insert=True)
            if answers.service is not None:
                refuse_full(survey, answers.service, is_trial=is_trial)
            if invitation is not None:
                use(invitation)
            if not is_trial and not secrets.randbelow(BATCH):
                close_batches(survey)  # those before this one, so that the event's moment is none of theirs
            _store(survey, [answers], channel=channel, day=day, is_trial=is_trial)
    except IntegrityError:
        if SentPage.objects.filter(digest=page_digest(survey, once)).exists():
            return False
        raise
    return True


@transaction.atomic
def take_many(survey: Survey, rows: Sequence[Answers], *, channel: str, source: str, by: User, once: str = "") -> Batch:
    """Keep the answers of paper forms or of a file, all or none, as one batch; ``source`` says in words whence.

    ``once`` is the page that sends them, "" for none. Quotas never refuse what was asked already. Raises
    ``ValidationError`` whose messages name the row from 1, ``NotOpen``, ``SentBefore``, ``Forbidden``.
    """
    require(by, ENTER, survey.office)
    hold(survey.office)
    take_row(survey, seen="")
    if survey.is_draft or survey.has_ended:
        raise NotOpen
    faults = []
    for number, answers in enumerate(rows, start=1):
        try:
            check(survey, answers)
        except ValidationError as fault:
            said = "; ".join(f"{name}: {' '.join(words)}" for name, words in fault.message_dict.items())
            faults.append(_("Baris %(number)d: %(words)s") % {"number": number, "words": said})
    if faults or not rows:
        raise ValidationError(faults or [_("Tidak ada jawaban.")])
    day = clock.today()
    if once and not _is_new(survey, once, day):
        raise SentBefore
    stored = _store(survey, rows, channel=channel, day=day, is_trial=False)
    return make_batch(
        survey, [each.pk for each in stored], channel=channel, source=" ".join(source.split())[:200], by=by
    )


def _is_new(survey: Survey, once: str, day: date) -> bool:
    """Remember a page of staff's; False when it is known. The caller holds the office."""
    digest = page_digest(survey, f"staff:{once}")
    return SentPage.objects.get_or_create(digest=digest, defaults={"expires_on": forgotten_on(day)})[1]


def was_kept(survey: Survey, rows: Sequence[Answers], *, channel: str) -> bool:
    """Whether a batch of this survey says exactly the same and came this month the same way: sent in twice, perhaps."""
    day, columns = clock.today(), columns_of(survey.questionnaire)
    made = [_response(survey, row, columns, None, channel, day, is_trial=False) for row in rows]
    choices = {
        response.pk: [
            (each.question_id, each.option)
            for pk, answer in row.added.items()
            for each in _added(response, pk, answer, None)
            if each.option is not None
        ]
        for response, row in zip(made, rows, strict=True)
    }
    return Batch.objects.filter(survey=survey, digest=digest_of(made, columns, choices)).exists()


@transaction.atomic
def erase_suggestion(response: Response, *, by: User) -> None:
    """Take out what somebody wrote, because it names people or should not stand there. Raises ``Forbidden``."""
    require(by, EDIT, response.survey.office)
    hold(response.survey.office)
    response.suggestion = None
    response.save(update_fields=["suggestion"])
    AddedAnswer.objects.filter(response=response).exclude(text=None).update(text=None)
    record(office=response.survey.office, actor=by, action="surveys.survey.words_erased", target=response.survey)


def forget_pages(day: date) -> int:
    """Drop what is known of pages that nobody could send any more; returns how many."""
    return SentPage.objects.filter(expires_on__lt=day).delete()[0]


def forgotten_on(day: date) -> date:
    """Until when a page is known: the first day of a month, so that it does not tell on which day it was sent."""
    last = day + timedelta(days=KEPT_DAYS)
    return date(last.year + last.month // 12, last.month % 12 + 1, 1)


def page_digest(survey: Survey, once: str) -> str:
    """What is known of a page that was sent: bound to its survey, and to no answer."""
    return hashlib.sha256(f"{survey.pk}:{once}".encode()).hexdigest()


def refuse_full(survey: Survey, service: SurveyService, *, is_trial: bool) -> None:
    """Raises ``Full`` where the service of a survey that stops has its target. Two who send at once may both pass."""
    if not survey.stops_when_full or service.target is None:
        return
    count = Response.objects.filter(survey=survey, service=service, is_trial=is_trial).count()
    if fullness(count, service.target, stops=True) == Fullness.FULL:
        raise Full


def use(invitation: Invitation) -> None:
    """Mark an invitation as used. Raises ``ValidationError`` for one that was."""
    if not Invitation.objects.filter(pk=invitation.pk, is_used=False).update(is_used=True):
        raise ValidationError({"invitation": _("Undangan ini sudah dipakai.")})


def _store(survey: Survey, rows: Sequence[Answers], *, channel: str, day: date, is_trial: bool) -> list[Response]:
    columns = columns_of(survey.questionnaire)
    has_words = any(row.suggestion or any(isinstance(each, str) for each in row.added.values()) for row in rows)
    sealer = sealer_of(survey.seal_subject) if has_words else None
    made = [_response(survey, row, columns, sealer, channel, day, is_trial=is_trial) for row in rows]
    if len(made) == 1:
        made[0].save(force_insert=True)
    else:
        Response.objects.bulk_create(made, batch_size=500)
    if any(row.added for row in rows):
        AddedAnswer.objects.bulk_create(
            [
                each
                for response, row in zip(made, rows, strict=True)
                for pk, answer in row.added.items()
                for each in _added(response, pk, answer, sealer)
            ],
            batch_size=500,
        )
    return made


def _response(
    survey: Survey,
    row: Answers,
    columns: Mapping[str, str],
    sealer: Sealer | None,
    channel: str,
    day: date,
    *,
    is_trial: bool,
) -> Response:
    values = [row.values.get(code) for code in columns]
    words = row.suggestion.strip()
    return Response(
        survey=survey,
        service=row.service,
        channel=channel,
        month=day.replace(day=1),
        is_trial=is_trial,
        total=sum(each for each in values if each) if values and None not in values else None,
        suggestion=sealer.seal(words.encode()) if sealer and words else None,
        **dict(zip(columns.values(), values, strict=True)),
        **{code: option for code, option in row.respondent.items() if option},
    )


def _added(response: Response, pk: int, answer: int | Sequence[int] | str, sealer: Sealer | None) -> list[AddedAnswer]:
    if isinstance(answer, str):
        words = answer.strip()
        return (
            [AddedAnswer(response=response, question_id=pk, text=sealer.seal(words.encode()))]
            if words and sealer
            else []
        )
    places = [answer] if isinstance(answer, int) else answer
    return [AddedAnswer(response=response, question_id=pk, option=each) for each in dict.fromkeys(places)]
