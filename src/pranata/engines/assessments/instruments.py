"""The instruments there are: ``data/instruments``, read once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from pranata.engines.assessments.reading.alternatives import applied
from pranata.engines.assessments.reading.parsing import read_instruments

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.assessments.reading.instrument import Instrument


class UnknownInstrument(LookupError):
    """No file has this code and edition, or it has no such alternative."""


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every edition, by code and edition. Raises ``InstrumentFault``."""
    return read_instruments(settings.DATA_DIR / "instruments")


@cache
def by_key(key: str, other: str = "") -> Instrument:
    """The edition called "zona-integritas@2021", under its alternative ``other``. Raises ``UnknownInstrument``."""
    for each in instruments():
        if each.key == key:
            return variant(each, other)
    raise UnknownInstrument(
        f"Instrumen {key} tidak dikenal; yang ada: {', '.join(each.key for each in instruments())}."
    )


def editions(code: str) -> list[Instrument]:
    """The editions of an instrument, the earliest first."""
    return sorted((each for each in instruments() if each.code == code), key=lambda each: each.valid_from)


def in_force(day: date) -> list[Instrument]:
    """What a sheet of that day may be filled in by: of each instrument the latest edition valid then."""
    codes = dict.fromkeys(each.code for each in instruments())
    return [found for code in codes if (found := current_on(code, day)) is not None]


def current_on(code: str, day: date) -> Instrument | None:
    """The latest edition of an instrument that is valid on ``day``, or None."""
    valid = [each for each in editions(code) if each.valid_from <= day and (not each.valid_to or day <= each.valid_to)]
    return valid[-1] if valid else None


def variant(instrument: Instrument, code: str) -> Instrument:
    """The instrument under one of its alternatives, or itself under "". Raises ``UnknownInstrument``."""
    if not code:
        return instrument
    for each in instrument.alternatives:
        if each.code == code:
            return applied(instrument, each)
    known = ", ".join(each.code for each in instrument.alternatives) or "tidak ada"
    raise UnknownInstrument(f"{instrument.key} tidak mengenal cara hitung {code}; yang ada: {known}.")
