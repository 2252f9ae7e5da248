"""One question of a sheet as its row shows it: the answer, what proves it, what is offered, who differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.desk.assessments.forms import AnswerForm
from pranata.desk.assessments.place import anchor
from pranata.desk.assessments.words import line_chips
from pranata.engines.assessments.models import Level
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.words import NOT_APPLICABLE, option_label, points, reply_words

if TYPE_CHECKING:
    from pranata.desk.assessments.words import Chip
    from pranata.engines.assessments.models import Answer
    from pranata.engines.assessments.queries import Line
    from pranata.engines.assessments.reading.instrument import Question
    from pranata.engines.assessments.replies import Reply

LEVELS = tuple(Level)


@dataclass(frozen=True)
class Choice:
    """One button: ``words`` say what the option asks for, "" where the instrument has no words."""

    key: str
    label: str
    words: str
    is_chosen: bool
    is_suggested: bool


@dataclass(frozen=True)
class Beside:
    """What another level answered; ``differs`` from the level before it."""

    label: str
    words: str
    differs: bool
    reason: str


@dataclass(frozen=True)
class Row:
    """A row. ``worth`` is what the answer is worth of 1, in words; ``is_offer``: that of the suggestion.

    ``form`` takes the answer of ``level``, None for who may only read; ``choices`` are empty but for letters.
    """

    line: Line
    level: Level
    anchor: str
    choices: list[Choice]
    said: str
    worth: str
    is_offer: bool
    chips: list[Chip]
    offer: str
    beside: list[Beside]
    form: AnswerForm | None
    is_unconfirmed: bool
    can_answer: bool
    problem: str = ""

    @property
    def is_choice(self) -> bool:
        return self.line.question.scale.kind == ScaleKind.CHOICE

    @property
    def is_text(self) -> bool:
        return self.line.question.scale.kind == ScaleKind.TEXT

    @property
    def basis(self) -> str:
        """Why the office's answer was suggested, where it was; "" of one that a person chose."""
        answer = self.line.answers.get(Level.SELF)
        return answer.basis_words if answer is not None else ""

    @property
    def sent_names(self) -> str:
        """What of the page's form a save of this row alone sends."""
        one = [f"{self.line.question.code}-choice"]
        fields = [self.form.add_prefix(name) for name in self.form.fields] if self.form else one
        return ",".join([*fields, "tingkat", "csrfmiddlewaretoken"])

    @property
    def asks_reason(self) -> bool:
        """Whether an answer here may differ from an earlier level's, which wants a reason."""
        return self.level != Level.SELF

    @property
    def error(self) -> str:
        """What is wrong with what was sent."""
        is_sent = self.form is not None and self.form.is_bound
        return self.problem or (form_error(self.form) if is_sent else "")


def row_of(line: Line, level: Level, *, may_write: bool, form: AnswerForm | None = None, problem: str = "") -> Row:
    """The row as somebody of ``level`` reads it; ``form`` is the one that was sent and refused."""
    question, answer = line.question, line.answers.get(level)
    reply = said_in(answer)
    suggestion = line.suggestion if level == Level.SELF and reply is None else None
    chosen = form["choice"].value() if form is not None and "choice" in form.fields else key_of(reply)
    offered = key_of(suggestion.reply) if suggestion else ""
    return Row(
        line=line,
        level=level,
        anchor=anchor(question.code),
        choices=choices(question, chosen, offered),
        said=reply_words(question, reply),
        worth=points(question, reply or (suggestion.reply if suggestion else None)),
        is_offer=reply is None and suggestion is not None,
        chips=line_chips(line, line.answers.get(Level.SELF)),
        offer=_("saran %s") % reply_words(question, suggestion.reply) if suggestion else "",
        beside=others(line, level),
        form=(form or form_of(question, level, answer)) if may_write else None,
        is_unconfirmed=answer is not None and not answer.is_confirmed,
        can_answer=may_write,
        problem=problem,
    )


def form_of(question: Question, level: Level, answer: Answer | None) -> AnswerForm | None:
    """The fields of a row; None where buttons alone do, for a page may have a hundred of them."""
    if question.scale.kind == ScaleKind.CHOICE and level == Level.SELF:
        return None
    return AnswerForm(question=question, level=level, held=answer)


def form_error(form: AnswerForm) -> str:
    """All that is wrong with an answer that was sent, in one line."""
    return " ".join(str(each) for errors in form.errors.values() for each in errors)


def said_in(answer: Answer | None) -> Reply | None:
    """What an answer says; None of none, and of one in words."""
    return reply_in(answer) if answer is not None else None


def key_of(reply: Reply | None) -> str:
    if reply is None:
        return ""
    return NOT_APPLICABLE if reply.is_not_applicable else reply.choice


def choices(question: Question, chosen: str, offered: str) -> list[Choice]:
    """The buttons, best first; "does not apply" among them where that is the answer, or likely to be."""
    if question.scale.kind != ScaleKind.CHOICE:
        return []
    criteria = [*question.criteria, *("" for _option in question.scale.options)]
    found = [
        Choice(
            option.key,
            option_label(option.key),
            words or (option.title if option.title != option_label(option.key) else ""),
            option.key == chosen,
            option.key == offered,
        )
        for option, words in zip(question.scale.options, criteria, strict=False)
    ]
    if question.is_out or NOT_APPLICABLE in (chosen, offered):
        found.append(out_choice(chosen, offered))
    return found


def out_choice(chosen: str, offered: str = "") -> Choice:
    words = _("Tidak berlaku di sini")
    key = NOT_APPLICABLE
    return Choice(key, option_label(key), words, key == chosen, key == offered)


def others(line: Line, level: Level) -> list[Beside]:
    """What the other levels answered, in their order."""
    found = []
    for each in LEVELS:
        answer = line.answers.get(each)
        if each == level or answer is None:
            continue
        before = before_of(line, each)
        reply = said_in(answer)
        differs = before is not None and said_in(before) != reply
        found.append(Beside(str(each.label), reply_words(line.question, reply), differs, answer.reason))
    return found


def before_of(line: Line, level: Level) -> Answer | None:
    """The answer that one of ``level`` is compared with: that of the nearest level before it."""
    earlier = [line.answers[each] for each in LEVELS[: LEVELS.index(level)] if each in line.answers]
    return earlier[-1] if earlier else None
