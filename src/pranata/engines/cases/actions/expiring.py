"""Erasing by rule what closed cases no longer need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions.blanking import blank_erased
from pranata.engines.cases.actions.ending import erase
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.retention import expired

if TYPE_CHECKING:
    from datetime import date


def erase_expired(*, today: date) -> int:
    """Destroy the keys of all cases whose time is over, each in a transaction of its own; how many those were.

    What a restored backup left of cases erased before goes too. Safe to run any number of times, also twice at once:
    who comes second finds the case erased.
    """
    blank_erased()
    erased = 0
    for kind in kinds():
        for case in expired(kind, today).select_related("office").order_by("closed_on", "pk"):
            try:
                erase(case, by=None)
            except (Stale, ValidationError):  # or somebody put a hold on it meanwhile
                continue
            erased += 1
    return erased
