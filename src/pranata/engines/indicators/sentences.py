"""The one sentence that explains a value, with numbers and days as Indonesians write them.

It is Indonesian on English pages too (mark it ``lang="id"``): half a translated sentence would be worse.
"""

from __future__ import annotations

from decimal import Decimal
from string import Formatter
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from pranata.engines.indicators.rules import LEAST_SHOWN, Kind, Secrecy, shown
from pranata.lib.periods import MONTHS

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.indicators.registry import Measure
    from pranata.engines.indicators.rules import Stretch

# ``now`` and ``before`` are numerator and denominator of a change; ``direction`` says naik, turun, tetap.
PLACEHOLDERS = frozenset(
    {"value", "numerator", "denominator", "now", "before", "direction", "start", "end", "month", "year"}
)


def placeholders(template: str) -> set[str]:
    """The names between braces. Raises ``ValueError`` for a brace left open, or anything but a plain name."""
    found = set()
    for _text, name, layout, conversion in Formatter().parse(template):
        if name is None:
            continue
        if layout or conversion or not name.isidentifier():
            raise ValueError(f"{{{name}}}")
        found.add(name)
    return found


def number_words(number: Decimal | int | None) -> str:
    """A number as people read it: "1.234,5"; at most two digits behind the comma, never rounded up; "" for None."""
    if number is None:
        return ""
    whole, _point, rest = f"{shown(Decimal(number)):,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def day_words(day: date | None) -> str:
    """A day as people read it: "26 Juni 2022"; "" for None. In the language that is active."""
    if day is None:
        return ""
    return date_format(day, "j F Y")


def value_words(kind: Kind, value: Decimal | date | None) -> str:
    """The value alone: a number, a day, or whether there is one; "belum ada yang diukur" for None."""
    if value is None:
        return _("belum ada yang diukur")
    if not isinstance(value, Decimal):
        return day_words(value)
    if kind == Kind.EXISTENCE:
        return _("ada") if value else _("belum ada")
    return number_words(abs(value) if kind == Kind.CHANGE else value)


def direction_words(value: Decimal | date | None) -> str:
    """Which way a change went."""
    if not isinstance(value, Decimal) or not value:
        return _("tetap")
    return _("naik") if value > 0 else _("turun")


def sentence_of(
    measure: Measure,
    stretch: Stretch,
    value: Decimal | date | None,
    *,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    secrecy: Secrecy = Secrecy.OPEN,
) -> str:
    """What the value says, for people; a value that is not there is explained as well."""
    with override("id"):
        return _filled(measure, stretch, value, numerator, denominator, secrecy)


def _filled(
    measure: Measure,
    stretch: Stretch,
    value: Decimal | date | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    secrecy: Secrecy,
) -> str:
    words = {
        "value": value_words(measure.kind, value),
        "numerator": number_words(numerator),
        "denominator": number_words(denominator),
        "now": number_words(numerator),
        "before": number_words(denominator),
        "direction": direction_words(value),
        "start": day_words(stretch.start),
        "end": day_words(stretch.end),
        "month": f"{MONTHS[stretch.month - 1]} {stretch.year}",
        "year": str(stretch.year),
    }
    if secrecy == Secrecy.FEW:
        few = _("Angka {month} tidak ditampilkan: tanpa paling sedikit {least} yang baru, angka dapat menunjuk orang.")
        return few.format(**words, least=LEAST_SHOWN)
    if secrecy == Secrecy.WAITING:
        return _("Angka {month} dihitung sekali, setelah bulan itu berakhir.").format(**words)
    if value is None:
        return _("Belum ada yang diukur dari {start} sampai {end}.").format(**words)
    return str(measure.sentence).format(**words)
