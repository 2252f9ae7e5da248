"""The days of a complaint besides that of its class: those of UU 25/2009 for a service dispute, and the reminded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.models import Outcome, Status
from pranata.areas.oversight.complaints.rules import COMPLETENESS, DECISION, DELIVERY, LODGING
from pranata.engines.cases.registry import OtherDay
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.wording import CERTAINTY_CHIPS
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from pranata.areas.oversight.complaints.models import Complaint
    from pranata.engines.deadlines.model import Clock


@dataclass(frozen=True)
class DisputeDay:
    """One limit of UU 25/2009: by when, and when it was kept, None as long as it was not."""

    clock: Clock
    due: date
    kept_on: date | None

    @property
    def standing(self) -> tuple[str, str, str]:
        """Words, kind and sign, as the component ``chip`` takes them."""
        if self.kept_on is not None:
            return (_("ditepati"), "ok", "✓") if self.kept_on <= self.due else (_("lewat"), "warn", "✓")
        return (_("lewat"), "bad", "!") if self.due < clock.today() else (_("berjalan"), "info", "")

    @property
    def certainty(self) -> tuple[Any, str, str]:
        return CERTAINTY_CHIPS[self.clock.certainty]


def dispute_days(case: Complaint) -> list[DisputeDay]:
    """The limits that began on a service dispute, in their order; none of another complaint, or before verification.

    An answer is readable by the receipt the moment it is given: the decision counts as delivered with it.
    """
    if not case.is_service_dispute or case.verified_on is None or case.status == Status.REJECTED:
        return []
    is_ours = case.outcome in ("", Outcome.SETTLED)
    begun = [
        (LODGING, case.served_on, case.received_on),
        (COMPLETENESS, case.received_on, case.verified_on),
        (DECISION, case.completed_on if is_ours else None, case.answered_on),
        (DELIVERY, case.answered_on if is_ours else None, case.answered_on),
    ]
    return [dispute_day(name, start, kept_on, case) for name, start, kept_on in begun if start is not None]


def dispute_day(name: str, start: date, kept_on: date | None, case: Complaint) -> DisputeDay:
    found = explain(name, start, on=case.received_on)
    return DisputeDay(found.clock, found.due, kept_on)


def is_decided_in_time(received_on: date, completed_on: date | None, answered_on: date) -> bool:
    """Whether a service dispute was decided within the limit of UU 25/2009."""
    return answered_on <= explain(DECISION, completed_on or received_on, on=received_on).due


def other_days(case: Complaint) -> list[OtherDay]:
    """What is still to be done on an open complaint by another day than the due one; the reporter's days too."""
    if not case.is_open:
        return []
    found = []
    is_handled = case.status in (Status.FORWARDED, Status.HANDLED)
    if is_handled and case.follow_up_due_on and not (case.followed_up_on or case.answered_on):
        found.append(OtherDay("follow_up", _("tindak lanjut pertama"), case.follow_up_due_on))
    if case.status != Status.ANSWERED and case.reply_due_on:
        found.append(OtherDay("reply", _("tindak lanjut tanggapan pelapor"), case.reply_due_on))
    if case.status == Status.WAITING and case.reporter_due_on:
        found.append(OtherDay("reporter", _("batas pelapor melengkapi"), case.reporter_due_on, is_ours=False))
    if case.status == Status.ANSWERED and case.closing_due_on:
        found.append(OtherDay("closing", _("batas tanggapan pelapor"), case.closing_due_on, is_ours=False))
    if case.answered_on is None and case.clock != DECISION:
        decision = [each for each in dispute_days(case) if each.clock.name == DECISION]
        found += [OtherDay("decision", _("putusan sengketa pelayanan"), each.due) for each in decision]
    return found
