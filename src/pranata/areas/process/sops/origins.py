"""Evaluations are a source of follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.models import Evaluation
from pranata.engines.followups.sources import Source, declare

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp


def address(follow_up: FollowUp) -> str:
    """The page of the SOP that was evaluated; "" when it is no more."""
    found = Evaluation.objects.filter(pk=follow_up.source_id, sop__office=follow_up.office)
    look = found.select_related("sop__office").first()
    return look.sop.get_absolute_url() if look is not None else ""


declare(Source("evaluasi-sop", _("Evaluasi SOP"), Evaluation._meta.label_lower, address))
