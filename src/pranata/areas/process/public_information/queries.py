"""Reads of exemptions that end, for desk, calendar and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from pranata.areas.process.public_information.models import ExemptedInformation, ExemptionProposal, Status
from pranata.areas.process.public_information.rules import Exemption
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.rules import Reminder, reminders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

REMINDER = "information_requests.exemption_reminder"
RUNNING = (Status.DRAFTED, Status.PROPOSED, Status.RETURNED)


@dataclass(frozen=True)
class Ending:
    """An exemption with its end in sight: how it stands, by when it is to be tested anew, its next proposal."""

    entry: ExemptedInformation
    state: Exemption
    review_by: date
    proposal: ExemptionProposal | None
    said: tuple[Reminder, ...]  # what is to be said today of the day of the test; nothing while that is far

    @property
    def is_due(self) -> bool:
        """Whether somebody should begin to test it anew, or it is late for that."""
        return self.state != Exemption.OPEN and bool(self.said)

    @property
    def day(self) -> date:
        """The day that matters next: that of the test, or the last day of an exemption that has ended."""
        return self.entry.expires_on if self.state == Exemption.OPEN else self.review_by

    @property
    def address(self) -> str:
        return reverse("desk:entry", args=[self.entry.office.code, "informasi-dikecualikan", self.entry.pk])


def endings(entries: QuerySet[ExemptedInformation], today: date) -> list[Ending]:
    """Those of ``entries`` that end soon or ended a short while ago, by their day; two queries."""
    found = list(entries.ending(today).select_related("office"))  # type: ignore[attr-defined]
    running = ExemptionProposal.objects.filter(exempted__in=[each.pk for each in found], status__in=RUNNING)
    by_entry = {each.exempted_id: each for each in running.order_by("pk")} if found else {}
    return sorted(_endings(found, by_entry, today), key=lambda each: (each.day, each.entry.pk))


def _endings(
    entries: Iterable[ExemptedInformation], proposals: dict[int | None, ExemptionProposal], today: date
) -> Iterable[Ending]:
    ahead = clock_for(REMINDER, on=today).amount
    for each in entries:
        review_by = each.review_by(today)
        if review_by is not None:
            off = days_off_between(min(today, review_by), max(today, review_by))
            said = tuple(reminders(review_by, today, off, ahead=ahead, patience=ahead))
            yield Ending(each, each.exemption_on(today), review_by, proposals.get(each.pk), said)
