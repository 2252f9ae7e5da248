"""Several workers at the same moment, each with a connection of its own: nothing is told or mailed twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from pranata.base.access.models import User
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.notify.actions import Message, make_calendar_key, owner_of, tell
from pranata.base.notify.digests import send_digest
from pranata.base.notify.models import CalendarKey, Notice
from pranata.base.org.models import Office

WORKERS = 4


@pytest.fixture
def together(transactional_db):
    """Runs a function in several threads that all start at once, and returns what each gave."""

    def run(function):
        start = Barrier(WORKERS)

        def work(_number):
            try:
                start.wait()
                return function()
            finally:
                connection.close()

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(work, range(WORKERS)))

    return run


def test_everything_is_told_once_when_many_workers_tell_it(together, office, user):
    def work():
        here, reader = Office.objects.get(pk=office.pk), User.objects.get(pk=user.pk)
        messages = [Message(reader, "contoh.kabar", here, "/", period=str(number)) for number in range(20)]
        return tell(here, messages, by=None)

    counts = together(work)

    assert (sum(counts), Notice.objects.count()) == (20, 20)
    assert Event.objects.filter(action="notify.told").count() == 1
    assert verify().bad is None


def test_one_mail_is_sent_when_many_workers_send_it(together, office, user, message):
    tell(office, [message(str(number)) for number in range(3)], by=None)

    sent = together(lambda: send_digest(User.objects.get(pk=user.pk), today=date(2022, 6, 13)))

    assert (sorted(sent), len(mail.outbox)) == ([False] * (WORKERS - 1) + [True], 1)
    assert Event.objects.filter(action="notify.mailed").count() == 1


def test_one_secret_opens_the_calendar_when_many_are_made(together, user):
    secrets = together(lambda: make_calendar_key(by=User.objects.get(pk=user.pk)))

    assert (len(set(secrets)), CalendarKey.objects.count()) == (WORKERS, 1)
    assert [owner_of(secret) for secret in secrets].count(user) == 1
