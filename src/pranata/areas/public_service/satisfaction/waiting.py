"""What of surveys lies on the desk of who may run them: to be closed once their period is over, to be published."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.engines.surveys.models import MANAGE, Status, Survey
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

REMEMBERED = timedelta(days=365)  # a result that was not published for so long is left alone


def waiting_surveys(user: User, office: Office | None) -> list[Waiting]:
    """The open surveys whose period is over and the closed ones whose result is not published. Two queries."""
    today = clock.today()
    offices = user.offices_with(MANAGE)
    found = Survey.objects.filter(office__in=offices, closes_on__lt=today, closes_on__gte=today - REMEMBERED)
    if office is not None:
        found = found.filter(office=office)
    rows = found.filter(status__in=(Status.OPEN, Status.CLOSED)).select_related("office").order_by("closes_on", "pk")
    return [_to_close(each) if each.status == Status.OPEN else _to_publish(each) for each in rows]


def _to_close(survey: Survey) -> Waiting:
    return Waiting(
        key=f"surveys-close-{survey.pk}-{survey.closes_on.isoformat()}",
        head=_("Survei kepuasan · masa pengisian lewat"),
        title=survey.title,
        words=_("Tutup survei"),
        address=survey.get_absolute_url(),
        line=_("Tutup survei: %s") % survey.title,
        due_on=survey.closes_on + timedelta(days=1),
    )


def _to_publish(survey: Survey) -> Waiting:
    return Waiting(
        key=f"surveys-publish-{survey.pk}-{survey.closes_on.isoformat()}",
        head=_("Survei kepuasan · hasil belum diterbitkan"),
        title=survey.title,
        words=_("Baca hasil & terbitkan"),
        address=survey.get_absolute_url(),
        line=_("Terbitkan hasil survei: %s") % survey.title,
    )


offer_waiting("surveys", waiting_surveys)
