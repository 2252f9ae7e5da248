"""The index of a survey: from answers to elements, from elements to the index, from the index to its band."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pranata.engines.surveys.reading.questionnaire import Band, Method, Questionnaire
from pranata.engines.surveys.reading.responses import Response

CENT = Decimal("0.01")
SMALLEST = 5  # the smallest group whose figures are shown


@dataclass(frozen=True)
class Sums:
    """What answers add up to: how many respondents; by element how many ``answered`` it and the sum of their answers;
    of those who answered all, ``complete`` many, the sum and the sum of squares of each one's total."""

    count: int
    answered: Mapping[str, int]
    sums: Mapping[str, int]
    complete: int = 0
    complete_sum: int = 0
    complete_squares: int = 0


@dataclass(frozen=True)
class Result:
    """What responses come to: ``count`` respondents; ``nrr`` the mean of each element, None where nobody answered;
    ``answered`` how many answered each."""

    count: int
    nrr: Mapping[str, Fraction | None]
    index: Fraction
    band: Band | None
    answered: Mapping[str, int] = field(default_factory=dict)


def sums_of(questionnaire: Questionnaire, responses: Iterable[Response]) -> Sums:
    """
    Decides: what answers add up to, element by element.
    Basis: PermenPANRB 14/2017 annex: sum of the values of each unsur
    """
    codes = questionnaire.codes
    sums, counts = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    count = complete = complete_sum = complete_squares = 0
    for response in responses:
        count += 1
        values = [response.answers.get(code) for code in codes]
        for code, value in zip(codes, values, strict=True):
            if value is not None:
                sums[code] += value
                counts[code] += 1
        if None not in values:
            whole = sum(value for value in values if value is not None)
            complete, complete_sum, complete_squares = complete + 1, complete_sum + whole, complete_squares + whole**2
    return Sums(count, counts, sums, complete, complete_sum, complete_squares)


def result_of(questionnaire: Questionnaire, responses: Iterable[Response], method: str = "") -> Result:
    """
    Decides: the index of responses, as ``result_from`` of what they add up to.
    Basis: PermenPANRB 14/2017 annex

    Raises ``ValueError`` without any answer, or for a ``method`` that the questionnaire does not know.
    """
    return result_from(questionnaire, sums_of(questionnaire, responses), method)


def result_from(questionnaire: Questionnaire, sums: Sums, method: str = "") -> Result:
    """
    Decides: the index: the mean of each element over those who answered it, all elements alike.
    Basis: PermenPANRB 14/2017 annex: NRR per unsur, weight 1 / number of unsur, IKM = sum x 25; exact 1/9

    An element that nobody answered is left out and the others share its weight: own choice, the regulation is silent.
    Raises ``ValueError`` without any answer, or for a ``method`` that the questionnaire does not know.
    """
    nrr = {code: mean(sums.sums[code], sums.answered[code]) for code in questionnaire.codes}
    known = [each for each in nrr.values() if each is not None]
    if not known:
        raise ValueError("Tidak ada jawaban.")
    way = questionnaire.method(method)
    index = sum(known, Fraction(0)) / len(known) * multiplier(questionnaire, method) + way.offset
    return Result(sums.count, nrr, index, band_of(questionnaire, index), dict(sums.answered))


def mean(total: int, count: int) -> Fraction | None:
    """
    Decides: the NRR of an element; None where nobody answered it.
    Basis: PermenPANRB 14/2017 annex: sum of the values / number of respondents who answered
    """
    return Fraction(total, count) if count else None


def multiplier(questionnaire: Questionnaire, method: str = "") -> Fraction:
    """
    Decides: what the mean of all elements is multiplied with: the factor, and more or less by a rounded weight.
    Basis: PermenPANRB 14/2017 annex: weight 1 / number of unsur; printed reports round it to 0.11

    Raises ``ValueError`` for a ``method`` that the questionnaire does not know.
    """
    way, count = questionnaire.method(method), len(questionnaire.codes)
    return way.factor if way.weight is None else way.factor * way.weight * count


def weight_of(questionnaire: Questionnaire, method: Method, answered: int) -> Fraction:
    """
    Decides: the weight of one element where ``answered`` of them have answers.
    Basis: PermenPANRB 14/2017 annex: 1 / number of unsur; a rounded weight is shared by those that have answers
    """
    if method.weight is None:
        return Fraction(1, answered)
    return method.weight * len(questionnaire.codes) / answered


def band_of(questionnaire: Questionnaire, index: Fraction) -> Band | None:
    """
    Decides: the grade of an index, rounded to two decimals, half up; None without bands.
    Basis: PermenPANRB 14/2017 table of conversion (25.00-64.99, 65.00-76.60, 76.61-88.30, 88.31-100.00)
    """
    rounded = Fraction((Decimal(index.numerator) / Decimal(index.denominator)).quantize(CENT, ROUND_HALF_UP))
    return next((each for each in questionnaire.bands if rounded >= each.lowest), None)


def by_service(responses: Iterable[Response]) -> dict[str, list[Response]]:
    """
    Decides: which responses belong to one service: the same name but for letters' size and spaces.
    Basis: none, our own; the name stands as it was written first
    """
    found: dict[str, tuple[str, list[Response]]] = {}
    for response in responses:
        if response.service:
            name = " ".join(response.service.split())
            found.setdefault(name.casefold(), (name, []))[1].append(response)
    return dict(found.values())


def lowest(questionnaire: Questionnaire, nrr: Mapping[str, Fraction | None], count: int = 2) -> list[str]:
    """
    Decides: the elements to act upon first: the ``count`` lowest, lowest first; of equals the earlier one of the form.
    Basis: PermenPANRB 14/2017 annex: follow-up begins with the lowest unsur; two is our own choice
    """
    order = {each.code: place for place, each in enumerate(questionnaire.questions)}
    known = [(value, order[code], code) for code, value in nrr.items() if value is not None]
    return [code for _value, _place, code in sorted(known)[:count]]


def shown(counts: Mapping[str, int], whole: int) -> frozenset[str]:
    """
    Decides: which groups of one partition may be shown: from five respondents, and none that could be told from the
    whole and the others.
    Basis: UU 27/2022 (data minimal); the number five and complementary suppression are our own

    ``whole`` may be more than the groups hold; who stated nothing is a hidden rest then. What is hidden adds up to five
    at least and is no single group.
    """
    kept = sorted((code for code, count in counts.items() if count >= SMALLEST), key=lambda code: (counts[code], code))
    rest = whole - sum(counts.values())
    hidden = [count for count in (*counts.values(), rest) if 0 < count < SMALLEST]
    while kept and hidden and (sum(hidden) < SMALLEST or len(hidden) == 1):
        hidden.append(counts[kept.pop(0)])
    return frozenset(kept) if whole >= SMALLEST else frozenset()
