"""The records behind a value, as far as the reader may open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from pranata.engines.indicators.queries import records, unseen_count

if TYPE_CHECKING:
    from django.core.paginator import Page

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Measure
    from pranata.lib.periods import Period

ON_A_PAGE = 50


@dataclass(frozen=True)
class Part:
    """One part of a value: how many of its records the reader may open, and one page of them as (words, address)."""

    title: str
    count: int
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Records:
    """All parts; ``page`` is that of the longest one, ``unseen`` how many records the reader may not open."""

    parts: list[Part]
    unseen: int
    page: Page | None


def records_behind(measure: Measure, office: Office, month: Period, reader: User, asked: str | None) -> Records:
    """One page of the records of each part; the same page of each, since a numerator is a part of its denominator."""
    groups = [
        (title, Paginator(rows.select_related(), ON_A_PAGE)) for title, rows in records(measure, office, month, reader)
    ]
    parts = [Part(title, pages.count, _lines(pages, asked, office)) for title, pages in groups]
    longest = max((pages for _title, pages in groups), key=lambda it: it.count, default=None)
    unseen = unseen_count(measure, office, month, reader)
    return Records(parts, unseen, longest.get_page(asked) if longest else None)


def _lines(pages: Paginator, asked: str | None, office: Office) -> list[tuple[str, str]]:
    page = pages.get_page(asked)
    if str(page.number) != (asked or "1") and asked:
        return []  # beyond this part's last page
    return [(str(each), _address(each, office)) for each in page]


def _address(row: Any, office: Office) -> str:
    """Its page, "" of what has none."""
    if getattr(row, "office_id", None) == office.pk:
        row.office = office
    return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
