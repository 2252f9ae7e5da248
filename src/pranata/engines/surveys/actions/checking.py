"""What an answer may be; checked whoever brings it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.engines.surveys.models import AddedQuestion, QuestionKind, SurveyService
from pranata.engines.surveys.respondents import fields

if TYPE_CHECKING:
    from pranata.engines.surveys.models import Survey

LONGEST_WORDS = 1000


@dataclass(frozen=True)
class Answers:
    """What one respondent said: elements by code, None or absent where unanswered; ``respondent`` by field code;
    ``added`` by the key of the question: the place of an option from 1, several of them, or words."""

    values: Mapping[str, int | None]
    service: SurveyService | None = None
    respondent: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""
    added: Mapping[int, int | Sequence[int] | str] = field(default_factory=dict)


def check(survey: Survey, answers: Answers) -> None:
    """Raises ``ValidationError`` by the code of each question whose answer is none."""
    known = survey.questionnaire
    codes = known.codes if known else ()
    refusals: dict[str, str] = {}
    for code, value in answers.values.items():
        if code not in codes:
            refusals[code] = _("Pertanyaan ini tidak ada.")
        elif value is not None and known and not 1 <= value <= known.highest:
            refusals[code] = _("Nilai 1 sampai %(highest)d.") % {"highest": known.highest}
    if answers.service is not None and answers.service.survey_id != survey.pk:
        refusals["service"] = _("Layanan ini tidak ada dalam survei.")
    by_code = {each.code: each for each in fields()}
    for code, option in answers.respondent.items():
        if code not in survey.asked_fields or (option and by_code[code].option(option) is None):
            refusals[code] = _("Pilihan ini tidak ada.")
    if len(answers.suggestion) > LONGEST_WORDS:
        refusals["suggestion"] = _("Paling panjang %(count)d huruf.") % {"count": LONGEST_WORDS}
    if answers.added:
        refusals |= _added_refusals(survey, answers.added)
    if not refusals and not any(answers.values.values()) and not any(answers.added.values()):
        raise ValidationError({codes[0] if codes else "__all__": _("Belum ada satu pun jawaban.")})
    if refusals:
        raise ValidationError(refusals)


def _added_refusals(survey: Survey, added: Mapping[int, int | Sequence[int] | str]) -> dict[str, str]:
    questions = {each.pk: each for each in survey.added_questions.all()}
    found = {}
    for pk, answer in added.items():
        question = questions.get(pk)
        if question is None or not _fits(question, answer):
            found[f"t{pk}"] = _("Jawaban ini tidak dikenal.")
    return found


def _fits(question: AddedQuestion, answer: int | Sequence[int] | str) -> bool:
    """Whether an answer is of the kind of its question; "" and () are none and fit."""
    if question.kind == QuestionKind.TEXT:
        return isinstance(answer, str) and len(answer) <= LONGEST_WORDS
    places = [answer] if isinstance(answer, int) else answer
    if question.kind != QuestionKind.MULTIPLE and len(places) > 1:
        return False
    return all(isinstance(each, int) and 1 <= each <= len(question.choices) for each in places)
