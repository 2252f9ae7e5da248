"""What every write on a plan asks first: is it still a draft, and is it still as the writer saw it?"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pranata.base.audit.actions import hold
from pranata.base.flow.errors import Stale
from pranata.engines.plan.models import Status

if TYPE_CHECKING:
    from pranata.engines.plan.models import Plan, Subactivity


def hold_plan(plan: Plan) -> Plan:
    """Keep other writers of the office waiting until the transaction ends, and read anew what became of ``plan``.

    Every write on a plan begins so: the chain's head is the one lock all of them take first.
    """
    hold(plan.office)
    plan.refresh_from_db(fields=["status", "is_published"])
    return plan


def lock_draft(plan: Plan) -> None:
    """``hold_plan``; raises ``Stale`` unless it is a draft."""
    if hold_plan(plan).status != Status.DRAFT:
        raise Stale("edit")


def token(values: object) -> str:
    """A short fingerprint of what a form was filled with, to tell later whether somebody wrote meanwhile."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]


def row_token(row: Subactivity) -> str:
    """The fingerprint of a row with its indicators."""
    indicators = list(row.indicators.values_list("pk", "text", "month_bits"))
    return token([row.activity_id, row.position, row.no, row.text, row.month_bits, indicators])
