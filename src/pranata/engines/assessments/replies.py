"""Answers as scoring takes them: read from data, written back. A fault names the question's code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pranata.engines.assessments.reading.instrument import Question, ScaleKind

NOT_APPLICABLE = "NA"
PLACES = 14  # before the comma and after it; an answer is kept with as many before it


class WrongReply(ValueError):
    """An answer that its question cannot have; the sentence names the question's code."""


@dataclass(frozen=True)
class Reply:
    """One answer: an option's key, a ratio, a number (``numerator`` alone), or that the question does not apply."""

    choice: str = ""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    is_not_applicable: bool = False


NONE_SUCH = Reply(is_not_applicable=True)


def reply_of(question: Question, raw: object) -> Reply:
    """The answer that ``raw`` means: "A", "YA", "NA", a number, or ``{"num": 3, "den": 4}``. Raises ``WrongReply``."""
    kind = question.scale.kind
    if kind == ScaleKind.TEXT:
        raise WrongReply(f"{question.code}: butir ini berupa uraian dan tidak dinilai.")
    if isinstance(raw, str) and raw.strip().upper() == NOT_APPLICABLE:
        return NONE_SUCH
    if kind == ScaleKind.CHOICE:
        return _choice(question, raw)
    return _ratio(question, raw) if kind == ScaleKind.RATIO else _number(question, raw)


def check(question: Question, reply: Reply) -> Reply:
    """``reply`` if the question can have it. Raises ``WrongReply``."""
    return reply_of(question, plain(reply))


def plain(reply: Reply) -> object:
    """The answer as ``reply_of`` reads it."""
    if reply.is_not_applicable:
        return NOT_APPLICABLE
    if reply.choice:
        return reply.choice
    if reply.denominator is None:
        return reply.numerator
    return {"num": reply.numerator, "den": reply.denominator}


def _choice(question: Question, raw: object) -> Reply:
    key = raw.strip().upper() if isinstance(raw, str) else None
    if key is None or key not in question.scale.by_key:
        known = ", ".join(question.scale.by_key)
        raise WrongReply(f"{question.code}: jawaban {_said(raw)} tidak dikenal; pilih {known} atau {NOT_APPLICABLE}.")
    return Reply(choice=key)


def _ratio(question: Question, raw: object) -> Reply:
    code, scale = question.code, question.scale
    if not isinstance(raw, Mapping) or set(raw) != {"num", "den"}:
        wanted = '{"num": pembilang, "den": penyebut}'
        raise WrongReply(f"{code}: jawaban {_said(raw)} bukan perbandingan; tulis {wanted} atau {NOT_APPLICABLE}.")
    above, below = _figure(code, raw["num"]), _figure(code, raw["den"])
    if below < 0 or (above < 0 and not scale.below_zero):
        raise WrongReply(f"{code}: pembilang dan penyebut tidak boleh negatif.")
    if not below and (above or scale.empty_ratio is None):
        raise WrongReply(f"{code}: penyebut nol; bila tidak ada yang dihitung, jawab {NOT_APPLICABLE}.")
    return Reply(numerator=above, denominator=below)


def _number(question: Question, raw: object) -> Reply:
    scale, figure = question.scale, _figure(question.code, raw)
    if not scale.lowest <= figure <= scale.highest:
        raise WrongReply(
            f"{question.code}: {_said(raw)} di luar rentang {_plainly(scale.lowest)} sampai {_plainly(scale.highest)}."
        )
    return Reply(numerator=figure)


def _figure(code: str, raw: object) -> Fraction:
    if isinstance(raw, Fraction):
        figure, is_measurable = raw, abs(raw) < 10**PLACES
    elif isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise WrongReply(f"{code}: {_said(raw)} bukan bilangan.")
    else:
        written = Decimal(str(raw)) if isinstance(raw, float) else Decimal(raw)
        if not written.is_finite():
            raise WrongReply(f"{code}: {_said(raw)} bukan bilangan.")
        # Asked before a fraction is made: one of 1e999999999 would take all memory.
        is_measurable = not written or -PLACES <= written.adjusted() < PLACES
        figure = Fraction(written) if is_measurable else Fraction(0)
    if not is_measurable:
        raise WrongReply(f"{code}: bilangan itu terlalu besar atau terlalu kecil.")
    return figure


def _plainly(figure: Fraction) -> str:
    return str(figure.numerator) if figure.denominator == 1 else f"{float(figure):.15g}"


def _said(raw: object) -> str:
    return "kosong" if raw is None or raw == "" else f'"{raw}"'[:60]
