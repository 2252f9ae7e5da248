"""What the pages of calendar and clocks show of a day, a decree, a difference, a clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pranata.engines.deadlines.differences import Difference, Differs, differences
from pranata.engines.deadlines.model import CalendarYear, Clock, DayOff, Decree, Off
from pranata.engines.deadlines.wording import CERTAINTY_CHIPS, OFF_WORDS, amount_words, listed
from pranata.lib.workdays import SATURDAY

Chip = tuple[str | Promise, str, str]
KIND_CHIPS = {Off.NATIONAL_HOLIDAY: "bad", Off.JOINT_LEAVE: "warn"}


@dataclass(frozen=True)
class DayLine:
    """One day off: the chip of its kind, its own decree where it has one, whether it falls on a weekend anyway."""

    day: date
    off: DayOff
    chip: Chip
    own_basis: str
    is_weekend: bool


@dataclass(frozen=True)
class DecreeLine:
    """One decree, its numbers in words, how sure they are."""

    decree: Decree
    numbers: str
    chip: Chip


@dataclass(frozen=True)
class ClockLine:
    """One clock: how long in words, how sure, and which of its rules is the one in force."""

    clock: Clock
    amount: str
    extension: str
    chip: Chip
    is_over: bool
    is_to_come: bool


def day_lines(calendar: CalendarYear) -> list[DayLine]:
    """The days off of a year in order."""
    return [
        DayLine(
            day,
            off,
            (OFF_WORDS[off.reason], KIND_CHIPS[off.reason], ""),
            own_basis="" if off.basis == calendar.basis else off.basis,
            is_weekend=day.weekday() >= SATURDAY,
        )
        for day, off in calendar.days.items()
    ]


def decree_lines(calendar: CalendarYear) -> list[DecreeLine]:
    """The decrees a year rests on, the first one and what changed it."""
    return [
        DecreeLine(
            decree,
            _("Nomor %(numbers)s") % {"numbers": listed(list(decree.numbers))} if decree.numbers else "",
            CERTAINTY_CHIPS[decree.certainty],
        )
        for decree in calendar.decrees
    ]


def difference_lines(year: int) -> list[tuple[date | None, str]]:
    """The day, if it is about one, and what package and file do not agree on."""
    return [(each.day, difference_words(each)) for each in differences(year)]


def difference_words(found: Difference) -> str:
    """One disagreement as a sentence."""
    kind = OFF_WORDS[found.reason] if found.reason else ""
    said = {"name": found.name, "kind": kind, "counted": found.counted, "held": found.held}
    words = {
        Differs.ADDED: _("%(name)s (%(kind)s): ada di berkas, tidak ada di paket. Berkas yang dipakai."),
        Differs.REMOVED: _("%(name)s: libur menurut paket, hari kerja menurut berkas. Berkas yang dipakai."),
        Differs.OTHER_KIND: _("%(name)s: menurut berkas %(kind)s, menurut paket bukan. Berkas yang dipakai."),
        Differs.NEEDLESS: _("%(name)s: berkas meniadakan libur yang tidak ada di paket; barisnya dapat dihapus."),
        Differs.COUNT: _("Menurut keputusan ada %(counted)d hari %(kind)s, kalender ini memuat %(held)d."),
    }
    return words[found.how] % said


def clock_lines(clocks: Iterable[Clock], today: date) -> list[ClockLine]:
    """Every clock, old and coming rules beside those in force."""
    return [
        ClockLine(
            clock,
            amount_words(clock.amount, clock.unit),
            amount_words(clock.extension.amount, clock.unit) if clock.extension else "",
            CERTAINTY_CHIPS[clock.certainty],
            is_over=clock.valid_to is not None and clock.valid_to < today,
            is_to_come=clock.valid_from > today,
        )
        for clock in clocks
    ]
