"""Writes on the tree of a draft: rows, activities and areas, entered, changed, moved, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.plan import rules
from pranata.engines.plan.actions import bindings, review
from pranata.engines.plan.actions.guards import lock_draft, row_token
from pranata.engines.plan.actions.numbering import next_position, renumber
from pranata.engines.plan.models import Activity, Area, Confidence, Indicator, Plan, Remark, Subactivity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.access.models import User

EDIT = "plan.edit"


@dataclass(frozen=True)
class IndicatorContent:
    """One indicator as entered; ``pk`` is the stored one it replaces, ``months`` only when narrower than the row's."""

    text: str
    months: frozenset[int] | None = None
    pk: int | None = None


@dataclass(frozen=True)
class RowContent:
    """One sub-activity as entered; ``months`` 1 to 12, ``no`` the number as printed or ""."""

    text: str
    no: str = ""
    months: frozenset[int] = frozenset()
    indicators: tuple[IndicatorContent, ...] = ()

    def check(self) -> None:
        """Raises ``ValidationError`` naming the field."""
        if not self.text.strip():
            raise ValidationError({"text": _("Subkegiatan belum diisi.")})
        for position, indicator in enumerate(self.indicators, start=1):
            if not indicator.text.strip():
                raise ValidationError({"indicators": _("Indikator %d belum diisi.") % position})
            if indicator.months is not None and not indicator.months <= self.months:
                words = _("Bulan indikator %d berada di luar bulan subkegiatannya.") % position
                raise ValidationError({"indicators": words})


@transaction.atomic
def edit_row(row: Subactivity, content: RowContent, *, seen: str, by: User | None) -> Subactivity:
    """Replace what the row says; its indicators keep their targets and notes as long as they keep their ``pk``.

    ``seen`` is the ``row_token`` of the row that was shown. Raises ``ValidationError``, ``Forbidden`` without
    "plan.edit", ``Stale`` when the plan is no draft or somebody changed the row meanwhile.
    """
    plan = _begin(row.plan, by)
    content.check()
    row.refresh_from_db()
    if row_token(row) != seen:
        raise Stale("edit_row")
    before = _content(row)
    row.text, row.no = _line(content.text), content.no.strip()
    row.month_bits = rules.months_to_bits(content.months)
    row.confidence = Confidence.HIGH
    row.save(update_fields=["text", "no", "month_bits", "confidence"])
    _write_indicators(row, content.indicators)
    record(office=plan.office, actor=by, action="plan.row_edited", target=row, before=before, after=_content(row))
    return row


@transaction.atomic
def add_row(activity: Activity, content: RowContent, *, position: int | None = None, by: User | None) -> Subactivity:
    """Put a new row into the activity, at ``position`` (from 1) or at its end. Raises as ``edit_row``."""
    plan = _begin(activity.area.plan, by)
    activity.refresh_from_db()
    content.check()
    row = Subactivity.objects.create(
        plan=plan,
        activity=activity,
        position=_free_position(activity),
        code=f"+{activity.pk}.{_free_position(activity)}",
        no=content.no.strip(),
        text=_line(content.text),
        month_bits=rules.months_to_bits(content.months),
        confidence=Confidence.HIGH,
    )
    _write_indicators(row, content.indicators)
    renumber(plan, moved=row, to=(activity, position))
    row.refresh_from_db()
    record(office=plan.office, actor=by, action="plan.row_added", target=row, after=_content(row))
    return row


@transaction.atomic
def move_row(row: Subactivity, *, activity: Activity, position: int | None, by: User | None) -> Subactivity:
    """Move the row to ``position`` (from 1, None the end) of an activity of the same plan. Raises as ``edit_row``."""
    plan = _begin(row.plan, by)
    if activity.area.plan_id != plan.pk:
        raise ValidationError({"activity": _("Kegiatan itu milik rencana lain.")})
    row.refresh_from_db()
    activity.refresh_from_db()
    before = row.code
    renumber(plan, moved=row, to=(activity, position))
    row.refresh_from_db()
    record(
        office=plan.office,
        actor=by,
        action="plan.row_moved",
        target=row,
        before={"code": before},
        after={"code": row.code},
    )
    return row


@transaction.atomic
def remove_row(row: Subactivity, *, by: User | None) -> None:
    """Take the row out of the draft; what was remarked of it counts as corrected. Raises as ``edit_row``."""
    plan = _begin(row.plan, by)
    row.refresh_from_db()
    before = _content(row)
    _settle_removed(plan, row.code, note=_("Baris %s dihapus.") % row.code, by=by)
    record(office=plan.office, actor=by, action="plan.row_removed", target=row, before=before)
    row.delete()
    renumber(plan)


@transaction.atomic
def add_activity(area: Area, *, name: str, no: str = "", by: User | None) -> Activity:
    """Add an activity at the end of the area. Raises as ``edit_row``."""
    plan = _begin(area.plan, by)
    activity = Activity.objects.create(area=area, position=next_position(area), no=no.strip(), name=_named(name))
    record(office=plan.office, actor=by, action="plan.activity_added", target=activity, after={"name": activity.name})
    return activity


@transaction.atomic
def edit_activity(activity: Activity, *, name: str, no: str, by: User | None) -> Activity:
    """Raises as ``edit_row``."""
    plan = _begin(activity.area.plan, by)
    before = {"no": activity.no, "name": activity.name}
    activity.no, activity.name = no.strip(), _named(name)
    activity.save(update_fields=["no", "name"])
    after = {"no": activity.no, "name": activity.name}
    record(office=plan.office, actor=by, action="plan.activity_edited", target=activity, before=before, after=after)
    return activity


@transaction.atomic
def remove_activity(activity: Activity, *, by: User | None) -> None:
    """Remove an activity without rows; one with rows is refused with ``ValidationError``. Raises as ``edit_row``.

    What was remarked of it counts as corrected.
    """
    plan = _begin(activity.area.plan, by)
    activity.refresh_from_db()
    if activity.subactivities.exists():
        raise ValidationError(_("Kegiatan ini masih memuat subkegiatan; pindahkan atau hapus dulu."))
    code = f"{activity.area.no}.{activity.position}"
    _settle_removed(plan, code, note=_("Kegiatan %s dihapus.") % code, by=by)
    record(
        office=plan.office, actor=by, action="plan.activity_removed", target=activity, before={"name": activity.name}
    )
    activity.delete()
    renumber(plan)


@transaction.atomic
def add_area(plan: Plan, *, no: int, name: str, by: User | None) -> Area:
    """Raises as ``edit_row``; ``ValidationError`` also for a number the plan has."""
    plan = _begin(plan, by)
    if plan.areas.filter(no=no).exists():
        raise ValidationError({"no": _("Area %d sudah ada.") % no})
    area = Area.objects.create(plan=plan, no=no, name=_named(name))
    record(office=plan.office, actor=by, action="plan.area_added", target=area, after={"no": no, "name": area.name})
    return area


@transaction.atomic
def edit_area(area: Area, *, name: str, by: User | None) -> Area:
    """Raises as ``edit_row``."""
    plan = _begin(area.plan, by)
    before = {"name": area.name}
    area.name = _named(name)
    area.save(update_fields=["name"])
    record(
        office=plan.office, actor=by, action="plan.area_edited", target=area, before=before, after={"name": area.name}
    )
    return area


@transaction.atomic
def remove_area(area: Area, *, by: User | None) -> None:
    """Remove an area without activities, else ``ValidationError``. Raises as ``edit_row``.

    What was remarked of it counts as corrected.
    """
    plan = _begin(area.plan, by)
    if area.activities.exists():
        raise ValidationError(_("Area ini masih memuat kegiatan; hapus kegiatannya dulu."))
    _settle_removed(plan, str(area.no), note=_("Area %d dihapus.") % area.no, by=by)
    record(
        office=plan.office, actor=by, action="plan.area_removed", target=area, before={"no": area.no, "name": area.name}
    )
    area.delete()


def _begin(plan: Plan, by: User | None) -> Plan:
    require(by, EDIT, plan.office)
    lock_draft(plan)
    return plan


def _settle_removed(plan: Plan, code: str, *, note: str, by: User | None) -> None:
    """Decide what was remarked of ``code``, which goes, and hang it on what held it: another may get the code."""
    for remark in Remark.objects.undecided().filter(plan=plan, subject=code).select_related("plan__office"):
        review.settle(remark, note=note, by=by)
    Remark.objects.filter(plan=plan, subject=code).update(subject=code.rpartition(".")[0])


def _line(text: str) -> str:
    """Text on one line, as a table's cell holds it."""
    return " ".join(text.split())


def _named(name: str) -> str:
    found = _line(name)
    if not found:
        raise ValidationError({"name": _("Nama belum diisi.")})
    return found


def _free_position(activity: Activity) -> int:
    return max((each.position for each in activity.subactivities.all()), default=0) + 1


def _write_indicators(row: Subactivity, contents: Iterable[IndicatorContent]) -> None:
    stored = {each.pk: each for each in row.indicators.all()}
    contents = list(contents)
    kept = {content.pk for content in contents if content.pk in stored}
    row.indicators.exclude(pk__in=kept).delete()
    reworded = [stored[each.pk] for each in contents if each.pk in stored and stored[each.pk].text != _line(each.text)]
    bindings.question(reworded)
    row.indicators.update(position=F("position") + len(stored) + len(contents))  # none collides on the way
    for position, content in enumerate(contents, start=1):
        indicator = stored.get(content.pk) if content.pk else None
        indicator = indicator or Indicator(subactivity=row)
        indicator.position = position
        indicator.text = _line(content.text)
        indicator.month_bits = None if content.months is None else rules.months_to_bits(content.months)
        indicator.save()


def _content(row: Subactivity) -> dict:
    return {
        "code": row.code,
        "no": row.no,
        "text": row.text,
        "months": row.months,
        "indicators": [[each.text, each.month_bits] for each in row.indicators.order_by("position")],
    }
