"""Readings are written here, and only here: new ones, those of today again, sealed ones never."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F

from pranata.engines.indicators.computing import withheld
from pranata.engines.indicators.models import Cursor, Reading
from pranata.engines.indicators.rules import Span, has_ended
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pranata.base.org.models import Office
    from pranata.engines.indicators.computing import Computed

KEPT = ("value", "numerator", "denominator", "value_on", "secrecy", "rule_version")
Key = tuple[int, int, str]  # year, month, measure


def cursor_of(office: Office) -> Cursor:
    """How far the office is read; a new one has read nothing."""
    return Cursor.objects.get_or_create(office=office)[0]


def take_turn(cursor: Cursor, **changes: Any) -> bool:
    """Move the cursor on unless somebody did since it was read; False then. For a transaction that writes readings.

    Whoever computed meanwhile from older rows comes too late and writes nothing.
    """
    own = Cursor.objects.filter(pk=cursor.pk, round=cursor.round)
    return bool(own.update(round=F("round") + 1, refreshed_at=clock.now(), **changes))


def force_turn(office: Office) -> None:
    """Go before whoever computes at this moment. For a transaction that computes and writes in one go."""
    Cursor.objects.filter(pk=cursor_of(office).pk).update(round=F("round") + 1, refreshed_at=clock.now())


def write(office: Office, answers: Iterable[Computed], *, seals: bool = False, reason: str = "") -> int:
    """Store what is new; how many readings were written or sealed.

    ``seals`` closes the readings that count. With a ``reason`` a sealed one that comes out differently gets a
    correction beside it; without, sealed ones stay as they are. A sealed kind is read once a month, never corrected.
    """
    listed = list(answers)
    current = _current(office, listed)
    return sum(_write(office, each, current.get(_key(each)), seals=seals, reason=reason) for each in listed)


def _key(answer: Computed) -> Key:
    return answer.stretch.year, answer.stretch.month, answer.measure.key


def _current(office: Office, answers: list[Computed]) -> dict[Key, Reading]:
    """The readings that count of the months and measures asked."""
    found = Reading.objects.current().filter(
        office=office,
        measure__in={each.measure.key for each in answers},
        year__in={each.stretch.year for each in answers},
        month__in={each.stretch.month for each in answers},
    )
    return {(each.year, each.month, each.measure): each for each in found}


def _write(office: Office, answer: Computed, known: Reading | None, *, seals: bool, reason: str) -> bool:
    if known is None:
        readable = _withheld(office, answer) if answer.measure.sealed else answer
        if readable is not None:
            _insert(office, readable, edition=1, seals=seals)
        return readable is not None
    if known.sealed_at is not None and not reason:
        return False
    if answer.measure.sealed or _kept(answer) == {name: getattr(known, name) for name in KEPT}:
        return seals and _seal(known)
    if known.sealed_at is None and known.computed_at.astimezone(clock.zone()).date() == clock.today():
        sealed_at = {"sealed_at": answer.as_of} if seals else {}
        open_one = Reading.objects.filter(pk=known.pk, sealed_at=None)
        return bool(open_one.update(**_kept(answer), computed_at=answer.as_of, **sealed_at))
    Reading.objects.filter(pk=known.pk).update(is_current=False)
    is_correction = known.sealed_at is not None
    _insert(
        office,
        answer,
        edition=known.edition + 1,
        seals=seals or is_correction,
        reason=reason if is_correction else "",
    )
    return True


def _kept(answer: Computed) -> dict[str, Any]:
    """An answer as a row keeps it."""
    is_number = answer.value is None or isinstance(answer.value, Decimal)
    return {
        "value": answer.value if is_number else None,
        "value_on": None if is_number else answer.value,
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "secrecy": answer.secrecy.value,
        "rule_version": answer.rule_version,
    }


def _insert(office: Office, answer: Computed, *, edition: int, seals: bool, reason: str = "") -> None:
    year, month, key = _key(answer)
    Reading.objects.create(
        office=office,
        measure=key,
        year=year,
        month=month,
        edition=edition,
        computed_at=answer.as_of,
        sealed_at=answer.as_of if seals else None,
        reason=reason,
        **_kept(answer),
    )


def _seal(known: Reading) -> bool:
    return bool(Reading.objects.filter(pk=known.pk, sealed_at=None).update(sealed_at=clock.now()))


def _withheld(office: Office, answer: Computed) -> Computed | None:
    """What may be kept of a sealed kind's month; None while it runs, and when a later month was read already.

    A measure of the year to date is shown anew when enough has come since it was shown last, or the difference would
    tell of few.
    """
    year, month, key = _key(answer)
    if not has_ended(year, month, clock.today()):
        return None
    of_year = Reading.objects.current().filter(office=office, measure=key, year=year)
    if of_year.filter(month__gt=month).exists():
        return None
    if answer.measure.span != Span.YEAR_TO_DATE:
        return withheld(answer, None)
    return withheld(answer, of_year.filter(value__isnull=False, month__lt=month).order_by("-month").first())
