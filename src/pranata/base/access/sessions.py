"""Where an account is signed in, when each session was last used, and how sessions end.

The rows are django-allauth's; see docs/adr/0010 for what we do not keep in them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache.backends.locmem import LocMemCache
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from pranata.base.access import devices
from pranata.base.access.models import User
from pranata.base.audit.actions import record
from pranata.lib import clock

NO_ADDRESS = "0.0.0.0"  # noqa: S104 -- stands where allauth's table wants an address; nothing listens on it
SEEN_EVERY = timedelta(minutes=5)
# Of this process only: another one may ask the database once more, which then has nothing to write.
_just_seen = LocMemCache("sessions", {"timeout": SEEN_EVERY.total_seconds(), "max_entries": 10_000})


@dataclass(frozen=True)
class OwnSession:
    """A session as its owner sees it; the key that opens it stays out of every page."""

    pk: int
    device: str
    signed_in_at: datetime
    seen_at: datetime
    is_current: bool


def own_sessions(request: HttpRequest) -> list[OwnSession]:
    """Where the account of ``request`` is signed in: this session first, then the last used."""
    current = request.session.session_key
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=clock.now())
    rows = UserSession.objects.filter(Q(session_key=current) | Exists(alive), user=request.user)
    found = [
        OwnSession(
            pk=row.pk,
            device=devices.in_words(row.user_agent),
            signed_in_at=row.created_at,
            seen_at=row.last_seen_at,
            is_current=row.session_key == current,
        )
        for row in rows.order_by("-last_seen_at", "-pk")
    ]
    return sorted(found, key=lambda session: not session.is_current)


def other_sessions(request: HttpRequest) -> QuerySet[UserSession]:
    """The rows of the account's sessions but the one that asks."""
    return UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)


@transaction.atomic
def end_own_sessions(sessions: QuerySet[UserSession], *, by: User) -> int:
    """Signs ``by`` out of those of ``sessions`` that are its own, and returns how many; nobody ends another's so."""
    ended = end_sessions(sessions.filter(user=by))
    if ended:
        record(office=by.home_office(), actor=by, action="access.sessions_ended", target=by, after={"count": ended})
    return ended


def end_sessions(sessions: QuerySet[UserSession]) -> int:
    """Part of an action that records why: signs out wherever ``sessions`` say, at once."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def note_visit(request: HttpRequest) -> None:
    """Moves "last seen" of the signed-in session, at most once in ``SEEN_EVERY``, and mostly without any query."""
    key = request.session.session_key
    # Without such a record the session did not come through the sign-in, and no row is kept of it.
    if get_authentication_records(request, request.user) and _just_seen.add(key, True):
        moment = clock.now()
        UserSession.objects.filter(session_key=key, last_seen_at__lt=moment - SEEN_EVERY).update(last_seen_at=moment)


def forget_ended_sessions() -> None:
    """Drops what is left of sessions that have ended or expired."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
