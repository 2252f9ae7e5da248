"""Items of sheets as sources of follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.assessments.models import Item
from pranata.engines.assessments.opened import ITEM
from pranata.engines.followups.sources import Source, declare

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp

SOURCE = "penilaian"


def address(follow_up: FollowUp) -> str:
    """The page of the item that recommended; "" when it is gone."""
    item = Item.objects.filter(pk=follow_up.source_id).select_related("section__sheet__office").first()
    return item.get_absolute_url() if item else ""


declare(Source(SOURCE, _("Hasil penilaian"), label=ITEM, address=address))
