"""How many to ask, and how sure what they said is: sample size, quotas, intervals. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from pranata.engines.surveys.rules import SMALLEST, Sums, multiplier, result_from

if TYPE_CHECKING:
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

CHI_SQUARE = Fraction(3841, 1000)  # one degree of freedom, 95 %
CERTAINTY = 0.95
Z = NormalDist().inv_cdf((1 + CERTAINTY) / 2)


def sample_size(population: int) -> int:
    """
    Decides: how many answers a population wants.
    Basis: PermenPANRB 14/2017 annex, table of Krejcie and Morgan: chi2 = 3.841, P = 0.5, d = 0.05; for 100,000 the
        printed table has 384 where its formula gives 383
    """
    quarter = CHI_SQUARE / 4
    exact = quarter * population / (Fraction(25, 10_000) * (population - 1) + quarter)
    return int(exact + Fraction(1, 2))


def shares(target: int, populations: Mapping[str, int]) -> dict[str, int]:
    """
    Decides: how a target is divided among services: by their populations, whole numbers by the largest remainder.
    Basis: PermenPANRB 14/2017 leaves the drawing to the unit; proportional quotas are our own
    """
    whole = sum(populations.values())
    if not whole:
        return dict.fromkeys(populations, 0)
    exact = {code: Fraction(target * count, whole) for code, count in populations.items()}
    found = {code: int(each) for code, each in exact.items()}
    for code in sorted(exact, key=lambda code: (found[code] - exact[code], code))[: target - sum(found.values())]:
        found[code] += 1
    return found


class Fullness(StrEnum):
    """How a quota stands."""

    OPEN = "open"
    REACHED = "reached"
    FULL = "full"


def fullness(count: int, target: int | None, *, stops: bool) -> Fullness:
    """
    Decides: whether a quota still takes answers: one that ``stops`` is full at its target, any other goes on.
    Basis: none, our own
    """
    if target is None or count < target:
        return Fullness.OPEN
    return Fullness.FULL if stops else Fullness.REACHED


@dataclass(frozen=True)
class Estimate:
    """A mean with its standard error, and the degrees of freedom of that."""

    value: Fraction
    error: float
    freedom: float


@dataclass(frozen=True)
class Interval:
    """Where the true value lies in 95 of 100 such surveys."""

    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """What changed, and by how much that may be wrong either way in 95 of 100 such surveys."""

    change: Fraction
    half: float

    @property
    def is_certain(self) -> bool:
        """Whether its direction is beyond doubt by that measure."""
        return abs(self.change) > self.half


def estimate(
    questionnaire: Questionnaire, sums: Sums, method: str = "", population: int | None = None
) -> Estimate | None:
    """
    Decides: how sure an index is: by the spread of the totals of those who answered every element.
    Basis: none, our own; simple random sample with the correction for a finite population

    None where fewer than five answered every element.
    """
    if sums.complete < SMALLEST:
        return None
    by_element = multiplier(questionnaire, method) / len(questionnaire.codes)
    spread = variance(sums.complete, sums.complete_sum, sums.complete_squares)
    value = result_from(questionnaire, sums, method).index
    return estimate_of(value, spread * by_element**2, sums.complete, population)


def element_estimate(count: int, total: int, squares: int, population: int | None = None) -> Estimate | None:
    """
    Decides: how sure the mean of one element is; None below five answers.
    Basis: none, our own, as ``estimate``
    """
    if count < SMALLEST:
        return None
    return estimate_of(Fraction(total, count), variance(count, total, squares), count, population)


def variance(count: int, total: int, squares: int) -> Fraction:
    """
    Decides: the variance of answers, of which ``squares`` is the sum of squares.
    Basis: none, the usual unbiased one
    """
    return (squares - Fraction(total * total, count)) / (count - 1)


def estimate_of(value: Fraction, spread: Fraction, count: int, population: int | None) -> Estimate:
    """
    Decides: the standard error of a mean of ``count`` answers out of a ``population``, None for one that is unknown.
    Basis: none, the usual one
    """
    left = Fraction(1) if population is None else max(1 - Fraction(count, max(population, count)), Fraction(0))
    return Estimate(value, sqrt(spread / count * left), count - 1)


def interval(found: Estimate | None, lowest: Fraction, highest: Fraction) -> Interval | None:
    """
    Decides: the 95 % interval of an estimate, within what the index can be; None without one.
    Basis: none, our own; Student's t
    """
    if found is None:
        return None
    half = student(found.freedom) * found.error
    return Interval(max(float(found.value) - half, float(lowest)), min(float(found.value) + half, float(highest)))


def difference(before: Estimate, after: Estimate) -> Difference:
    """
    Decides: what changed between two surveys and how sure that is.
    Basis: none, our own; Welch's t, the surveys being independent
    """
    parts = [(each.error**2, each.freedom) for each in (before, after)]
    whole = sum(part for part, _freedom in parts)
    if not whole:
        return Difference(after.value - before.value, 0.0)
    freedom = whole**2 / sum(part**2 / each for part, each in parts)
    return Difference(after.value - before.value, student(freedom) * sqrt(whole))


def student(freedom: float) -> float:
    """
    Decides: Student's t for 95 %, two-sided, from four degrees of freedom.
    Basis: Abramowitz and Stegun 26.7.5; within 0.002 of the printed tables
    """
    z = Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
