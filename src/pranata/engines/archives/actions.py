"""Records are born archives and leave again; every other write stands in ``keeping``, ``moving`` and ``disposing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.archives.contents import number_of
from pranata.engines.archives.counting import Schedule, count_years
from pranata.engines.archives.models import ArchiveItem, Medium, Status
from pranata.engines.archives.rules import ENDED

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office, Unit


def born(
    *,
    office: Office,
    source_label: str,
    source_id: int,
    title: str,
    dated_on: date,
    archive_class: str = "",
    unit: Unit | None = None,
    confidentiality: str = "biasa",
) -> ArchiveItem:
    """The archive that keeps this record, made or brought up to date; in the transaction and under the audit of the
    deed that made the record.

    What somebody added to it by hand stays: its box, its class where the record names none, the day its file was
    closed. What was destroyed or handed over stays as it is.
    """
    said = {"title": title, "dated_on": dated_on, "confidentiality": confidentiality}
    said |= {"archive_class": archive_class} if archive_class else {}
    said |= {"unit": unit} if unit is not None else {}
    same = ArchiveItem.objects.filter(office=office, source_label=source_label, source_id=source_id)
    item = same.select_related("dossier", "unit").first()
    if item is None:
        number = number_of(source_label, source_id)
        item = ArchiveItem(office=office, source_label=source_label, source_id=source_id, number=number)
        item.medium, item.closed_on = Medium.DIGITAL, dated_on
    elif item.state in (Status.DESTROYED, Status.STATIC) or (
        item.state != Status.WITHDRAWN and all(getattr(item, name) == value for name, value in said.items())
    ):
        return item
    elif item.closed_on == item.dated_on:
        item.closed_on = dated_on
    if item.state == Status.WITHDRAWN:
        item.state = Status.ACTIVE
    for name, value in said.items():
        setattr(item, name, value)
    count_years(item, Schedule(office, [item.class_code]))
    item.save()
    return item


def left(office: Office, source_label: str, source_id: int) -> None:
    """The record is no longer there; its archive says so, unless it ended before."""
    same = ArchiveItem.objects.filter(office=office, source_label=source_label, source_id=source_id)
    same.exclude(state__in=ENDED).update(state=Status.WITHDRAWN)
