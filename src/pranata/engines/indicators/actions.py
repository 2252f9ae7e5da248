"""Writes on readings that people or the calendar decide: sealed, corrected; and the baselines people enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.engines.indicators.computing import ask, try_to_ask
from pranata.engines.indicators.models import Baseline, Reading
from pranata.engines.indicators.registry import by_key, measures
from pranata.engines.indicators.rules import Kind
from pranata.engines.indicators.storing import force_turn, write
from pranata.lib import clock

if TYPE_CHECKING:
    from decimal import Decimal

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Measure

SEAL, MANAGE = "reports.issue", "indicators.manage"


@transaction.atomic
def seal_month(office: Office, year: int, month: int, *, by: User | None, reason: str = "") -> int:
    """Read every measure once more and close the month: when its report is issued, or by the system when it is over.

    How many readings were written or sealed; doing it again changes nothing. With a ``reason``, as when a report is
    replaced, sealed readings that come out differently today get a correction beside them.
    Raises ``Forbidden`` without "reports.issue", ``ValidationError`` at "month" for a month that has not begun.
    """
    require(by, SEAL, office)
    today = clock.today()
    if (year, month) > (today.year, today.month):
        raise ValidationError({"month": _("Bulan itu belum dimulai.")})
    hold(office)
    force_turn(office)
    asked = [try_to_ask(each, office, (year, month), in_transaction=True) for each in measures()]
    count = write(office, [each for each in asked if each is not None], seals=True, reason=reason.strip())
    if count:
        after = {"year": year, "month": month, "readings": count}
        record(office=office, actor=by, action="indicators.month_sealed", after=after)
    return count


@transaction.atomic
def correct(reading: Reading, *, by: User | None, reason: str) -> Reading:
    """Read a sealed month of one measure again, beside what was sealed; what an issued report said stays.

    The reading that counts from now on: a correction, or the one given when it comes out the same.
    Raises ``Forbidden`` without "indicators.manage"; ``ValidationError`` at "reason" when it is blank, or without a
    field for a reading that is still open, no longer counts, of a measure that is gone, or of a sealed kind.
    """
    require(by, MANAGE, reading.office)
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan koreksi belum diisi.")})
    hold(reading.office)
    force_turn(reading.office)
    fresh = Reading.objects.select_related("office").get(pk=reading.pk)
    measure = _correctable(fresh)
    if not write(reading.office, [ask(measure, reading.office, (fresh.year, fresh.month))], reason=reason.strip()):
        return fresh
    made = Reading.objects.current().get(office=fresh.office, measure=fresh.measure, year=fresh.year, month=fresh.month)
    record(
        office=fresh.office,
        actor=by,
        action="indicators.reading_corrected",
        target=made,
        before={"reading": fresh.pk, "value": fresh.found},
        after={"measure": made.measure, "period": str(made.period), "value": made.found},
    )
    return made


def _correctable(reading: Reading) -> Measure:
    measure = by_key(reading.measure)
    if measure is None:
        raise ValidationError(_("Ukuran ini tidak ada lagi, jadi tidak dapat dihitung ulang."))
    if measure.sealed:
        raise ValidationError(_("Angka catatan tersegel tidak dihitung ulang: selisihnya dapat menunjuk orang."))
    if reading.sealed_at is None:
        raise ValidationError(_("Bulan ini belum disegel; angkanya masih mengikuti catatan."))
    if not reading.is_current:
        raise ValidationError(_("Bacaan ini sudah dikoreksi; bukalah bacaan yang terbaru."))
    return measure


@transaction.atomic
def enter_baseline(office: Office, key: str, year: int, value: Decimal, *, note: str, by: User | None) -> Baseline:
    """Say what a measure of change is compared with for ``year``; the value entered before, if any, is replaced.

    Raises ``Forbidden`` without "indicators.manage"; ``ValidationError`` at "key", "year", "value" or "note".
    """
    require(by, MANAGE, office)
    measure = by_key(key)
    faults = {}
    if measure is None or measure.kind != Kind.CHANGE:
        faults["key"] = _("Nilai awal hanya untuk ukuran yang membandingkan dengan tahun sebelumnya.")
    if not 2000 <= year < clock.today().year:
        faults["year"] = _("Nilai awal adalah nilai tahun yang sudah lewat.")
    if not value.is_finite():
        faults["value"] = _("Nilainya bukan bilangan.")
    if not note.strip():
        faults["note"] = _("Tulis dari mana nilai ini.")
    if faults:
        raise ValidationError(faults)
    hold(office)
    known = Baseline.objects.filter(office=office, measure=key, year=year).first()
    before = None if known is None else {"value": known.value}
    baseline = known or Baseline(office=office, measure=key, year=year)
    baseline.value, baseline.note, baseline.entered_by, baseline.entered_at = value, note.strip(), by, clock.now()
    baseline.full_clean()
    baseline.save()
    after = {"measure": key, "year": year, "value": value}
    record(office=office, actor=by, action="indicators.baseline_entered", target=baseline, before=before, after=after)
    return baseline
