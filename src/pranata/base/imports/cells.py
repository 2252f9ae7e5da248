"""From the text of a cell to a value: what a ``Column`` converts with. Each raises ValueError with one sentence."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

ValueT = TypeVar("ValueT")

MONTHS = "jan feb mar apr mei jun jul agu sep okt nov des".split()
OTHER_SPELLINGS = {"agt": "agu", "ags": "agu", "nop": "nov"}
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
WRITTEN_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
NAMED_DAY = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4})")
PLAIN_NUMBER = re.compile(r"-?\d{1,10}(\.\d{1,4})?", re.ASCII)  # what ``as_decimal`` and the database hold
COMMA_NUMBER = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+),\d+")
GROUPED_NUMBER = re.compile(r"-?\d{1,3}(\.\d{3}){2,}")
UNCLEAR_NUMBER = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
ROUNDED_NUMBER = re.compile(r"\d\.\d+E\+\d+")


def as_text(text: str) -> str:
    """The words with single spaces between them."""
    return " ".join(text.split())


def as_digits(text: str) -> str:
    """A number that is a name, such as a NIP: kept as text, without spaces."""
    if ROUNDED_NUMBER.fullmatch(text.strip()):
        raise ValueError(
            _("tersimpan sebagai bilangan sehingga angka terakhirnya hilang; jadikan selnya Teks, lalu ketik lagi.")
        )
    return "".join(text.split())


def as_date(text: str) -> date:
    """A day, from a date cell or as people write it: 2022-03-31, 31-03-2022, 31/3/2022, 31 Maret 2022."""
    wanted = " ".join(text.split())
    if found := ISO_DAY.fullmatch(wanted):
        year, month, day = found.groups()
    elif found := WRITTEN_DAY.fullmatch(wanted):
        day, month, year = found.groups()
    elif (found := NAMED_DAY.fullmatch(wanted)) and (number := month_number(found[2])):
        day, month, year = found[1], str(number), found[3]
    else:
        raise ValueError(_("“%s” bukan tanggal; tulis seperti 31-12-2026.") % wanted)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(
            _("Tanggal “%s” tidak ada; tulis tanggal, bulan, tahun seperti 31-12-2026.") % wanted
        ) from None


def as_decimal(text: str) -> Decimal:
    """A number from a number cell or as people write it: 95, 95.5, 95,5, 1.250,75, 1.250.000."""
    wanted = "".join(text.split())
    if UNCLEAR_NUMBER.fullmatch(wanted):
        words = _("“%(text)s” dapat dibaca dua cara; tulis %(whole)s atau %(part)s.")
        raise ValueError(words % {"text": wanted, "whole": wanted.replace(".", ""), "part": wanted.replace(".", ",")})
    plain = wanted
    if COMMA_NUMBER.fullmatch(wanted):
        plain = wanted.replace(".", "").replace(",", ".")
    elif GROUPED_NUMBER.fullmatch(wanted):
        plain = wanted.replace(".", "")
    if not PLAIN_NUMBER.fullmatch(plain):
        raise ValueError(
            _("“%s” bukan bilangan; tulis seperti 95 atau 95,5, paling banyak 4 angka di belakang koma.") % text
        )
    return Decimal(plain)


def decimal_text(value: Decimal | None) -> str:
    """A number as people write it, such as 95,5; "" of None. ``as_decimal`` reads it back."""
    if value is None:
        return ""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace(".", ",")


def month_number(name: str) -> int | None:
    """1 to 12 for an Indonesian month name, full or short."""
    short = name[:3].lower()
    short = OTHER_SPELLINGS.get(short, short)
    return MONTHS.index(short) + 1 if short in MONTHS else None


def one_of(values: Mapping[str, ValueT], also: Mapping[str, ValueT] | None = None) -> Callable[[str], ValueT]:
    """Converts the words in ``values`` to what they stand for, whatever their case; ``also`` is taken but not told."""
    known = {fold(words): value for words, value in {**(also or {}), **values}.items()}

    def convert(text: str) -> ValueT:
        if fold(text) in known:
            return known[fold(text)]
        words = _("“%(text)s” tidak dikenal; pilihannya: %(choices)s.")
        raise ValueError(words % {"text": as_text(text), "choices": ", ".join(values) or _("belum ada satu pun")})

    return convert


def fold(text: str) -> str:
    """``text`` for comparing: single spaces, no case."""
    return " ".join(text.split()).casefold()
