"""The form of one survey: the official questions in the order of the paper form, what the office added, who answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pranata.engines.surveys.actions.checking import LONGEST_WORDS, Answers
from pranata.engines.surveys.models import QuestionKind
from pranata.engines.surveys.respondents import fields_of

if TYPE_CHECKING:
    from pranata.engines.surveys.models import AddedQuestion, Survey, SurveyService

MOST_ROWS = 8  # more services than these are a list to open
SERVICE, SUGGESTION, SKIP = "service", "suggestion", "skip"
CHOICES, SCALE, PILLS, SEVERAL, LIST, WORDS = "choices", "scale", "pills", "several", "list", "words"


@dataclass(frozen=True)
class Words:
    """What is said, and in which language where that is not the page's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer to choose; ``is_closed`` where the house takes no more of them."""

    value: str
    words: Words
    is_closed: bool = False


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it. ``shape`` says how; ``ends`` are the words of both ends of a scale; ``part``
    is "facts" for what is asked about the respondent."""

    name: str
    words: Words
    shape: str
    choices: tuple[Choice, ...] = ()
    ends: tuple[Words, ...] = ()
    hint: str = ""
    is_required: bool = False
    part: str = ""


class AnswerForm(forms.Form):
    """The form of one survey, made by ``answer_form``."""

    survey: ClassVar[Survey]
    asked: ClassVar[tuple[Asked, ...]]
    fixed_service: ClassVar[SurveyService | None] = None

    skip = forms.BooleanField(required=False)  # send it although official questions were left out

    @property
    def has_gaps(self) -> bool:
        """Whether official questions were left out, on purpose or not: the index divides by those who answered."""
        return self.is_bound and (bool(self.data.get(SKIP)) or any(self.has_error(code) for code in self.official))

    @property
    def official(self) -> tuple[str, ...]:
        """The codes of the official questions."""
        return self.survey.questionnaire.codes if self.survey.questionnaire else ()

    def clean(self) -> dict[str, Any]:
        """Whoever says so may leave out official questions; none of the others that are wanted."""
        if self.cleaned_data.get(SKIP):
            for code in self.official:
                if self.has_error(code, "required"):
                    del self.errors[code]
        return self.cleaned_data

    def shown(self) -> list[dict[str, Any]]:
        """The questions, each with its faults and what was chosen."""
        return [
            {
                "asked": each,
                "number": number,
                "errors": self.errors.get(each.name, []) if self.is_bound else [],
                "chosen": self._chosen(each),
                "text": (self.data.get(each.name, "") if self.is_bound else "") if each.shape == WORDS else "",
            }
            for number, each in enumerate(self.asked, start=1)
        ]

    def _chosen(self, asked: Asked) -> list[str]:
        if not self.is_bound or asked.shape == WORDS:
            return []
        if asked.shape == SEVERAL:
            return self.data.getlist(asked.name)
        return [self.data.get(asked.name, "")]

    def answers(self) -> Answers:
        """What was answered, as the engine takes it; of a form that is valid."""
        data, survey = self.cleaned_data, self.survey
        added = {each.pk: answer for each in survey.added_questions.all() if (answer := _added(each, data))}
        return Answers(
            values={code: int(data[code]) for code in self.official if data.get(code)},
            service=self._service(),
            respondent={code: data[code] for code in survey.asked_fields if data.get(code)},
            suggestion=data.get(SUGGESTION, ""),
            added=added,
        )

    def _service(self) -> SurveyService | None:
        if self.fixed_service is not None:
            return self.fixed_service
        chosen = self.cleaned_data.get(SERVICE)
        return next((each for each in self.survey.services.all() if str(each.pk) == chosen), None)


def answer_form(
    survey: Survey, *, service: SurveyService | None = None, closed: Collection[int] = ()
) -> type[AnswerForm]:
    """The form of ``survey``; ``service`` is not asked where it is known, those in ``closed`` take no more answers."""
    asked = (
        *_service_asked(survey, service, closed),
        *_official(survey),
        *(_own(each) for each in survey.added_questions.all()),
        *_suggestion(survey),
        *_facts(survey),
    )
    made = {each.name: _field(each) for each in asked}
    return type("SurveyForm", (AnswerForm,), {**made, "survey": survey, "asked": asked, "fixed_service": service})


def said(text: str, text_en: str) -> Words:
    """A text of a survey in the language of the page, or marked as Indonesian where it has no other."""
    if not (get_language() or "").startswith("en"):
        return Words(text)
    return Words(text_en) if text_en else Words(text, "id")


def _service_asked(survey: Survey, service: SurveyService | None, closed: Collection[int]) -> list[Asked]:
    services = list(survey.services.all())
    if service is not None or not services:
        return []
    choices = tuple(Choice(str(each.pk), said(each.name, ""), each.pk in closed) for each in services)
    shape = CHOICES if len(choices) <= MOST_ROWS else LIST
    return [Asked(SERVICE, Words(_("Layanan mana yang Anda terima?")), shape, choices, is_required=True)]


def _official(survey: Survey) -> list[Asked]:
    known = survey.questionnaire
    if known is None:
        return []
    english = known.scale_en or ("", "")
    ends = tuple(said(*pair) for pair in zip(known.scale, english, strict=False))
    found = []
    for each in known.questions:
        words = said(each.text, each.text_en)
        if each.options:
            options_en = each.options_en or ("",) * len(each.options)
            pairs = zip(each.options, options_en, strict=True)
            choices = tuple(Choice(str(value), said(*pair)) for value, pair in enumerate(pairs, start=1))
            found.append(Asked(each.code, words, CHOICES, choices, is_required=True))
        else:
            scale = tuple(Choice(str(value), Words(str(value))) for value in range(1, known.highest + 1))
            found.append(Asked(each.code, words, SCALE, scale, ends, is_required=True))
    return found


def _own(question: AddedQuestion) -> Asked:
    words = said(question.text, question.text_en)
    if question.kind == QuestionKind.TEXT:
        return Asked(question.code, words, WORDS, is_required=question.is_required)
    english = question.choices_en or ("",) * len(question.choices)
    pairs = zip(question.choices, english, strict=True)
    choices = tuple(Choice(str(place), said(*pair)) for place, pair in enumerate(pairs, start=1))
    several = question.kind == QuestionKind.MULTIPLE
    hint = _("Boleh lebih dari satu.") if several else ""
    shape = SEVERAL if several else CHOICES
    return Asked(question.code, words, shape, choices, hint=hint, is_required=question.is_required)


def _facts(survey: Survey) -> list[Asked]:
    found = []
    for each in fields_of(survey.asked_fields):
        choices = tuple(Choice(option.code, said(option.title, option.title_en)) for option in each.options)
        nothing = Choice("", Words(_("Tidak menjawab")))
        found.append(Asked(each.code, said(each.title, each.title_en), PILLS, (*choices, nothing), part="facts"))
    return found


def _suggestion(survey: Survey) -> list[Asked]:
    if not survey.asks_suggestion:
        return []
    hint = _("Jangan menulis nama atau nomor telepon: saran dibaca petugas.")
    return [Asked(SUGGESTION, Words(_("Saran untuk perbaikan layanan")), WORDS, hint=hint)]


def _field(asked: Asked) -> forms.Field:
    choices = [(each.value, each.words.text) for each in asked.choices]
    missing = {"required": _("Pilih satu jawaban.")}
    if asked.shape == WORDS:
        return forms.CharField(
            label=asked.words.text, required=asked.is_required, max_length=LONGEST_WORDS, widget=forms.Textarea
        )
    if asked.shape == SEVERAL:
        missing = {"required": _("Pilih paling sedikit satu jawaban.")}
        return forms.MultipleChoiceField(
            label=asked.words.text, choices=choices, required=asked.is_required, error_messages=missing
        )
    return forms.ChoiceField(
        label=asked.words.text, choices=choices, required=asked.is_required, error_messages=missing
    )


def _added(question: AddedQuestion, data: dict[str, Any]) -> int | list[int] | str | None:
    answer = data.get(question.code)
    if not answer or question.kind == QuestionKind.TEXT:
        return answer
    return [int(each) for each in answer] if question.kind == QuestionKind.MULTIPLE else int(answer)
