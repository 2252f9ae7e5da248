"""A finding becomes somebody's follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.regulation.legal_products.origin import LABEL
from pranata.engines.followups.actions import open_follow_up

if TYPE_CHECKING:
    from datetime import date

    from pranata.areas.regulation.legal_products.models import Finding
    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.engines.followups.models import FollowUp

MOST_LETTERS = 300


@transaction.atomic
def follow_up(item: Finding, *, recommendation: str, unit: Unit, due_on: date, by: User | None) -> FollowUp:
    """
    Charge ``unit`` with what is to be done about the finding. Raises ``Forbidden`` without "followups.open",
    ``ValidationError`` for a finding that is settled.
    """
    if item.is_settled:
        raise ValidationError(_("Temuan ini sudah selesai."))
    return open_follow_up(
        item.office,
        recommendation=recommendation,
        source_words=(_("Temuan harmonisasi %s") % item)[:MOST_LETTERS],
        responsible=unit,
        due_on=due_on,
        by=by,
        source_label=LABEL,
        source_id=item.pk,
        year=item.found_on.year,
    )
