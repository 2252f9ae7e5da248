"""Reads of measures: their value now, the records behind it, and the readings that were stored."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from pranata.engines.indicators import results
from pranata.engines.indicators.computing import Computed, ask, waiting
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.rules import Secrecy, month_before
from pranata.lib import clock
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Measure

TREND_MONTHS = 12


class Group(NamedTuple):
    """Records behind one part of a value; ``rows`` are those the reader may see."""

    title: str
    rows: QuerySet[Any]


def compute(measure: Measure, office: Office, month: Period) -> Computed:
    """The value of now; of a sealed kind what was stored of that month, for watching it must tell nothing.

    Raises ``ValueError`` for a period that is no month.
    """
    year, number = month_of(month)
    if not measure.sealed:
        return ask(measure, office, (year, number))
    reading = latest(office, year, number, [measure.key]).get(measure.key)
    return waiting(measure, (year, number)) if reading is None else read(reading, measure)


def read(reading: Reading, measure: Measure) -> Computed:
    """A stored reading with its sentence; ``measure`` is the one of its key."""
    read_on = reading.computed_at.astimezone(clock.zone()).date()
    return Computed(
        measure,
        measure.stretch(reading.year, reading.month, today=read_on),
        reading.found,
        reading.numerator,
        reading.denominator,
        reading.rule_version,
        reading.computed_at,
        Secrecy(reading.secrecy),
    )


def month_of(period: Period) -> tuple[int, int]:
    """Year and month. Raises ``ValueError`` with a sentence for a longer period."""
    if period.length != Length.MONTH:
        raise ValueError(_("Ukuran dibaca per bulan; tulis periode seperti 2022-06, bukan %s.") % period)
    return period.year, period.position


def records(measure: Measure, office: Office, month: Period, reader: User | None = None) -> list[Group]:
    """The records behind the value of now, by part, as far as ``reader`` may see them; None is the operator.

    Nothing of a sealed kind, whoever asks. A row of the numerator stands among those of the denominator too.
    """
    return [Group(title, _seen(rows, reader)) for title, rows in _parts(measure, office, month)]


def unseen_count(measure: Measure, office: Office, month: Period, reader: User) -> int:
    """How many records behind the value ``reader`` may not open, each counted once a part; two queries a part."""
    return sum(rows.count() - _seen(rows, reader).count() for _title, rows in _parts(measure, office, month))


def _parts(measure: Measure, office: Office, month: Period) -> list[tuple[str, QuerySet[Any]]]:
    year, number = month_of(month)
    today = clock.today()
    if measure.sealed or (year, number) > (today.year, today.month):
        return []
    return _rows_of(measure.compute(office, measure.stretch(year, number, today=today)))


def _rows_of(result: results.Result | None) -> list[tuple[str, QuerySet[Any]]]:
    match result:
        case None:
            return []
        case results.Ratio(part, whole) | results.Punctuality(part, whole):
            return [(_("Pembilang"), part), (_("Penyebut"), whole)]
        case results.Change(now, before):
            past = [(f"{title} ({_('tahun sebelumnya')})", rows) for title, rows in _rows_of(before)]
            return [*_rows_of(now), *past]
    return [(_("Yang dihitung"), result.rows)]


def _seen(rows: QuerySet[Any], reader: User | None) -> QuerySet[Any]:
    """``rows`` within what ``reader`` may see; none of a model that says nothing about it."""
    if reader is None:
        return rows
    every: Any = rows.model._default_manager.all()
    if not hasattr(every, "visible_to"):
        return rows.none()
    return rows.filter(pk__in=every.visible_to(reader).values("pk"))


def latest(office: Office, year: int, month: int, keys: Iterable[str]) -> dict[str, Reading]:
    """The reading that counts of each measure, by key; those never read are missing. One query."""
    found = Reading.objects.current().filter(office=office, year=year, month=month, measure__in=list(keys))
    return {each.measure: each for each in found.select_related("office")}


def as_of(office: Office, key: str, year: int, month: int, day: date) -> Reading | None:
    """The last reading of a month that was stored by the end of ``day``; None when there was none yet."""
    midnight = datetime.combine(day + timedelta(days=1), time(), clock.zone())
    found = Reading.objects.filter(office=office, measure=key, year=year, month=month, computed_at__lt=midnight)
    return found.order_by("-edition").first()


def history(office: Office, key: str, *, year: int, month: int, months: int = TREND_MONTHS) -> list[Reading]:
    """The readings that count of the ``months`` up to a month, oldest first; months never read are missing."""
    wanted = [(year, month)]
    while len(wanted) < months:
        wanted.append(month_before(*wanted[-1]))
    first = wanted[-1]
    since = Q(year__gt=first[0]) | Q(year=first[0], month__gte=first[1])
    until = Q(year__lt=year) | Q(year=year, month__lte=month)
    found = Reading.objects.current().filter(since & until, office=office, measure=key)
    return list(found.order_by("year", "month"))


def editions(office: Office, key: str, *, year: int, month: int) -> list[Reading]:
    """Every reading of a month, newest first: corrections with their reason, and what they corrected."""
    found = Reading.objects.filter(office=office, measure=key, year=year, month=month)
    return list(found.order_by("-edition"))
