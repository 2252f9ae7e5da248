"""The mail that gathers an account's notices: at most one a day, and none of them twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from pranata.base.access.models import User
from pranata.base.audit.actions import record
from pranata.base.notify.actions import own_preference
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Digest, Notice, NoticePreference
from pranata.lib import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.notify.models import NoticeQuerySet

LOOKS_BACK = timedelta(days=14)  # own rule: what is older is news no more, and does not pour in when mail is chosen


def waiting_readers() -> QuerySet[User]:
    """The accounts that have something to be mailed, an address, and want mail."""
    waiting = Notice.objects.filter(pk__in=to_be_mailed()).values("recipient")
    with_address = ~Q(email="") | (Q(person__isnull=False) & ~Q(person__email=""))
    found = User.objects.filter(with_address, pk__in=waiting, is_active=True)
    return found.exclude(notice_preference__digest=Digest.OFF).order_by("pk")


def to_be_mailed() -> NoticeQuerySet:
    """What nobody has read or mailed yet."""
    return Notice.objects.unread().filter(mailed_at=None, created_at__gte=clock.now() - LOOKS_BACK)


def send_digest(user: User, *, today: date) -> bool:
    """Mail ``user`` what waits, if this day or week has had no mail yet; whether it was sent.

    The mail is claimed first, by one UPDATE that only one worker wins. A server that refuses the mail gives the claim
    back and the error goes on; a process killed in between leaves the notices unmailed, never mailed twice.
    """
    claim = _claim(user, today)
    if claim is None:
        return False
    before, notices = claim
    try:
        _send(user, notices)
    except Exception:
        _give_back(user, before, notices)
        raise
    return True


@transaction.atomic
def _claim(user: User, today: date) -> tuple[date | None, list[Notice]] | None:
    """The day of the mail before and what this one says; None when there is nothing or another worker has it."""
    notices = list(
        to_be_mailed().visible_to(user).select_related("office").order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    if not notices:
        return None
    preference = own_preference(user)
    monday = today - timedelta(days=today.weekday())
    is_open = Q(last_digest_on=None) | (
        Q(digest=Digest.DAILY, last_digest_on__lt=today) | Q(digest=Digest.WEEKLY, last_digest_on__lt=monday)
    )
    row = NoticePreference.objects.filter(is_open, user=user).exclude(digest=Digest.OFF)
    if not row.update(last_digest_on=today):
        return None
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mailed_at=clock.now())
    record(office=user.home_office(), actor=None, action="notify.mailed", target=user, after={"count": len(notices)})
    return preference.last_digest_on, notices


@transaction.atomic
def _give_back(user: User, before: date | None, notices: list[Notice]) -> None:
    NoticePreference.objects.filter(user=user).update(last_digest_on=before)
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mailed_at=None)
    record(office=user.home_office(), actor=None, action="notify.mail_failed", target=user)


def _send(user: User, notices: list[Notice]) -> None:
    origin = (settings.PUBLIC_URL or f"http://127.0.0.1:{settings.PORT}").rstrip("/")
    with override(settings.LANGUAGE_CODE):
        subject = ngettext("Pranata: %d hal menunggu Anda", "Pranata: %d hal menunggu Anda", len(notices))
        body = render_to_string("notify/digest.txt", {"lines": in_words(notices, reader=user), "origin": origin})
    send_mail(subject % len(notices), body, None, [user.email or user.person.email])
