"""Writes of these pages that take more than one action of an engine: all of it happens, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.documents.actions import drafts
from pranata.engines.plan.actions import review, rows
from pranata.engines.plan.actions.guards import lock_draft, token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.access.models import User
    from pranata.engines.documents.models import Document
    from pranata.engines.plan.actions.rows import RowContent
    from pranata.engines.plan.models import Activity, Area, Plan, Remark, Subactivity

EDIT = "plan.edit"


@transaction.atomic
def save_row(
    row: Subactivity, content: RowContent, *, seen: str, settled: Iterable[Remark] = (), by: User
) -> Subactivity:
    """Change a row; ``settled`` are the remarks that this mends. Raises as ``edit_row`` and ``correct``."""
    rows.edit_row(row, content, seen=seen, by=by)
    _settle(settled, by)
    return row


@transaction.atomic
def save_activity(
    activity: Activity, *, name: str, no: str, seen: str, settled: Iterable[Remark] = (), by: User
) -> Activity:
    """Change number and name of an activity that is still as ``seen``. Raises as ``edit_activity`` and ``correct``."""
    lock_draft(activity.area.plan)
    activity.refresh_from_db()
    if activity_token(activity) != seen:
        raise Stale("edit_activity")
    rows.edit_activity(activity, name=name, no=no, by=by)
    _settle(settled, by)
    return activity


@transaction.atomic
def save_area(area: Area, *, name: str, seen: str, settled: Iterable[Remark] = (), by: User) -> Area:
    """Change the name of an area that is still as ``seen``. Raises as ``edit_area`` and ``correct``."""
    lock_draft(area.plan)
    area.refresh_from_db()
    if area_token(area) != seen:
        raise Stale("edit_area")
    rows.edit_area(area, name=name, by=by)
    _settle(settled, by)
    return area


@transaction.atomic
def save_decree(
    plan: Plan, *, title: str, parts: dict[str, Any], seen: str, settled: Iterable[Remark] = (), by: User
) -> Document:
    """Replace title and ``parts`` of the decree of a draft, as ``Document.body`` holds them; other parts stay.

    ``seen`` is the ``decree_token`` of what was shown. Raises ``Forbidden`` without "plan.edit", ``Stale`` when the
    plan is no draft or somebody changed the decree meanwhile, and as ``correct``.
    """
    require(by, EDIT, plan.office)
    lock_draft(plan)
    plan.document.refresh_from_db()
    if decree_token(plan) != seen:
        raise Stale("save_decree")
    body = {**plan.document.body, **parts, "title": title}
    document = drafts.rewrite(plan.document, title=title, body=body, by=by)
    _settle(settled, by)
    return document


def activity_token(activity: Activity) -> str:
    """The fingerprint of an activity's number and name."""
    return token([activity.pk, activity.no, activity.name])


def area_token(area: Area) -> str:
    """The fingerprint of an area's name."""
    return token([area.pk, area.name])


def decree_token(plan: Plan) -> str:
    """The fingerprint of a plan's decree."""
    return token([plan.document.title, plan.document.body])


def _settle(remarks: Iterable[Remark], by: User) -> None:
    for remark in remarks:
        review.correct(remark, by=by)
