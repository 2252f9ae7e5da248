"""The annex table: its widths, and one row per indicator with merged cells for what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pranata.engines.plan.reading import ActivityReading, AreaReading, SubactivityReading
from pranata.engines.plan.reading.annex_form import MONTH_HEADINGS

WIDTHS = (10.0, 36.0, 42.0, 58.0, 58.0, *[8.0] * len(MONTH_HEADINGS))  # millimetres


@dataclass(slots=True)
class MergedCell:
    """A text over `span` rows; `no` is the number printed in front of it."""

    text: str
    span: int
    no: str = ""


@dataclass(slots=True)
class TableRow:
    """One row: `merged` holds number, area, activity and sub-activity, None where the cell above goes on."""

    merged: list[MergedCell | None]
    indicator: str
    months: list[int]


def table_rows(areas: list[AreaReading]) -> list[TableRow]:
    """The rows of a plan; an area, activity or sub-activity without anything below it still has its row."""
    return [row for area in areas for row in area_rows(area)]


def area_rows(area: AreaReading) -> list[TableRow]:
    rows = [row for activity in area.activities for row in activity_rows(activity)] or [blank_row()]
    rows[0].merged[0] = MergedCell(str(area.no), len(rows))
    rows[0].merged[1] = MergedCell(area.name, len(rows))
    return rows


def activity_rows(activity: ActivityReading) -> list[TableRow]:
    rows = [row for sub in activity.subactivities for row in subactivity_rows(sub)] or [blank_row()]
    rows[0].merged[2] = MergedCell(activity.name, len(rows), activity.no)
    return rows


def subactivity_rows(sub: SubactivityReading) -> list[TableRow]:
    """A row per indicator; months that no indicator has get a row of their own without indicator."""
    rows = [TableRow([None] * 4, indicator, months) for indicator, months in indicator_months(sub)]
    rows[0].merged[3] = MergedCell(sub.text, len(rows), sub.no)
    return rows


def indicator_months(sub: SubactivityReading) -> Iterator[tuple[str, list[int]]]:
    """(text, months) of each indicator, then of the months left over; at least one pair."""
    left = set(sub.months)
    for indicator in sub.indicators:
        months = sub.months if indicator.months is None else indicator.months
        left.difference_update(months)
        yield indicator.text, months
    if left or not sub.indicators:
        yield "", sorted(left)


def blank_row() -> TableRow:
    """The row of an area without activities or of an activity without sub-activities."""
    return TableRow([None, None, MergedCell("", 1), MergedCell("", 1)], "", [])


def numbered(no: str, text: str) -> str:
    """A text with its printed number in front, as the decree prints it."""
    return f"{no}. {text}".strip() if no else text
