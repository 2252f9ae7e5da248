"""The decree of a draft gets its number, date, place and signatory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pranata.base.org.permission import require
from pranata.engines.documents import actions as documents
from pranata.engines.plan.actions.guards import lock_draft

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Plan


@transaction.atomic
def issue_decree(
    plan: Plan,
    *,
    number: str | None,
    issued_on: date,
    place: str,
    signatory_role: str,
    signatory_name: str,
    by: User | None,
) -> Plan:
    """Number and date the decree of a draft; ``number`` None takes the next of the office's pattern.

    Raises ``Forbidden`` without "plan.adopt", ``Stale`` when the plan is no draft any more, ``NumberRefused`` for a
    number that is blank or used.
    """
    require(by, "plan.adopt", plan.office)
    lock_draft(plan)
    documents.issue(
        plan.document,
        number=number,
        issued_on=issued_on,
        place=place,
        signatory_role=signatory_role,
        signatory_name=signatory_name,
        by=by,
    )
    return plan
