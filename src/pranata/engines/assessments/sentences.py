"""Numbers and warnings of a sheet in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.engines.assessments.reading.instrument import Certainty, Mark
from pranata.engines.assessments.rules import TOTAL, Warn, WarnKind

if TYPE_CHECKING:
    from fractions import Fraction

    from pranata.engines.assessments.reading.instrument import Condition, Instrument


def shown(number: Fraction, places: int = 2) -> str:
    """A number for people: ``places`` decimals behind a comma, half rounded away from zero."""
    step = Decimal(1).scaleb(-places)
    scaled = Decimal(number.numerator * 10 ** (places + 20) // number.denominator).scaleb(-places - 20)
    return f"{scaled.quantize(step, ROUND_HALF_UP):f}".replace(".", ",")


def sentence(warn: Warn) -> str:
    """What a warning says."""
    match warn.kind:
        case WarnKind.NOT_APPLICABLE_ONLY:
            words = _("%s: tidak ada butir yang berlaku; dihitung 0 karena aturan untuk itu tidak ditemukan.")
        case WarnKind.CAPPED:
            words = _("%s: perbandingan di luar 0 sampai 1; dihitung pada batasnya.")
        case WarnKind.EMPTY_RATIO:
            words = _("%s: 0 dari 0; dihitung menurut ketentuan instrumen, yang belum terkonfirmasi.")
    return words % warn.code


def unconfirmed(mark: Mark) -> str:
    """How unsure a weight is, "" where it was read in a public source."""
    if mark.is_settled:
        return ""
    words = {
        Certainty.NOT_FOUND: _("bobot belum terkonfirmasi: tidak ditemukan, diisi sementara"),
        Certainty.OWN: _("bobot buatan sendiri"),
    }
    return words.get(mark.certainty, _("bobot belum terkonfirmasi"))


def part_title(instrument: Instrument, code: str) -> str:
    """What a part, a group or the total is called."""
    if code == TOTAL:
        return _("Nilai total")
    if code in instrument.by_part:
        return instrument.by_part[code].title
    return next(each.title for each in instrument.groups if each.code == code)


def condition_words(instrument: Instrument, condition: Condition) -> str:
    """ "Nilai total ≥ 75"."""
    number = shown(condition.minimum, 3).rstrip("0").rstrip(",")
    return f"{part_title(instrument, condition.part)} ≥ {number}"
