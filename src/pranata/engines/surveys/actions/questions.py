"""The office's own questions of a draft: added, changed, moved, taken out. Official ones are never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pranata.base.org.copies import take_row
from pranata.engines.surveys.actions.making import begin, note
from pranata.engines.surveys.models import AddedQuestion, QuestionKind

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.surveys.models import Survey

MOST = 30
FEWEST_OPTIONS, MOST_OPTIONS = 2, 20


@transaction.atomic
def add_question(
    survey: Survey,
    *,
    kind: str,
    text: str,
    by: User,
    text_en: str = "",
    options: str = "",
    options_en: str = "",
    is_required: bool = False,
) -> AddedQuestion:
    """A further question at the end. Raises ``ValidationError`` by field, ``Forbidden``, ``Stale``."""
    begin(survey, by, only_draft=True)
    if survey.added_questions.count() >= MOST:
        raise ValidationError(_("Paling banyak %(count)d pertanyaan tambahan.") % {"count": MOST})
    last = survey.added_questions.aggregate(last=Max("position"))["last"] or 0
    item = AddedQuestion(survey=survey, position=last + 1)
    _write(item, kind=kind, text=text, text_en=text_en, options=options, options_en=options_en, is_required=is_required)
    note(survey, "question_added", by=by, after=_facts(item))
    return item


@transaction.atomic
def change_question(
    question: AddedQuestion,
    *,
    kind: str,
    text: str,
    by: User,
    text_en: str = "",
    options: str = "",
    options_en: str = "",
    is_required: bool = False,
) -> AddedQuestion:
    """Say it otherwise; what the rehearsal answered to it is dropped. Raises as ``add_question``."""
    begin(question.survey, by, only_draft=True)
    take_row(question, seen="")
    before = _facts(question)
    _write(
        question, kind=kind, text=text, text_en=text_en, options=options, options_en=options_en, is_required=is_required
    )
    question.answers.all().delete()
    note(question.survey, "question_changed", by=by, before=before, after=_facts(question))
    return question


@transaction.atomic
def remove_question(question: AddedQuestion, *, by: User) -> None:
    """Take it out. Raises ``Forbidden``, ``Stale``."""
    begin(question.survey, by, only_draft=True)
    note(question.survey, "question_removed", by=by, before=_facts(question))
    question.delete()


@transaction.atomic
def move_question(question: AddedQuestion, *, up: bool, by: User) -> None:
    """Change places with the one before or after it; nothing at the end. Raises ``Forbidden``, ``Stale``."""
    survey = question.survey
    begin(survey, by, only_draft=True)
    rows = list(survey.added_questions.all())
    place = next(index for index, each in enumerate(rows) if each.pk == question.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for position, each in enumerate(rows, start=1):
        each.position = position
    AddedQuestion.objects.bulk_update(rows, ["position"])
    note(survey, "questions_ordered", by=by, after={"questions": [each.pk for each in rows]})


def _write(item: AddedQuestion, **values: str | bool) -> None:
    for name, value in values.items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    if item.kind == QuestionKind.TEXT:
        item.options = item.options_en = ""
    refusals = {}
    choices = item.choices
    if item.kind != QuestionKind.TEXT and not FEWEST_OPTIONS <= len(choices) <= MOST_OPTIONS:
        refusals["options"] = _("Isi %(least)d sampai %(most)d pilihan, satu per baris.") % {
            "least": FEWEST_OPTIONS,
            "most": MOST_OPTIONS,
        }
    elif len({each.casefold() for each in choices}) != len(choices):
        refusals["options"] = _("Ada pilihan yang sama.")
    if item.options_en and not item.choices_en:
        refusals["options_en"] = _("Jumlah pilihan Inggris harus sama dengan pilihan Indonesia.")
    try:
        item.full_clean()
    except ValidationError as fault:
        raise ValidationError({**fault.message_dict, **refusals}) from None
    if refusals:
        raise ValidationError(refusals)
    item.save()


def _facts(item: AddedQuestion) -> dict[str, object]:
    return {"question": item.pk, "kind": item.kind, "text": item.text, "options": list(item.choices)}
