"""The days off of Indonesian offices: public holidays and joint leave (Hari Libur Nasional dan Cuti Bersama)."""

from collections import ChainMap
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

# Basis: the yearly joint decree of three ministers (SKB 3 Menteri), as the package ``holidays`` carries it.
CATEGORIES = ("public", "government")  # the second holds cuti bersama


@lru_cache(maxsize=64)
def days_off(year: int) -> Mapping[date, str]:
    """Every day off of ``year`` with its Indonesian name; a year not yet decreed holds what is known of it."""
    found = holidays.country_holidays("ID", years=year, categories=CATEGORIES, language="id", expand=False)
    return MappingProxyType(dict(sorted(found.items())))


def days_off_between(start: date, end: date) -> Mapping[date, str]:
    """The days off of every year from ``start`` to ``end``, whichever is earlier."""
    first, last = sorted((start.year, end.year))
    return ChainMap(*(dict(days_off(year)) for year in range(first, last + 1)))
