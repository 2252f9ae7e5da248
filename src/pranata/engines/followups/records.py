"""Follow-ups as evidence of something else, such as a month of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.evidence.records import RecordKind, RecordWords, declare
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.notices import title_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def search(office: Office, reader: User, text: str) -> QuerySet[FollowUp]:
    """Follow-ups, the last one first."""
    found = FollowUp.objects.visible_to(reader).filter(office=office).said(text)
    return found.select_related("office").order_by("-pk")


def describe(follow_up: FollowUp) -> RecordWords:
    """By the day it ended; while it runs, by the day it was opened."""
    title = f"{title_of(follow_up.number, follow_up.recommendation)} ({follow_up.get_status_display()})"
    return RecordWords(title, follow_up.ended_on or follow_up.opened_on)


declare(RecordKind("followups.followup", _("Tindak lanjut"), search, describe, FollowUp.get_absolute_url))
