from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.models import RoleAssignment
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.notify import actions
from pranata.base.notify.models import CalendarKey, Notice, NoticePreference
from pranata.base.notify.tests.factories import NoticeFactory
from pranata.base.org.tests.factories import OfficeFactory


def events(action):
    return [event.after for event in Event.objects.filter(action=action)]


def test_notice_is_told_once_when_the_same_is_said_again(office, user, message):
    counts = [actions.tell(office, [message("5"), message("5"), message("6")], by=None) for _run in range(2)]

    assert counts == [2, 0]
    assert list(Notice.objects.order_by("pk").values_list("recipient", "key", "month")) == [
        (user.pk, f"contoh.kabar:org.office:{office.pk}:5", None),
        (user.pk, f"contoh.kabar:org.office:{office.pk}:6", None),
    ]
    assert events("notify.told") == ['{"contoh.kabar":2}']


def test_another_account_is_told_the_same(office, message):
    other = RoleAssignmentFactory(office=office).user

    assert actions.tell(office, [message("5"), message("5", recipient=other)], by=None) == 2


def test_notice_is_told_once_when_its_target_got_a_new_row(office, message):
    first, second = OfficeFactory(), OfficeFactory()
    about = [actions.Message(message().recipient, "contoh.kabar", each, "/", stands_for=7) for each in (first, second)]

    assert [actions.tell(office, [each], by=None) for each in about] == [1, 0]


def test_nothing_is_told_of_a_kind_nobody_declared(office, user):
    with pytest.raises(KeyError):
        actions.tell(office, [actions.Message(user, "contoh.lain", office, "/")], by=None)

    assert Notice.objects.count() == 0


def test_saying_nothing_leaves_no_event(office):
    assert (actions.tell(office, [], by=None), events("notify.told")) == (0, [])


def test_only_own_notices_are_marked_read(office, user):
    own, others = NoticeFactory(recipient=user, office=office), NoticeFactory(office=office)

    counts = [actions.mark_read(Notice.objects.all(), by=user) for _time in range(2)]

    own.refresh_from_db()
    others.refresh_from_db()
    assert (counts, own.read_at is None, others.read_at) == ([1, 0], False, None)
    assert events("notify.read") == ['{"count":1}']


def test_notices_are_seen_by_their_recipient_while_it_holds_a_role(office, user):
    own = NoticeFactory(recipient=user, office=office)
    NoticeFactory(office=office)
    NoticeFactory(recipient=user)  # of an office where it holds no role

    assert list(Notice.objects.visible_to(user)) == [own]
    RoleAssignment.objects.update(valid_to=date(2020, 12, 31))
    assert list(Notice.objects.visible_to(user)) == []


def test_digest_is_chosen(user):
    actions.choose_digest("weekly", by=user)
    actions.choose_digest("weekly", by=user)

    assert NoticePreference.objects.values_list("user", "digest").get() == (user.pk, "weekly")
    assert events("notify.digest_chosen") == ['{"digest":"weekly"}']


def test_digest_is_refused_when_there_is_no_such_choice(user):
    with pytest.raises(ValidationError):
        actions.choose_digest("hourly", by=user)


def test_calendar_opens_by_its_secret_alone(user):
    secret = actions.make_calendar_key(by=user)

    stored = CalendarKey.objects.get().keyed_hash
    assert (actions.owner_of(secret), actions.owner_of(stored), actions.owner_of("")) == (user, None, None)
    assert (len(secret) >= 43, secret in stored, len(stored)) == (True, False, 64)


def test_first_secret_opens_nothing_when_a_new_one_was_made(user):
    secrets = [actions.make_calendar_key(by=user) for _time in range(2)]

    assert [actions.owner_of(secret) for secret in secrets] == [None, user]


def test_calendar_is_closed_when_its_key_is_revoked(user):
    secret = actions.make_calendar_key(by=user)

    assert [actions.revoke_calendar_key(by=user) for _time in range(2)] == [True, False]
    assert actions.owner_of(secret) is None
    assert len(events("notify.calendar_closed")) == 1


def test_calendar_is_closed_when_its_owner_left(user):
    secret = actions.make_calendar_key(by=user)
    type(user).objects.update(is_active=False)

    assert actions.owner_of(secret) is None
