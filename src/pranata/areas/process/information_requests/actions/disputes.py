"""What is noted of a dispute; the Komisi Informasi moves it, not the office."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.information_requests.models import PROCESS, Dispute
from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.areas.process.information_requests.models import Objection
    from pranata.base.access.models import User


@dataclass(frozen=True)
class DisputeFacts:
    """What is known of a dispute."""

    filed_on: date
    number: str = ""
    stage: str = "filed"
    result: str = ""
    ended_on: date | None = None
    execution: str = ""


@transaction.atomic
def note_dispute(objection: Objection, given: DisputeFacts, *, by: User) -> Dispute:
    """Note the dispute of an objection, or what is known of it now.

    Raises ``Forbidden``, and ``ValidationError`` for an objection without number or facts that contradict each other.
    """
    office = objection.office
    require(by, PROCESS, office)
    hold(office)
    if not objection.number:
        raise ValidationError(_("Keberatan ini belum terdaftar."))
    if max(filter(None, (given.filed_on, given.ended_on))) > clock.today():
        raise ValidationError(_("Tanggal sengketa belum terjadi."))
    dispute = Dispute.objects.filter(objection=objection).first() or Dispute(objection=objection)
    before = {name: getattr(dispute, name) for name in asdict(given)} if dispute.pk else {}
    for name, value in asdict(given).items():
        setattr(dispute, name, value)
    dispute.full_clean(exclude=["objection"])
    dispute.save()
    personal = {"execution": [before.pop("execution", ""), dispute.execution]}
    after = {name: value for name, value in asdict(given).items() if name != "execution"}
    record(
        office=office,
        actor=by,
        action="information_requests.dispute_noted",
        target=dispute,
        before=before or None,
        after=after,
        personal=personal,
        subject=objection.seal_subject,
    )
    return dispute
