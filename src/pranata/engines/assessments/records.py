"""Sheets as evidence of something else, such as a month of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.assessments.models import Sheet
from pranata.engines.assessments.notices import title_of
from pranata.engines.evidence.records import RecordKind, RecordWords, declare

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def search(office: Office, reader: User, text: str) -> QuerySet[Sheet]:
    """Sheets that were handed in, the last year first, whose instrument, year or service say ``text``."""
    found = Sheet.objects.visible_to(reader).filter(office=office, submitted_on__isnull=False)
    for word in text.split():
        known = found.filter(subject__icontains=word) | found.filter(instrument__icontains=word)
        found = known | found.filter(year=int(word)) if word.isascii() and word.isdigit() and len(word) == 4 else known
    return found.select_related("office").order_by("-year", "-pk")


def describe(sheet: Sheet) -> RecordWords:
    """By the day it was handed in."""
    return RecordWords(f"{title_of(sheet)} ({sheet.get_status_display()})", sheet.submitted_on or sheet.opened_on)


declare(RecordKind("assessments.sheet", _("Lembar penilaian"), search, describe, Sheet.get_absolute_url))
