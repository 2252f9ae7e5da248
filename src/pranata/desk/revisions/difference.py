"""What a plan changes in the one it is based on, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.templatetags.ui import MONTH_NAMES
from pranata.desk.revisions.words import ADDED, REMOVED, SAME, Line, text_changes
from pranata.engines.plan.comparison import Change, Difference, Place, PlanDifference, RowChange, compare
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.queries import plan_reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

    from pranata.engines.plan.models import Plan

# How a row's change is told: words, kind of chip, sign.
CHANGES = {
    Change.ADDED: (_("baris baru"), "ok", "+"),
    Change.REMOVED: (_("dihapus"), "bad", "−"),
    Change.CHANGED: (_("diubah"), "warn", "±"),
    Change.MOVED: (_("dipindah"), "info", "→"),
}
FIELDS = {
    "number": _("Nomor"),
    "date": _("Tanggal"),
    "place": _("Tempat"),
    "title": _("Judul"),
    "considerations": _("Menimbang"),
    "legal_basis": _("Mengingat"),
    "decides": _("Memutuskan"),
    "dictum": _("Diktum"),
    "area": _("Area"),
    "activity": _("Kegiatan"),
    "text": _("Subkegiatan"),
    "indicators": _("Indikator"),
}
MONTH_SIGNS = {SAME: ("✓", _("tetap")), ADDED: ("+", _("ditambahkan")), REMOVED: ("−", _("dihapus"))}


@dataclass(frozen=True)
class FieldChange:
    """A text that differs, by its official name."""

    words: _StrPromise
    lines: list[Line]


@dataclass(frozen=True)
class MonthMark:
    """One of the twelve months: whether it stayed, came or went ("" for a month in neither plan)."""

    short: _StrPromise
    full: _StrPromise
    kind: str
    sign: str = ""
    words: _StrPromise | str = ""


@dataclass(frozen=True)
class ShownRow:
    """A row that differs; ``title`` its text where that is the same, ``old_code`` its code before, if another."""

    change: RowChange
    words: _StrPromise
    kind: str
    sign: str
    code: str
    old_code: str
    title: str
    fields: list[FieldChange]
    months: list[MonthMark]

    @property
    def is_whole(self) -> bool:
        """Whether the row as a whole came or went, so that no word of it needs a mark."""
        return self.change.old is None or self.change.new is None


@dataclass(frozen=True)
class ShownArea:
    """The rows of one area that differ."""

    no: int
    name: str
    rows: list[ShownRow]


@dataclass(frozen=True)
class ShownDifference:
    """What differs from the plan ``base``."""

    base: Plan
    found: PlanDifference
    decree: list[FieldChange]
    areas: list[ShownArea]

    @property
    def counts(self) -> list[tuple[_StrPromise, str, str, int]]:
        """(words, kind of chip, sign, count) of each kind of change that happened."""
        counted = [(*told, self.found.count(change)) for change, told in CHANGES.items()]
        return [each for each in counted if each[-1]]

    @property
    def is_empty(self) -> bool:
        """Whether both plans say the same."""
        return not (self.found.rows or self.found.decree)


def plan_difference(plan: Plan, siblings: Sequence[Plan]) -> ShownDifference | None:
    """``plan`` against the plan it is based on; None when it is based on none."""
    base = next((each for each in siblings if each.pk == plan.based_on_id), None)
    if base is None:
        return None
    rows = Subactivity.objects.filter(plan=plan, predecessor__plan=base)
    found = compare(plan_reading(base), plan_reading(plan), dict(rows.values_list("code", "predecessor__code")))
    return ShownDifference(base, found, [_decree_field(each) for each in found.decree], _areas(found))


def _decree_field(difference: Difference) -> FieldChange:
    before, after = str(difference.before), str(difference.after)
    if difference.what == "date":
        before, after = _day(before), _day(after)
    return FieldChange(FIELDS[difference.what], text_changes(before, after))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


def _areas(found: PlanDifference) -> list[ShownArea]:
    rows = sorted(found.rows, key=lambda each: each.place.area_no)
    return [
        ShownArea(no, next(iter(group)).place.area, [_shown_row(each) for each in group])
        for no, group in ((no, list(each)) for no, each in groupby(rows, key=lambda each: each.place.area_no))
    ]


def _shown_row(change: RowChange) -> ShownRow:
    old, new = change.old, change.new
    old_code = old.row.code if old else ""
    differing = {each.what for each in change.differences}
    return ShownRow(
        change,
        *CHANGES[change.change],
        code=change.place.row.code,
        old_code=old_code if new and old_code != new.row.code else "",
        title=change.place.row.text if old and new and "text" not in differing else "",
        fields=list(_fields(change)),
        months=month_marks(_months(old), _months(new)) if not (old and new) or "months" in differing else [],
    )


def _months(place: Place | None) -> list[int]:
    return place.row.months if place else []


def _fields(change: RowChange) -> Iterator[FieldChange]:
    if change.old is None or change.new is None:
        for what in ("activity", "text", "indicators"):
            before, after = (_value(place, what) for place in (change.old, change.new))
            if before or after:
                yield FieldChange(FIELDS[what], text_changes(before, after))
        return
    for each in change.differences:
        if each.what != "months":
            before, after = _value(change.old, each.what), _value(change.new, each.what)
            yield FieldChange(FIELDS[each.what], text_changes(before, after))


def _value(place: Place | None, what: str) -> str:
    """What a row says there, "" for a row that is not."""
    if place is None:
        return ""
    if what == "indicators":
        return "\n".join(_indicator(each.text, each.months) for each in place.row.indicators)
    texts: dict[str, Any] = {"area": place.area, "activity": place.activity, "text": place.row.text}
    return " ".join(str(texts[what]).split("\n"))


def _indicator(text: str, months: list[int] | None) -> str:
    """An indicator on one line, with its own months where it has some."""
    line = " ".join(text.split("\n"))
    return line if months is None else f"{line} ({', '.join(str(MONTH_NAMES[month - 1][1]) for month in months)})"


def month_marks(before: Sequence[int], after: Sequence[int]) -> list[MonthMark]:
    """The twelve months of a row whose schedule was ``before`` and is ``after``."""
    marks = []
    for month, (short, full) in enumerate(MONTH_NAMES, start=1):
        was, is_now = month in before, month in after
        if not (was or is_now):
            marks.append(MonthMark(short, full, ""))
            continue
        kind = SAME if was and is_now else ADDED if is_now else REMOVED
        marks.append(MonthMark(short, full, kind, *MONTH_SIGNS[kind]))
    return marks
