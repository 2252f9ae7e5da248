"""What of SOPs waits on the desk: to be legalised, to be evaluated."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.process.sops.models import EDIT, LEGALIZE, Sop, Status
from pranata.areas.process.sops.queries import evaluations_due
from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.process.sops.queries import Due
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

AHEAD = timedelta(days=30)  # own: so long before its day an evaluation lies on the desk; the calendar has every one


def waiting(user: User, office: Office | None) -> list[Waiting]:
    """Asks nothing for an account that can have nothing of it at ``office``; two queries at most."""
    found: list[Waiting] = []
    if office is None or user.can(EDIT, office):
        sops = Sop.objects.filter(office__in=user.offices_with(EDIT) if office is None else [office])
        last = None if office is None else clock.today() + AHEAD
        found += [to_evaluate(each) for each in evaluations_due(sops, clock.today()) if last is None or each.on <= last]
    if office is not None and user.can(LEGALIZE, office):
        handed_in = Sop.objects.filter(office=office, status=Status.SUBMITTED).exclude(submitted_by=user)
        found += [to_legalize(each) for each in handed_in.select_related("office")]
    return found


def to_evaluate(due: Due) -> Waiting:
    return Waiting(
        key=f"sops-evaluate-{due.sop.pk}-{due.on:%Y%m%d}",
        head=_("SOP perlu dievaluasi"),
        title=due.sop.title,
        words=_("Buka"),
        address=due.sop.get_absolute_url(),
        line=_("Evaluasi SOP: %s") % due.sop.title,
        due_on=due.on,
    )


def to_legalize(sop: Sop) -> Waiting:
    return Waiting(
        key=f"sops-legalize-{sop.pk}-{sop.submitted_by_id}",
        head=_("SOP menunggu pengesahan"),
        title=str(sop),
        words=_("Periksa"),
        address=sop.get_absolute_url(),
        line=_("SOP menunggu pengesahan: %s") % sop.title,
    )


offer_waiting("sops", waiting)
