"""Every write to offices, units and posts. ``by=None`` is the operator's own command line."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.models import Office, Post, Unit
from pranata.base.org.office_list import OfficeRow, read_offices
from pranata.base.org.permission import require

LOADED_FIELDS = ["level", "name", "region_name", "parent_id", "time_zone", "note"]


@dataclass(frozen=True)
class LoadResult:
    """How many offices a load made and changed."""

    created: int
    updated: int


@transaction.atomic
def load_offices(*, source: Path | None = None, by=None) -> LoadResult:
    """
    Brings the offices to what the list says, ``data/org/offices.csv`` unless told; a second time it changes nothing.

    Raises ValidationError for a file that is no such list, Forbidden without "offices.manage" at KPU RI. Offices that
    the list lacks stay; who uses the installation and validity dates are left alone.
    """
    rows = read_offices(source or settings.DATA_DIR / "org" / "offices.csv")
    known = {office.code: office for office in Office.objects.all()}
    require(by, "offices.manage", known.get(rows[0].code))
    result = LoadResult(created=_create_missing(rows, known), updated=_update_changed(rows, known))
    if result.created or result.updated:
        record(office=None, actor=by, action="org.offices_loaded", target=None, after=asdict(result))
    return result


def _create_missing(rows: list[OfficeRow], known: dict[str, Office]) -> int:
    """Inserts level by level, because a child needs its parent's key; adds the new offices to ``known``."""
    missing = [row for row in rows if row.code not in known]
    for level in dict.fromkeys(row.level for row in missing):
        new = [Office(code=row.code, **_values(row, known)) for row in missing if row.level == level]
        known.update((office.code, office) for office in Office.objects.bulk_create(new))
    return len(missing)


def _update_changed(rows: list[OfficeRow], known: dict[str, Office]) -> int:
    changed = []
    for row in rows:
        office, values = known[row.code], _values(row, known)
        if any(getattr(office, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(office, name, value)
            changed.append(office)
    Office.objects.bulk_update(changed, [name.removesuffix("_id") for name in LOADED_FIELDS], batch_size=200)
    return len(changed)


def _values(row: OfficeRow, known: dict[str, Office]) -> dict:
    parent = known[row.parent_code].pk if row.parent_code else None
    return {name: parent if name == "parent_id" else getattr(row, name) for name in LOADED_FIELDS}


@transaction.atomic
def activate_office(office: Office, *, by) -> None:
    """Marks the office as using this installation. Raises Forbidden unless ``by`` manages offices there or above."""
    _set_active(office, True, by=by)


@transaction.atomic
def deactivate_office(office: Office, *, by) -> None:
    """Marks the office as no longer using this installation; its rows stay. Raises Forbidden as above."""
    _set_active(office, False, by=by)


def _set_active(office: Office, is_active: bool, *, by) -> None:
    require(by, "offices.manage", _managing_office(office, by))
    changed = Office.objects.filter(pk=office.pk, is_active=not is_active).update(is_active=is_active)
    office.is_active = is_active
    if changed:
        action = "org.office_activated" if is_active else "org.office_deactivated"
        record(office=office, actor=by, action=action, target=office)


def _managing_office(office: Office, by) -> Office:
    """The office itself or the one above it where ``by`` manages offices; the office itself when there is none."""
    if by is None or by.can("offices.manage", office):
        return office
    return next((above for above in office.ancestors() if by.can("offices.manage", above)), office)


@transaction.atomic
def create_unit(
    *, office: Office, code: str, name: str, by, parent: Unit | None = None, valid_from: date | None = None
) -> Unit:
    """Raises ValidationError for a code already used or a parent elsewhere, Forbidden without "org.manage"."""
    require(by, "org.manage", office)
    hold(office)
    unit = Unit(office=office, code=code.strip(), name=name.strip(), parent=parent, valid_from=valid_from)
    _check_parent(unit)
    unit.full_clean()
    unit.save()
    record(
        office=office, actor=by, action="org.unit_created", target=unit, after={"code": unit.code, "name": unit.name}
    )
    return unit


@transaction.atomic
def change_unit(
    unit: Unit,
    *,
    by,
    code: str,
    name: str,
    parent: Unit | None = None,
    valid_from: date | None = None,
    seen: str = "",
) -> None:
    """
    Replaces what is known about a unit but its last day. Raises ValidationError also for a parent inside the unit
    itself, and when the unit is no longer as ``seen``; else as ``create_unit``.
    """
    require(by, "org.manage", unit.office)
    hold(unit.office)
    take_row(unit, seen=seen)
    before = _facts(unit)
    unit.code, unit.name, unit.parent, unit.valid_from = code.strip(), name.strip(), parent, valid_from
    _check_parent(unit)
    unit.full_clean()
    unit.save(update_fields=["code", "name", "parent", "valid_from"])
    record(office=unit.office, actor=by, action="org.unit_changed", target=unit, before=before, after=_facts(unit))


@transaction.atomic
def close_unit(unit: Unit, *, on: date, by) -> None:
    """
    Makes ``on`` the last day of the unit, of its posts and of the units below it that still run then.
    Raises ValidationError when one of them begins after ``on``, Forbidden without "org.manage".
    """
    require(by, "org.manage", unit.office)
    hold(unit.office)
    for part in _with_parts(unit):
        if part == unit or part.valid_to is None or part.valid_to > on:
            part.end(on)
    record(office=unit.office, actor=by, action="org.unit_closed", target=unit, after={"valid_to": on.isoformat()})


@transaction.atomic
def reopen_unit(unit: Unit, *, by) -> None:
    """
    Takes the last day of the unit away again; what was inside it stays closed. Raises ValidationError when the unit
    above has one, Forbidden without "org.manage".
    """
    require(by, "org.manage", unit.office)
    hold(unit.office)
    if unit.parent is not None and unit.parent.valid_to is not None:
        raise ValidationError(_("Unit atasannya sudah ditutup; buka dahulu unit itu."))
    before = unit.days()
    unit.end(None)
    record(office=unit.office, actor=by, action="org.unit_reopened", target=unit, before=before, after=unit.days())


def _check_parent(unit: Unit) -> None:
    if unit.parent is not None and unit.parent.office_id != unit.office_id:
        raise ValidationError({"parent": _("Unit atasan harus dari satuan kerja yang sama.")})
    if unit.parent is not None and unit.pk and unit.parent in _with_lower(unit):
        raise ValidationError({"parent": _("Unit atasan tidak boleh unit ini sendiri atau unit di bawahnya.")})


def _facts(unit: Unit) -> dict:
    return {"code": unit.code, "name": unit.name, "parent": unit.parent_id, **unit.days()}


def _with_parts(unit: Unit) -> list[Unit | Post]:
    """The unit, then everything inside it, outermost first."""
    units = _with_lower(unit)
    return [*units, *Post.objects.filter(unit__in=units)]


def _with_lower(unit: Unit) -> list[Unit]:
    """The unit, then those below it, level by level."""
    units, level = [unit], [unit]
    while level := list(Unit.objects.filter(parent__in=level).exclude(pk__in=[part.pk for part in units])):
        units += level
    return units


@transaction.atomic
def create_post(*, unit: Unit, title: str, kind: str, by, valid_from: date | None = None) -> Post:
    """Raises ValidationError for an unknown kind or an empty title, Forbidden without "org.manage"."""
    require(by, "org.manage", unit.office)
    hold(unit.office)
    post = Post(unit=unit, title=title.strip(), kind=kind, valid_from=valid_from)
    post.full_clean()
    post.save()
    record(
        office=unit.office,
        actor=by,
        action="org.post_created",
        target=post,
        after={"title": post.title, "kind": post.kind, "unit": unit.code},
    )
    return post


@transaction.atomic
def close_post(post: Post, *, on: date, by) -> None:
    """Makes ``on`` the last day of the post. Raises ValidationError when it begins later, Forbidden as above."""
    office = post.unit.office
    require(by, "org.manage", office)
    hold(office)
    post.end(on)
    record(office=office, actor=by, action="org.post_closed", target=post, after={"valid_to": on.isoformat()})
