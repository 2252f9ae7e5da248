"""Giving out register numbers: gapless for each office, kind and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.engines.cases.models import Series
from pranata.engines.cases.rules import register_number

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.registry import CaseKind

HIGHEST = 999_999


@dataclass(frozen=True)
class Number:
    """A register number and the columns of the case that it fills."""

    text: str
    year: int
    sequence: int

    def columns(self, day: date) -> dict[str, object]:
        return {
            "number": self.text,
            "register_year": self.year,
            "register_sequence": self.sequence,
            "registered_on": day,
        }


def take_number(kind: CaseKind, office: Office, *, year: int) -> Number:
    """The next number of the series, taken for good once the transaction of the case that gets it commits.

    Whoever takes one says so in that case's event. Raises ``TransactionManagementError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is taken in the transaction of the case that gets it.")
    series = locked_series(kind, office, year)
    series.last += 1
    series.save(update_fields=["last"])
    return Number(register_number(kind.prefix, year, series.last), year, series.last)


def locked_series(kind: CaseKind, office: Office, year: int) -> Series:
    """The series, locked until the transaction ends; the first number of a year opens it."""
    hold(office)
    series, _is_new = Series.objects.select_for_update().get_or_create(office=office, prefix=kind.prefix, year=year)
    return series


@transaction.atomic
def continue_series(kind: CaseKind, office: Office, *, year: int, last: int, by: User | None) -> None:
    """Say which number was the last given on paper before this register began; the next follows it.

    Raises ``Forbidden``, and ``ValidationError`` for a number that cannot be or once a number was given here.
    """
    require(by, kind.process, office)
    if not 0 <= last <= HIGHEST:
        raise ValidationError({"last": _("Nomor terakhir harus antara 0 dan %(count)d.") % {"count": HIGHEST}})
    series = locked_series(kind, office, year)
    if kind.model._base_manager.filter(office=office, register_year=year).exists():
        raise ValidationError({"last": _("Register tahun %(year)d sudah berjalan di sini.") % {"year": year}})
    before, series.last = series.last, last
    series.save(update_fields=["last"])
    record(
        office=office,
        actor=by,
        action="cases.series_continued",
        target=series,
        before={"last_number": before},
        after={"kind": kind.code, "year": year, "last_number": last},
    )
