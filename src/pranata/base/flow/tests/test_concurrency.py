"""Many who take the same step at once, each with a connection and a copy of the record of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.flow.tests.ticket import FLOW, Ticket

RUNNERS = 6


@pytest.fixture
def secretary(ticket_table, transactional_db):
    yield RoleAssignmentFactory(role=Role.SECRETARY)
    Ticket.objects.all().delete()


def test_one_alone_moves_the_record_when_many_try_at_once(secretary):
    key = Ticket.objects.create(office_code=secretary.office.code).pk
    start = Barrier(RUNNERS)

    def run(number):
        try:
            item, user = Ticket.objects.get(pk=key), User.objects.get(pk=secretary.user_id)
            start.wait()
            FLOW.take(item, ("extend", "close")[number % 2], by=user, seen_count=number)
            return number
        except Stale:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(RUNNERS) as pool:
        winners = [number for number in pool.map(run, range(RUNNERS)) if number is not None]

    assert [Ticket.objects.get(pk=key).seen_count] == winners
    assert Activity.objects.count() == Event.objects.filter(action__startswith="flow.ticket.").count() == 1
    assert verify().bad is None
