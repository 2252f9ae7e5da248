"""The pattern that decree numbers are made from; a number from SRIKANDI is entered instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from django.utils.translation import gettext as _

FIELDS = ("urut", "klasifikasi", "kode", "bulan", "tahun")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PADDING = re.compile(r"0[1-9]")


class NumberPatternError(ValueError):
    """A pattern that gives no number; the message is one sentence for the person who wrote it."""


class UnknownNumberField(NumberPatternError):
    """A pattern names a field that does not exist; `field` is its name."""

    def __init__(self, field: str) -> None:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        words = _("Pola nomor memuat {%(field)s} yang tidak dikenal; yang ada: %(known)s.")
        super().__init__(words % {"field": field, "known": known})
        self.field = field


class BlankNumberField(NumberPatternError):
    """A pattern needs a value that was not given; `field` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Pola nomor memerlukan {%(field)s}, tetapi isinya belum ada.") % {"field": field})
        self.field = field


def decree_number(
    pattern: str, *, sequence: int, code: str, year: int, classification: str, month: int | None = None
) -> str:
    """The decree number of a pattern such as "{urut}/{klasifikasi}/{kode}/{tahun}".

    {bulan} is the month 1 to 12 in Roman numerals; {urut:03} pads with zeros. Raises NumberPatternError, or its
    UnknownNumberField and BlankNumberField.
    """
    values = {
        "urut": str(sequence),
        "klasifikasi": classification.strip(),
        "kode": code.strip(),
        "bulan": ROMAN_MONTHS[month - 1] if month else "",
        "tahun": str(year),
    }
    if sequence < 1:
        raise NumberPatternError(_("Nomor urut keputusan dimulai dari 1."))
    check_pattern(pattern)
    number = ""
    for literal, field, padding in pattern_parts(pattern):
        number += literal
        if field:
            if not values[field]:
                raise BlankNumberField(field)
            number += values[field].zfill(int(padding or 0))
    return number


def check_pattern(pattern: str) -> None:
    """Raises NumberPatternError for a pattern that could not give every decree its own number."""
    fields = []
    for _literal, field, padding in pattern_parts(pattern):
        if field not in (*FIELDS, ""):
            raise UnknownNumberField(field)
        if padding and (field != "urut" or PADDING.fullmatch(padding) is None):
            words = _("Pola nomor memuat {%(field)s:%(padding)s}; hanya {urut:02} sampai {urut:09}.")
            raise NumberPatternError(words % {"field": field, "padding": padding})
        fields.append(field)
    if "urut" not in fields:
        raise NumberPatternError(_("Pola nomor harus memuat {urut}, supaya setiap keputusan bernomor sendiri."))
    if "tahun" not in fields:
        raise NumberPatternError(_("Pola nomor harus memuat {tahun}, karena nomor urut mulai lagi setiap tahun."))


def pattern_parts(pattern: str) -> Iterator[tuple[str, str, str]]:
    """(text before, field name, padding) of a pattern; the name is "" after the last field."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError as error:
        raise NumberPatternError(_("Pola nomor memuat kurung kurawal yang tidak berpasangan.")) from error
    for literal, field, padding, conversion in parts:
        if field is None:
            yield literal, "", ""
        elif conversion or not field:
            raise UnknownNumberField(f"{field}!{conversion}" if conversion else field)
        else:
            yield literal, field, padding or ""
