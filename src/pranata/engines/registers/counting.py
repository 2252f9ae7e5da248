"""The measure that a declaration brings along: how many rows the register holds, or how many are dated in the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.indicators.registry import Better, Kind, Span, measure
from pranata.engines.indicators.results import Count

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch
    from pranata.engines.registers.models import Entry

SENTENCE = _("{numerator} baris tercatat dalam register pada {end}.")
DATED_SENTENCE = _("{numerator} baris register bertanggal {start} sampai {end}.")


@dataclass(frozen=True)
class Counted:
    """A measure of a register: ``name`` ends its key, ``unit`` is what a row is called.

    ``dated`` names the day of a row: the rows of the year so far are counted then, without it all there are today.
    """

    name: str
    title: str | Promise
    unit: str | Promise
    dated: str = ""


def declare_count(model: type[Entry], counted: Counted) -> str:
    """Make the measure known; returns its key, the app's label and ``counted.name``."""
    key = f"{model._meta.app_label}.{counted.name}"

    def count(office: Office, period: Stretch) -> Count:
        rows = model._default_manager.filter(office=office)
        within = {f"{counted.dated}__range": (period.start, period.end)} if counted.dated else {}
        return Count(rows.filter(**within))

    count.__module__ = model.__module__  # a measure belongs to the app of its rows
    measure(
        key,
        counted.title,
        kind=Kind.COUNT,
        unit=counted.unit,
        better=Better.NONE,
        span=Span.YEAR_TO_DATE if counted.dated else Span.ON_DAY,
        sentence=DATED_SENTENCE if counted.dated else SENTENCE,
        fed_by=(model._meta.label_lower,),
    )(count)
    return key
