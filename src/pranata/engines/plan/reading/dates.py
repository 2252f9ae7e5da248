"""Dates and years as decrees print them."""

from __future__ import annotations

import re
from datetime import date

from .months import month_named

PRINTED_DATE = re.compile(r"\b([0-9]{1,2})\s+([A-Za-z]{3,9})\.?\s+([0-9]{4})\b")
TITLE_YEAR = re.compile(r"\btahun\s+(?:anggaran\s+)?([0-9]{4})\b", re.IGNORECASE)


def iso_date(text: str) -> str:
    """The first date such as "17 Januari 2021" in a text as ISO 8601, or ""."""
    for day, name, year in PRINTED_DATE.findall(text):
        month = month_named(name)
        if month is not None and int(year) > 0:
            try:
                return date(int(year), month, int(day)).isoformat()
            except ValueError:
                continue
    return ""


def is_iso_date(text: str) -> bool:
    """Whether a text is a day that exists, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def title_year(text: str) -> int | None:
    """The last year a title gives ("... TAHUN 2022"), or None."""
    years = TITLE_YEAR.findall(text)
    return int(years[-1]) if years else None


def number_year(number: str) -> int | None:
    """The year in the last part of a decree number ("7/HK.03.1/9998/2024"), or None."""
    last = number.rsplit("/", 1)[-1].strip()
    return int(last) if "/" in number and re.fullmatch(r"[0-9]{4}", last) else None
