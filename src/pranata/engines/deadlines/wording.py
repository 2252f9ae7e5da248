"""The words of clocks and calendars: units, certainty, days in a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pranata.engines.deadlines.clocks import UnknownClock, clock_for, clocks
from pranata.engines.deadlines.counting import ONE_DAY
from pranata.engines.deadlines.model import Certainty, Off, Unit

CERTAINTY_WORDS = {
    Certainty.SOURCE: gettext_lazy("dibaca di salinan umum, bukan di naskah resminya"),
    Certainty.PACKAGE: gettext_lazy("hanya menurut paket kalender"),
    Certainty.HIGH: gettext_lazy("pengetahuan sendiri, cukup yakin; belum dicocokkan dengan naskah"),
    Certainty.MEDIUM: gettext_lazy("pengetahuan sendiri, kurang yakin; belum dicocokkan dengan naskah"),
    Certainty.LOW: gettext_lazy("belum pasti; periksa naskahnya sebelum dipakai"),
    Certainty.OWN: gettext_lazy("aturan rumah, bukan ketentuan hukum"),
}
CERTAINTY_CHIPS = {
    Certainty.SOURCE: (gettext_lazy("salinan umum"), "info", "i"),
    Certainty.PACKAGE: (gettext_lazy("paket kalender"), "warn", "?"),
    Certainty.HIGH: (gettext_lazy("cukup yakin"), "warn", "?"),
    Certainty.MEDIUM: (gettext_lazy("kurang yakin"), "warn", "?"),
    Certainty.LOW: (gettext_lazy("belum pasti"), "bad", "!"),
    Certainty.OWN: (gettext_lazy("aturan rumah"), "", ""),
}
OFF_WORDS = {
    Off.WEEKEND: gettext_lazy("akhir pekan"),
    Off.NATIONAL_HOLIDAY: gettext_lazy("libur nasional"),
    Off.JOINT_LEAVE: gettext_lazy("cuti bersama"),
}
ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}


def amount_words(amount: int, unit: Unit) -> str:
    """How long: "10 hari kerja"."""
    words = {
        Unit.WORKING_DAY: ngettext("%(number)d hari kerja", "%(number)d hari kerja", amount),
        Unit.CALENDAR_DAY: ngettext("%(number)d hari kalender", "%(number)d hari kalender", amount),
        Unit.MONTH: ngettext("%(number)d bulan", "%(number)d bulan", amount),
        Unit.HOUR: ngettext("%(number)d jam", "%(number)d jam", amount),
    }
    return words[unit] % {"number": amount}


def unknown_words(name: str, day: date) -> str:
    """Why nothing that came on ``day`` can be counted by the clock ``name``; "" when it can."""
    try:
        clock_for(name, on=day)
    except UnknownClock:
        first = min(each.valid_from for each in clocks() if each.name == name)
        said = _("Jangka waktu untuk tanggal itu tidak tercatat; yang tercatat berlaku sejak %(day)s.")
        return said % {"day": day_words(first)}
    return ""


def day_words(day: date) -> str:
    """A day with its year: "19 Mei 2022"."""
    return date_format(day, "j F Y")


def long_day_words(day: date) -> str:
    """A day with its name: "Kamis, 19 Mei 2022"."""
    return date_format(day, "l, j F Y")


def moment_words(moment: datetime) -> str:
    """A moment: "Kamis, 19 Mei 2022 pukul 09.30 WIB"."""
    words = _("%(day)s pukul %(time)s") % {"day": long_day_words(moment), "time": moment.strftime("%H.%M")}
    zone = ZONES.get(moment.utcoffset() or timedelta(0), moment.tzname() or "")
    return f"{words} {zone}".strip()


def days_words(days: Iterable[date], *, with_year: bool = False) -> str:
    """Days, those in a row as one: "29 April dan 4–6 Mei"; the months are told once where they are the same."""
    return listed([_run_words(first, last, with_year=with_year) for first, last in runs(days)])


def listed(words: list[str]) -> str:
    """Things told one after the other: "a, b dan c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s dan %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last day of each stretch without a gap."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == ONE_DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _run_words(first: date, last: date, *, with_year: bool) -> str:
    end = date_format(last, "j F Y" if with_year else "j F")
    if first == last:
        return end
    if first.year != last.year and with_year:
        return f"{date_format(first, 'j F Y')}–{end}"
    return f"{first.day}–{end}" if first.month == last.month else f"{date_format(first, 'j F')}–{end}"
