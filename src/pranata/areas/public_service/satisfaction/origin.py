"""Follow-ups may come from a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.followups.sources import Source, declare
from pranata.engines.surveys.models import Survey

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp

LABEL = Survey._meta.label_lower


def survey_address(item: FollowUp) -> str:
    """The results of the survey that a follow-up came of; "" when it is gone."""
    found = Survey.objects.filter(office=item.office_id, pk=item.source_id).select_related("office").first()
    return found.get_absolute_url() if found else ""


declare(Source("survei-kepuasan", _("Survei kepuasan"), label=LABEL, address=survey_address))
