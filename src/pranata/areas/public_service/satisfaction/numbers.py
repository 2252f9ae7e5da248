"""Numbers of surveys as a reader sees them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.formats import number_format

CENT = Decimal("0.01")


def exact_two(value: Fraction | float) -> Decimal:
    """A number rounded to two decimals, half up."""
    exact = Fraction(value)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def two(value: Fraction | float | None) -> str:
    """A number with two decimals, half up, as the language of the page writes it: "81,25"; "–" for none."""
    return "–" if value is None else number_format(exact_two(value), 2)
