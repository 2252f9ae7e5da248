"""Evidence that proves an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pranata.engines.assessments.actions.flow import begin_answering
from pranata.engines.evidence import actions as evidence
from pranata.engines.evidence.models import Use

if TYPE_CHECKING:
    from collections.abc import Callable

    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Item
    from pranata.engines.evidence.models import Evidence


@transaction.atomic
def prove(item: Item, take: Callable[[], Evidence], *, by: User) -> Use:
    """Let the evidence that ``take`` adds or finds prove an item, while its section is being filled in.

    Raises what ``take`` and ``evidence.use`` raise, and then nothing is kept; ``Forbidden``, ``Stale``.
    """
    begin_answering(item, by)
    return evidence.use(take(), item, office=item.section.sheet.office, by=by)


@transaction.atomic
def prove_no_more(found: Use, item: Item, *, by: User) -> None:
    """Let evidence prove an item no more; the evidence itself stays. Raises as ``prove``, ``LookupError``."""
    begin_answering(item, by)
    if not Use.objects.of(item).filter(pk=found.pk).exists():
        raise LookupError(f"{found.pk} does not prove {item.code}")
    evidence.unuse(found, by=by)
