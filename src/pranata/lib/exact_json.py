"""JSON whose numbers are the decimals that were written or computed, never floats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Context, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import Any

DIGITS = 28  # of a fraction that has no end, as decimal arithmetic keeps by default


class BadJson(ValueError):
    """A text that is no such JSON; the message says where."""


def exact(number: Fraction | int) -> Decimal:
    """The decimal of ``number``: exact if it ends within ``DIGITS`` digits, else rounded there; no trailing zeros."""
    fraction = Fraction(number)
    with localcontext(Context(prec=DIGITS)):
        made = Decimal(fraction.numerator) / Decimal(fraction.denominator)
        return made.quantize(Decimal(1)) if made == made.to_integral_value() else made.normalize()


def dumps(value: Any) -> str:
    """``value`` as JSON; fractions and decimals stand in it as plain numbers."""
    if isinstance(value, Mapping):
        inside = (f"{json.dumps(str(key), ensure_ascii=False)}: {dumps(each)}" for key, each in value.items())
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(dumps, value))}]"
    if isinstance(value, Fraction):
        return f"{exact(value):f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def loads(text: str) -> Any:
    """What ``text`` says, decimals as ``Decimal``. Raises ``BadJson``, also for a key that stands twice and for NaN."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadJson(f"baris {error.lineno}, kolom {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BadJson("terlalu banyak tingkat") from None
    except BadJson:
        raise
    except (InvalidOperation, ValueError):
        raise BadJson("ada bilangan yang terlalu panjang") from None


def _no_number(name: str) -> None:
    raise BadJson(f"{name} bukan bilangan")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _value in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BadJson(f"kunci dua kali: {', '.join(twice)}")
    return dict(pairs)
