"""The instruments there are: ``data/instruments``, read once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from pranata.engines.assessments.reading.alternatives import applied
from pranata.engines.assessments.reading.parsing import read_instruments

if TYPE_CHECKING:
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


def variant(instrument: Instrument, code: str) -> Instrument:
    """The instrument under one of its alternatives, or itself under "". Raises ``UnknownInstrument``."""
    if not code:
        return instrument
    for each in instrument.alternatives:
        if each.code == code:
            return applied(instrument, each)
    known = ", ".join(each.code for each in instrument.alternatives) or "tidak ada"
    raise UnknownInstrument(f"{instrument.key} tidak mengenal cara hitung {code}; yang ada: {known}.")
