"""A read decree becomes a draft; a draft can be thrown away; a plan is put before the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.documents import actions as documents
from pranata.engines.documents.queries import is_filed
from pranata.engines.plan import rules
from pranata.engines.plan.actions import bindings
from pranata.engines.plan.actions.guards import hold_plan
from pranata.engines.plan.comparison import match_rows
from pranata.engines.plan.models import Activity, Area, Indicator, Plan, Remark, RevisionKind, Status, Subactivity
from pranata.engines.plan.queries import plan_reading
from pranata.engines.plan.reading import decree_to_json
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.documents.models import Document
    from pranata.engines.plan.reading import AreaReading, PlanReading
    from pranata.engines.plan.reading import Remark as RemarkReading


class ImportRefused(Exception):
    """The reading does not belong here; ``remarks`` say why, all of severity ``error``."""

    def __init__(self, remarks: list[RemarkReading]) -> None:
        super().__init__(" ".join(remark.message for remark in remarks))
        self.remarks = remarks


def placement(
    reading: PlanReading, *, office: Office, year: int, kind: str = RevisionKind.ORIGINAL
) -> list[RemarkReading]:
    """What is to be said of ``reading`` as the plan of ``office`` and ``year``; an ``error`` refuses it."""
    statuses = set(Plan.objects.of_office().filter(office=office, year=year).values_list("status", flat=True))
    return rules.placement_remarks(
        reading.decree,
        office_code=office.code,
        office_name=office.name,
        year=year,
        has_draft=Status.DRAFT in statuses,
        is_in_force=Status.ADOPTED in statuses,
        is_closed=Status.CLOSED in statuses,
        is_filed=is_filed(office, reading.decree.number),
        changes=kind != RevisionKind.ORIGINAL,
    )


def placed(reading: PlanReading, found: list[RemarkReading]) -> PlanReading:
    """``reading`` with what ``placement`` found instead of what an earlier placing said: as a draft of it is stored."""
    kept = [remark for remark in reading.remarks if remark.code not in rules.PLACEMENT_CODES]
    return replace(reading, remarks=[*kept, *found])


def import_plan(
    reading: PlanReading,
    *,
    office: Office,
    year: int,
    by: User | None,
    source: bytes,
    source_name: str,
    kind: str = RevisionKind.ORIGINAL,
) -> Plan:
    """File the decree and its plan as a draft, all of it or nothing; ``by`` is None for the operator's command.

    ``source`` are the bytes of the file ``source_name`` that was read. With ``kind`` amendment or correction it becomes
    the next revision of the plan in force, and rows that are the same point at each other. Raises ``Forbidden`` without
    "plan.import", ``ImportRefused`` when the decree does not belong here, ``RefusedFile`` when the file is of no
    accepted kind.
    """
    require(by, "plan.import", office)
    found = placement(reading, office=office, year=year, kind=kind)
    _refuse_errors(found)
    base = _base(office, year, kind)
    # Before the transaction: comparing long plans takes a while, and a plan in force does not change.
    pairs = match_rows(plan_reading(base).areas, reading.areas) if base else {}
    try:
        return _write(
            placed(reading, found),
            office=office,
            year=year,
            by=by,
            source=source,
            source_name=source_name,
            kind=kind,
            base=base,
            pairs=pairs,
        )
    except IntegrityError:  # another import of the same year finished in between
        _refuse_errors(placement(reading, office=office, year=year, kind=kind))
        raise


def _base(office: Office, year: int, kind: str) -> Plan | None:
    """The plan that a decree of this kind changes; None for a first one."""
    if kind == RevisionKind.ORIGINAL:
        return None
    return Plan.objects.of_office().get(office=office, year=year, status=Status.ADOPTED)


def _refuse_errors(remarks: list[RemarkReading]) -> None:
    errors = [remark for remark in remarks if remark.severity == "error"]
    if errors:
        raise ImportRefused(errors)


@transaction.atomic
def _write(
    reading: PlanReading,
    *,
    office: Office,
    year: int,
    by: User | None,
    source: bytes,
    source_name: str,
    kind: str,
    base: Plan | None,
    pairs: Mapping[str, str],
) -> Plan:
    hold(office)
    if base != _base(office, year, kind):  # another revision came into force in between
        raise Stale("import")
    document = _file_decree(reading, office=office, year=year, by=by, source=source, source_name=source_name)
    plan = Plan.objects.create(
        office=office,
        year=year,
        kind=kind,
        revision=base.revision + 1 if base else 1,
        based_on=base,
        document=document,
        imported_at=clock.now(),
    )
    write_tree(plan, reading.areas)
    if base is not None:
        link_to_base(plan, base, pairs)
    bound = bindings.fill(plan)
    Remark.objects.bulk_create(
        Remark(
            plan=plan,
            position=position,
            code=remark.code,
            severity=remark.severity,
            subject=remark.subject,
            lines=list(remark.lines),
            message=remark.message,
        )
        for position, remark in enumerate(reading.remarks, start=1)
    )
    record(
        office=office,
        actor=by,
        action="plan.imported",
        target=plan,
        after={
            "year": year,
            "number": document.number,
            "revision": plan.revision,
            "kind": plan.kind,
            "subactivities": len(reading.subactivities()),
            "remarks": len(reading.remarks),
            "bindings": bound,
        },
    )
    return plan


def _file_decree(
    reading: PlanReading, *, office: Office, year: int, by: User | None, source: bytes, source_name: str
) -> Document:
    decree = reading.decree
    return documents.record_decree(
        office=office,
        by=by,
        number=decree.number,
        title=decree.title or f"Rencana Aksi Reformasi Birokrasi {year}",
        year=year,
        place=decree.place,
        issued_on=date.fromisoformat(decree.date) if decree.date else None,
        body=decree_to_json(decree),
        file=ContentFile(source, name=source_name),
        file_name=source_name,
    )


def write_tree(plan: Plan, areas: list[AreaReading]) -> None:
    """The rows of ``areas`` as the tree of a plan that has none yet."""
    for area in areas:
        _write_area(plan, area)


def link_to_base(plan: Plan, base: Plan, pairs: Mapping[str, str]) -> None:
    """Point each row of ``plan`` at the row of ``base`` that it continues, as ``match_rows`` says."""
    origins = {row.code: row for row in Subactivity.objects.filter(plan=base)}
    rows = list(Subactivity.objects.filter(plan=plan, code__in=pairs))
    for row in rows:
        row.predecessor = origins[pairs[row.code]]
        row.carried_from = row.predecessor.carried_from
    Subactivity.objects.bulk_update(rows, ["predecessor", "carried_from"])


def _write_area(plan: Plan, reading: AreaReading) -> None:
    area = Area.objects.create(plan=plan, no=reading.no, name=reading.name)
    activities = Activity.objects.bulk_create(
        Activity(area=area, position=position, no=activity.no, name=activity.name)
        for position, activity in enumerate(reading.activities, start=1)
    )
    pairs = [
        (
            row,
            Subactivity(
                plan=plan,
                activity=activity,
                position=position,
                code=row.code,
                no=row.no,
                text=row.text,
                month_bits=rules.months_to_bits(row.months),
                source_lines=list(row.source_lines),
                confidence=row.confidence,
                as_printed=row.as_printed or "",
            ),
        )
        for activity, printed in zip(activities, reading.activities, strict=True)
        for position, row in enumerate(printed.subactivities, start=1)
    ]
    Subactivity.objects.bulk_create(subactivity for _, subactivity in pairs)
    Indicator.objects.bulk_create(
        Indicator(
            subactivity=subactivity,
            position=position,
            text=indicator.text,
            month_bits=None if indicator.months is None else rules.months_to_bits(indicator.months),
        )
        for row, subactivity in pairs
        for position, indicator in enumerate(row.indicators, start=1)
    )


@transaction.atomic
def publish(plan: Plan, *, by: User | None) -> Plan:
    """Put the plan and its decree before the public; again changes nothing.

    A draft is labelled as a reading not yet approved. Raises ``Forbidden`` without "plan.publish", and ``Stale`` for a
    revision that is not in force or a change agent's plan: those are never public.
    """
    require(by, "plan.publish", plan.office)
    hold_plan(plan)
    if not plan.is_current or plan.agent_id:
        raise Stale("publish")
    if plan.is_published:
        return plan
    plan.is_published = True
    plan.save(update_fields=["is_published"])
    documents.open_to_public(plan.document, by=by)
    record(office=plan.office, actor=by, action="plan.published", target=plan, after={"is_published": True})
    return plan
