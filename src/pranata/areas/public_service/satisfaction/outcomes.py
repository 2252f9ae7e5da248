"""A survey's result as a page tells it: the index in words, its elements, its divisions, its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.numbers import two
from pranata.areas.public_service.satisfaction.rules import FEWEST, is_few, shown_elements
from pranata.engines.surveys.queries.progress import target_of
from pranata.engines.surveys.queries.sums import element_estimates
from pranata.engines.surveys.rules import lowest, multiplier
from pranata.engines.surveys.sampling.rules import Difference, Interval, interval

if TYPE_CHECKING:
    from pranata.engines.surveys.models import Survey
    from pranata.engines.surveys.queries.results import AddedResult, Group, Part, Past, Results
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

MOST_PAST = 8  # of a history on one chart


@dataclass(frozen=True)
class Element:
    """One element: mean, its part in the index, the same on the scale of the index, where its bar ends in per cent of
    the scale; ``around`` the 95 % interval of the mean. None where nobody answered, or where it ``is_hidden``."""

    code: str
    title: str
    nrr: Fraction | None
    weighted: Fraction | None
    index: Fraction | None
    place: float
    around: tuple[float, float] | None
    is_low: bool
    is_hidden: bool

    @property
    def nrr_words(self) -> str:
        return two(self.nrr)

    @property
    def index_words(self) -> str:
        return two(self.index)

    @property
    def weighted_words(self) -> str:
        return two(self.weighted)


@dataclass(frozen=True)
class Line:
    """One group of a division, in words; ``index`` "" where it is hidden or nobody answered."""

    title: str
    count: str
    index: str
    band: str
    interval: str
    is_hidden: bool


@dataclass(frozen=True)
class Choice:
    """An option of an added question: how many chose it, and their share of those who answered, in per cent."""

    words: str
    count: int
    percent: int


def elements(found: Results, *, only_public: bool = False) -> list[Element]:
    """The elements in the order of the form; none without a result. ``only_public`` hides those that few answered."""
    known = found.survey.questionnaire
    if known is None or found.whole is None:
        return []
    share, low = multiplier(known, found.survey.method), set(lowest(known, found.whole.nrr))
    answered = [each for each in found.whole.nrr.values() if each is not None]
    certain = element_estimates(found.survey)
    visible = shown_elements(found.sums.answered) if only_public else frozenset(known.codes)
    made = []
    for question in known.questions:
        code, is_hidden = question.code, bool(found.sums.answered[question.code]) and question.code not in visible
        nrr = None if is_hidden else found.whole.nrr[code]
        around = None if is_hidden else interval(certain.get(code), Fraction(1), Fraction(known.highest))
        made.append(
            Element(
                code,
                in_language(question.element, question.element_en),
                nrr,
                None if nrr is None else nrr / len(answered),
                None if nrr is None else nrr * share + known.method(found.survey.method).offset,
                _place(nrr, known),
                None if around is None else (_place(around.low, known), _place(around.high, known)),
                code in low and not is_hidden,
                is_hidden,
            )
        )
    return made


def in_language(words: str, english: str) -> str:
    """Words of a questionnaire as the page is read; Indonesian where there is no English."""
    return english if english and (get_language() or "").startswith("en") else words


def _place(value: Fraction | float | None, known: Questionnaire) -> float:
    """Where a mean stands on its scale, 0 for 1 and 100 for the best answer."""
    return 0.0 if value is None else round(100 * (float(value) - 1) / (known.highest - 1), 2)


def interval_words(found: Interval | None) -> str:
    """The 95 % interval: "78,10 sampai 84,40"; "" without one."""
    return _("%(low)s sampai %(high)s") % {"low": two(found.low), "high": two(found.high)} if found else ""


def lines(parts: list[Part]) -> list[Line]:
    """A division in words, hidden groups said as such."""
    return [
        Line(
            each.title,
            _("di bawah 5 atau disembunyikan") if each.is_hidden else str(each.count),
            two(each.result.index) if each.result else "",
            each.result.band.code if each.result and each.result.band else "",
            interval_words(each.interval),
            each.is_hidden,
        )
        for each in parts
    ]


def group_lines(found: Group) -> tuple[str, list[Line]]:
    """A field of respondents and its groups, in the language of the page."""
    english = {each.code: each.title_en for each in found.field.options}
    parts = [replace(each, title=in_language(each.title, english.get(each.code, ""))) for each in found.parts]
    return in_language(found.field.title, found.field.title_en), lines(parts)


def month_lines(parts: list[Part]) -> list[Line]:
    """The months, named in the language of the page."""
    return lines([replace(each, title=date_format(date.fromisoformat(each.code), "F Y")) for each in parts])


def choices(found: AddedResult) -> list[Choice]:
    """The options of an added question with their numbers."""
    return [
        Choice(words, count, round(100 * count / found.count) if found.count else 0) for words, count in found.options
    ]


def warnings(found: Results) -> list[str]:
    """What a reader of the result should know first."""
    survey, said = found.survey, []
    target = target_of(survey)
    if target is not None and found.count < target:
        words = _("Jawabannya %(count)d, sedangkan targetnya %(target)d.")
        said.append(words % {"count": found.count, "target": target})
    if is_few(found.count):
        said.append(_("Kurang dari %(count)d responden, jadi hasilnya kasar.") % {"count": FEWEST})
    if found.whole is not None and (left := [code for code, nrr in found.whole.nrr.items() if nrr is None]):
        titles = ", ".join(survey.questionnaire.by_code[code].element for code in left) if survey.questionnaire else ""
        said.append(
            _("Tidak seorang pun menjawab: %(titles)s. Bobotnya dibagi rata kepada unsur lain.") % {"titles": titles}
        )
    return said


def change_words(change: Difference | None) -> str:
    """What changed and whether that is beyond chance, in a sentence; "" with nothing to compare."""
    if change is None:
        return ""
    values = {"change": two(abs(change.change)), "half": two(change.half)}
    if not change.change:
        return _("tetap (± %(half)s)") % values
    if change.is_certain:
        said = _("naik %(change)s (± %(half)s)") if change.change > 0 else _("turun %(change)s (± %(half)s)")
    elif change.change > 0:
        said = _("naik %(change)s, tetapi mungkin hanya kebetulan (± %(half)s)")
    else:
        said = _("turun %(change)s, tetapi mungkin hanya kebetulan (± %(half)s)")
    return said % values


@dataclass(frozen=True)
class PastLine:
    """One survey of the history in words."""

    past: Past
    index: str
    band: str
    interval: str
    change: str


def past_lines(found: list[Past]) -> list[PastLine]:
    """The history in words, newest first."""
    return [
        PastLine(
            each,
            two(each.result.index),
            each.result.band.code if each.result.band else "",
            interval_words(each.interval),
            change_words(each.change),
        )
        for each in reversed(found)
    ]


def method_words(survey: Survey) -> str:
    """How the index was made, where not in the usual way."""
    known = survey.questionnaire
    return known.method(survey.method).title if known and survey.method else ""
