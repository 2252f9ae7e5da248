"""What of the program waits on the desk: what is due soon or late, and what is to be uploaded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.regulation.legal_products.models import EDIT, UNFINISHED, ProgramItem, Status
from pranata.areas.regulation.legal_products.rules import UPLOAD_DAYS, upload_day
from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.engines.deadlines.calendar import days_off_between
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

AHEAD = timedelta(days=30)  # so long before its day an item lies on the desk; the calendar has every one; own
LONGEST_REST = timedelta(days=21)  # more than offices are ever closed at a stretch; own


def waiting(user: User, office: Office | None) -> list[Waiting]:
    """Asks nothing for an account that may change nothing at ``office``."""
    if office is not None and not user.can(EDIT, office):
        return []
    offices = user.offices_with(EDIT) if office is None else [office]
    found = ProgramItem.objects.filter(office__in=offices, status__in=(*UNFINISHED, Status.ENACTED))
    waits = [entry(each) for each in found.for_account(user).select_related("office", "unit")]
    if office is None:
        return waits
    soon = clock.today() + AHEAD
    return [each for each in waits if each.due_on is not None and each.due_on <= soon]


def entry(item: ProgramItem) -> Waiting:
    is_enacted = item.status == Status.ENACTED
    due_on = item.target_day
    if is_enacted and item.enacted_on:
        until = item.enacted_on + timedelta(days=UPLOAD_DAYS) + LONGEST_REST
        due_on = upload_day(item.enacted_on, days_off_between(item.enacted_on, until))
    words = _("Unggah ke JDIH: %s") if is_enacted else _("Tetapkan: %s")
    return Waiting(
        key=f"legal-product-{item.pk}-{item.status}-{due_on.isoformat()}",
        head=" · ".join(filter(None, [_("Program produk hukum"), str(item.unit or ""), item.get_status_display()])),
        title=words % item.title,
        words=_("Buka"),
        address=item.get_absolute_url(),
        line=words % item.title,
        due_on=due_on,
    )


offer_waiting("legal_products", waiting)
