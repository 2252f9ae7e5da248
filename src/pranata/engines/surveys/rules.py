"""The index of a survey: from answers to elements, from elements to the index, from the index to its band."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pranata.engines.surveys.reading.questionnaire import Band, Questionnaire
from pranata.engines.surveys.reading.responses import Response

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Result:
    """What responses come to: ``count`` respondents; ``nrr`` the mean of each element, None where nobody answered."""

    count: int
    nrr: Mapping[str, Fraction | None]
    index: Fraction
    band: Band | None


def result_of(questionnaire: Questionnaire, responses: Iterable[Response], *, old_weight: bool = False) -> Result:
    """
    Decides: the index of responses: the mean of each element over those who answered it, all elements alike.
    Basis: PermenPANRB 14/2017 annex: NRR per unsur, weight 1 / number of unsur, IKM = sum x 25; exact 1/9

    An element that nobody answered is left out and the others share its weight: own choice, the regulation is silent.
    ``old_weight`` takes the rounded weight 0.11 of old reports. Raises ``ValueError`` where the questionnaire has none.
    """
    sums, counts, total = dict.fromkeys(questionnaire.codes, 0), dict.fromkeys(questionnaire.codes, 0), 0
    for response in responses:
        total += 1
        for code, answer in response.answers.items():
            if answer is not None:
                sums[code] += answer
                counts[code] += 1
    nrr = {code: Fraction(sums[code], counts[code]) if counts[code] else None for code in questionnaire.codes}
    known = [each for each in nrr.values() if each is not None]
    mean = sum(known, Fraction(0)) / len(known)
    index = mean * len(nrr) * weight(questionnaire, len(nrr), old=old_weight) * questionnaire.factor
    return Result(total, nrr, index, band_of(questionnaire, index))


def weight(questionnaire: Questionnaire, count: int, *, old: bool) -> Fraction:
    """
    Decides: the weight of one element among ``count``.
    Basis: PermenPANRB 14/2017 annex: 1 / number of unsur; printed reports round it to 0.11
    """
    if not old:
        return Fraction(1, count)
    if questionnaire.old_weight is None:
        raise ValueError(f"{questionnaire.key} tidak mengenal bobot yang dibulatkan.")
    return questionnaire.old_weight


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
