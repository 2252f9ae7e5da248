"""What of follow-ups lies on an account's desk and stands in its calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.people.models import Person
from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.engines.followups.models import CLOSE, PARTIES, FollowUp, Status
from pranata.engines.followups.notices import title_of
from pranata.engines.followups.queries import closable
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

AHEAD = timedelta(days=30)  # so long before its day a follow-up lies on the desk; the calendar has every one


def waiting_follow_ups(user: User, office: Office | None) -> list[Waiting]:
    """The account's own follow-ups at ``office`` that are due soon, late or sent back, and what waits to be closed.

    Of all its offices (None), for the calendar: every one of its own. Two queries at most.
    """
    today = clock.today()
    visible = FollowUp.objects.visible_to(user).select_related("office", *PARTIES)
    own = visible.running().charged(user, today).filter(is_own=True)
    if office is None:
        return [to_do(each) for each in own]
    found = [
        to_do(each)
        for each in own.filter(office=office)
        if each.due_on <= today + AHEAD or each.status == Status.RETURNED
    ]
    if user.can(CLOSE, office):
        found += [to_close(each) for each in closable(visible.filter(office=office), user)]
    return found


def to_do(follow_up: FollowUp) -> Waiting:
    is_back = follow_up.status == Status.RETURNED
    return Waiting(
        key=f"followups-{follow_up.pk}-{follow_up.due_on.isoformat()}",
        head=head_of(follow_up, _("dikembalikan") if is_back else ""),
        title=follow_up.recommendation,
        words=_("Perbaiki") if is_back else _("Buka"),
        address=follow_up.get_absolute_url(),
        line=line_of(follow_up),
        due_on=follow_up.due_on,
    )


def to_close(follow_up: FollowUp) -> Waiting:
    return Waiting(
        key=f"followups-close-{follow_up.pk}-{follow_up.claimed_on}",
        head=head_of(follow_up, _("menunggu penutupan")),
        title=follow_up.recommendation,
        words=_("Periksa & tutup"),
        address=follow_up.get_absolute_url(),
        line=_("%s: menunggu penutupan") % line_of(follow_up),
    )


def head_of(follow_up: FollowUp, standing: str) -> str:
    """Number, who is in charge, since when it goes on, how it stands."""
    since = [_("sejak %d") % follow_up.year] if follow_up.year < clock.today().year else []
    return " · ".join(
        [_("Tindak lanjut %s") % follow_up.number, str(follow_up.party), *since, *filter(None, [standing])]
    )


def line_of(follow_up: FollowUp) -> str:
    """A follow-up as it is passed on: the unit or team in charge, a person is not named."""
    words = title_of(follow_up.number, follow_up.recommendation)
    return words if isinstance(follow_up.party, Person) else f"{words} – {follow_up.party}"


offer_waiting("followups", waiting_follow_ups)
