"""Single values of a feed of another program, as they are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from pranata.areas.regulation.jdih.feed import IN_FORCE, NOT_IN_FORCE

FIRST_YEAR, LAST_YEAR = 1800, 2200


class Faulty(ValueError):
    """A value that cannot be taken; the argument says why."""


def folded(name: str) -> str:
    """A kind's name without what people write differently: "Keputusan KPU Kab./Kota" is "keputusankpukabkota"."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def as_kind(text: str, abbreviation: str, kinds: Mapping[str, str]) -> str:
    if not text and not abbreviation:
        raise Faulty("belum diisi")
    found = kinds.get(folded(text)) or kinds.get(folded(abbreviation))
    if found is None:
        raise Faulty(f"jenis “{(text or abbreviation)[:80]}” tidak dikenal; tambahkan namanya di data/jdih/kinds.toml")
    return found


def as_filled(text: str) -> str:
    if not text:
        raise Faulty("belum diisi")
    return text


def as_day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text[:10]) if re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00:00)?", text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Faulty(f"“{text[:30]}” bukan tanggal TTTT-BB-HH")
    return day


def as_year(text: str, day: date | None) -> int:
    if not text and day is not None:
        return day.year
    if not text:
        raise Faulty("belum diisi")
    if not (text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise Faulty(f"“{text[:30]}” bukan tahun empat angka")
    return int(text)


def as_status(text: str) -> bool | None:
    said = text.casefold()
    if not said:
        return None
    if said in (NOT_IN_FORCE, "dicabut", "tidak memiliki daya guna", "tidakberlaku"):
        return False
    if said in (IN_FORCE, "mengubah", "mencabut", "diubah"):
        return True
    raise Faulty(f"“{text[:30]}” bukan berlaku atau tidak berlaku")


def as_address(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Faulty("bukan alamat yang berawal http:// atau https://")
    return text


def joined_subjects(every: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """The keywords of all objects of a document, each once."""
    said = [each.strip() for row in every for each in re.split(r"[;,]", row.get("subjek", ""))]
    found: dict[str, str] = {}
    for each in filter(None, said):
        found.setdefault(each.casefold(), each)
    return tuple(found.values())
