"""A new edition out of an old one, and drawings made elsewhere; every list is written by its register."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.process_maps.models import EDIT, MapStep, Picture, Process, ProcessMap, UnitRelation
from pranata.areas.process.process_maps.rules import levels
from pranata.base.audit.actions import hold, record
from pranata.base.files.actions import release, store
from pranata.base.files.kinds import SHOWN_IN_BROWSER
from pranata.base.files.names import clean_name
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.areas.process.process_maps.models import OfMap
    from pranata.base.access.models import User

RowT = TypeVar("RowT", bound="OfMap")


@transaction.atomic
def copy_map(process_map: ProcessMap, *, name: str, by: User | None) -> ProcessMap:
    """A new edition with the same processes, relations and activities, still to be put in force; the old one stays.

    Raises ``ValidationError`` for a name that is taken, ``Forbidden``.
    """
    require(by, EDIT, process_map.office)
    hold(process_map.office)
    made = ProcessMap(office=process_map.office, name=name.strip(), plan_words=process_map.plan_words)
    made.full_clean()
    made.save()
    processes = _copy_processes(process_map, made)
    for model in (UnitRelation, MapStep):
        rows = [_copied(row, made) for row in model.objects.filter(process_map=process_map)]
        for row in rows:
            row.process = processes.get(row.process_code)
        model.objects.bulk_create(rows)
    record(
        office=made.office,
        actor=by,
        action="process_maps.copied",
        target=made,
        after={"from": process_map.pk, "name": made.name, "processes": len(processes)},
    )
    return made


def _copy_processes(old: ProcessMap, new: ProcessMap) -> dict[str, Process]:
    """The processes of the new edition by code, written level by level so that each finds its parent."""
    rows = {row.code: row for row in Process.objects.filter(process_map=old)}
    level = levels({code: row.parent_code for code, row in rows.items()})
    made: dict[str, Process] = {}
    for code in sorted(rows, key=level.__getitem__):
        copy = _copied(rows[code], new)
        copy.parent = made.get(copy.parent_code)
        copy.save()
        made[code] = copy
    return made


def _copied(row: RowT, process_map: ProcessMap) -> RowT:
    """A row with the same values in another edition, not yet written."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    copy = type(row)(**{**values, "id": None})
    copy.process_map = process_map
    return copy


@transaction.atomic
def attach_picture(
    process_map: ProcessMap, upload: File, *, title: str, by: User, process: Process | None = None
) -> Picture:
    """Keep a drawing made elsewhere. Raises ``RefusedFile``, ``ValidationError``, ``Forbidden``."""
    require(by, EDIT, process_map.office)
    hold(process_map.office)
    if process is not None and process.process_map_id != process_map.pk:
        raise ValidationError(_("Proses ini ada pada peta lain."))
    if not title.strip():
        raise ValidationError({"title": _("Isi gambar belum ditulis.")})
    name = clean_name(upload.name or "")
    file = store(process_map.office, upload, by=by, name=name)
    if file.media_type not in SHOWN_IN_BROWSER:
        raise ValidationError({"upload": _("Yang diterima hanya PDF, PNG, JPEG, atau WebP.")})
    made = Picture.objects.create(
        process_map=process_map,
        process=process,
        file=file,
        name=name[:200],
        title=title.strip()[:200],
        added_at=clock.now(),
        added_by=by,
    )
    facts = {"title": made.title, "sha256": file.sha256, "process": process.pk if process else None}
    record(office=process_map.office, actor=by, action="process_maps.picture_attached", target=made, after=facts)
    return made


@transaction.atomic
def remove_picture(picture: Picture, *, by: User) -> None:
    """Take a drawing off; the audit keeps its name and hash. Raises ``Forbidden``."""
    office = picture.process_map.office
    require(by, EDIT, office)
    hold(office)
    before = {"title": picture.title, "sha256": picture.file.sha256}
    record(office=office, actor=by, action="process_maps.picture_removed", target=picture, before=before)
    file = picture.file
    picture.delete()
    release(file, by=by)
