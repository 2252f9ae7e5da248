"""Answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.replies import NOT_APPLICABLE
from pranata.engines.assessments.rules import value_of
from pranata.engines.assessments.sentences import shown

if TYPE_CHECKING:
    from fractions import Fraction

    from pranata.engines.assessments.reading.instrument import Question
    from pranata.engines.assessments.replies import Reply

OPTION_WORDS = {"YA": gettext_lazy("Ya"), "TIDAK": gettext_lazy("Tidak"), NOT_APPLICABLE: gettext_lazy("Tak berlaku")}


def option_label(key: str) -> str:
    """What a button with that option says: the letter, or "Ya"."""
    return str(OPTION_WORDS.get(key, key))


def reply_words(question: Question, reply: Reply | None) -> str:
    """An answer at a glance: "A", "Ya", "3 dari 4", "3,6"; "" of none."""
    if reply is None:
        return ""
    if reply.is_not_applicable:
        return _("tidak berlaku")
    if reply.choice:
        return option_label(reply.choice)
    if reply.numerator is None:
        return _("uraian") if question.scale.kind == ScaleKind.TEXT else ""
    if question.scale.kind == ScaleKind.RATIO and reply.denominator is not None:
        numbers = {"numerator": plain(reply.numerator), "denominator": plain(reply.denominator)}
        return _("%(numerator)s dari %(denominator)s") % numbers
    return plain(reply.numerator)


def points(question: Question, reply: Reply | None) -> str:
    """What an answer is worth of 1, "" of none and of what is not scored."""
    value = value_of(question, reply) if reply is not None else None
    return "" if value is None else shown(value)


def plain(number: Fraction) -> str:
    """A number as it was typed, with a decimal comma and without zeros behind it."""
    text = shown(number, 6)
    return text.rstrip("0").rstrip(",") if "," in text else text
