"""Many writers at once: on PostgreSQL in the suite's database, on SQLite in a file, as an installation has it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from pranata.base.audit.actions import record
from pranata.base.audit.models import ChainHead, Event
from pranata.base.audit.tests.standins import ACTOR, TRENGGALEK
from pranata.base.audit.verification import verify

WRITERS, EVENTS_EACH = 8, 10


@pytest.fixture
def in_thread(transactional_db, tmp_path):
    """Runs a function in a thread of its own, connected as a server process would be."""
    path = tmp_path / "pranata.sqlite3"

    def run(function):
        own = connections["default"]
        if own.vendor == "sqlite":
            own.settings_dict = {**own.settings_dict, "NAME": path}
        try:
            return function()
        finally:
            own.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        if connection.vendor == "sqlite":
            pool.submit(run, create_tables).result()
        yield lambda function: pool.submit(run, function)


def create_tables():
    with connections["default"].schema_editor() as editor:
        editor.create_model(Event)
        editor.create_model(ChainHead)


def write_events():
    for _round in range(EVENTS_EACH):
        with transaction.atomic():
            record(office=TRENGGALEK, actor=ACTOR, action="contoh.serentak")


def test_events_are_gapless_when_eight_write_at_once(in_thread):
    for writer in [in_thread(write_events) for _writer in range(WRITERS)]:
        writer.result()

    sequences = in_thread(
        lambda: list(Event.objects.filter(office_code="3503").values_list("sequence", flat=True))
    ).result()
    assert sequences == list(range(1, WRITERS * EVENTS_EACH + 1))
    result = in_thread(verify).result()
    assert (result.events, result.chains, result.bad) == (81, 2, None)


def write_above_and_below():
    for _round in range(EVENTS_EACH):
        with transaction.atomic():
            record(office=None, actor=ACTOR, action="contoh.induk")
            record(office=TRENGGALEK, actor=ACTOR, action="contoh.serentak")


def test_nobody_waits_for_each_other_when_a_chain_is_opened_by_many(in_thread):
    writers = [in_thread(write_events if number % 2 else write_above_and_below) for number in range(WRITERS)]
    for writer in writers:
        writer.result()

    result = in_thread(verify).result()
    assert (result.events, result.chains, result.bad) == (80 + 40 + 1, 2, None)
