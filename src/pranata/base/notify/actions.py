"""Writes about notices: told once, read, how they come by mail, the calendar's secret address."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac

from pranata.base.audit.actions import hold, record
from pranata.base.notify.kinds import KINDS
from pranata.base.notify.models import CalendarKey, Notice, NoticePreference
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.notify.models import NoticeQuerySet
    from pranata.base.org.models import Office

SALT = "pranata.notify.calendar"
SECRET_BYTES = 32


@dataclass(frozen=True)
class Message:
    """What to tell whom. Messages of one ``kind`` about one ``target`` and ``period`` are told an account once.

    ``stands_for`` is the id that a target keeps over its revisions, where that is not its own.
    """

    recipient: User
    kind: str
    target: Model
    address: str
    period: str = ""
    month: int | None = None
    due_on: date | None = None
    stands_for: int | None = None

    @property
    def key(self) -> str:
        about = f"{self.target._meta.label_lower}:{self.stands_for or self.target.pk}"
        return f"{self.kind}:{about}:{self.period}"


@transaction.atomic
def tell(office: Office, messages: Iterable[Message], *, by: User | None) -> int:
    """Tell what was not told yet and return how much that was; one event for all of it, none when it is nothing.

    Two that tell the same at once queue up behind each other; the constraint of the table is the last guard.
    Raises ``KeyError`` for a kind nobody declared.
    """
    wanted = {(each.recipient.pk, each.key): each for each in messages}
    if not wanted:
        return 0
    hold(office)
    told = set(
        Notice.objects.filter(
            recipient__in={recipient for recipient, _key in wanted}, key__in={key for _recipient, key in wanted}
        ).values_list("recipient_id", "key")
    )
    fresh = [each for name, each in wanted.items() if name not in told]
    moment = clock.now()
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=each.recipient,
                office=office,
                kind=KINDS[each.kind].name,
                target_label=each.target._meta.label_lower,
                target_id=each.target.pk,
                month=each.month,
                due_on=each.due_on,
                address=each.address,
                key=each.key,
                created_at=moment,
            )
            for each in fresh
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    if fresh:
        counts = Counter(each.kind for each in fresh)
        record(office=office, actor=by, action="notify.told", after=dict(sorted(counts.items())))
    return len(fresh)


@transaction.atomic
def mark_read(notices: NoticeQuerySet, *, by: User) -> int:
    """Say that ``by`` has read those of ``notices`` that are its own; how many were unread."""
    count = notices.filter(recipient=by).unread().update(read_at=clock.now())
    if count:
        record(office=by.home_office(), actor=by, action="notify.read", target=by, after={"count": count})
    return count


@transaction.atomic
def take_back(target: Model, *, office: Office, recipients: Iterable[User], by: User | None) -> int:
    """Remove what ``recipients`` were told about ``target``, which is kept from them now; how many notices that were.

    The event names neither: who may read the audit may be one of them.
    """
    told = Notice.objects.filter(target_label=target._meta.label_lower, target_id=target.pk)
    count, _rows = told.filter(recipient__in=list(recipients)).delete()
    if count:
        record(office=office, actor=by, action="notify.taken_back", after={"count": count})
    return count


@transaction.atomic
def choose_digest(digest: str, *, by: User) -> NoticePreference:
    """Let notices come by mail as ``digest`` says. Raises ``ValidationError`` for a choice there is not."""
    preference = own_preference(by)
    before = preference.digest
    preference.digest = digest
    preference.full_clean(exclude=["user"])
    preference.save(update_fields=["digest"])
    if before != digest:
        record(
            office=by.home_office(),
            actor=by,
            action="notify.digest_chosen",
            target=preference,
            before={"digest": before},
            after={"digest": digest},
        )
    return preference


def own_preference(user: User) -> NoticePreference:
    """The account's row, made when there is none; safe when two ask at once."""
    return NoticePreference.objects.get_or_create(user=user)[0]


@transaction.atomic
def make_calendar_key(*, by: User) -> str:
    """A new secret for the calendar's address, returned this once; the one before it opens nothing any more."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    values = {"keyed_hash": keyed_hash(secret), "made_at": clock.now()}
    key, _is_new = CalendarKey.objects.update_or_create(user=by, defaults=values)
    record(office=by.home_office(), actor=by, action="notify.calendar_opened", target=key)
    return secret


@transaction.atomic
def revoke_calendar_key(*, by: User) -> bool:
    """Close the calendar's address; whether there was one."""
    count, _rows = CalendarKey.objects.filter(user=by).delete()
    if count:
        record(office=by.home_office(), actor=by, action="notify.calendar_closed", target=by)
    return bool(count)


def keyed_hash(secret: str) -> str:
    """What is kept of a secret."""
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()


def owner_of(secret: str) -> User | None:
    """The active account whose calendar ``secret`` opens, None of a secret nobody has."""
    key = CalendarKey.objects.select_related("user").filter(keyed_hash=keyed_hash(secret), user__is_active=True).first()
    return key.user if key else None
