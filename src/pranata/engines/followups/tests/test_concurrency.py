"""Many at once: on PostgreSQL in the suite's database, on SQLite in a file as in an installation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from pranata.base.access.models import User
from pranata.base.audit.models import ChainHead, Event
from pranata.base.audit.verification import verify
from pranata.base.org.models import Office, Unit
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.models import Person, Team
from pranata.engines.followups.actions import open_follow_up
from pranata.engines.followups.models import FollowUp

WRITERS, EACH = 4, 5
TABLES = (Office, Unit, Person, Team, User, Event, ChainHead, FollowUp)


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
        for model in TABLES:
            editor.create_model(model)


def open_many():
    unit = Unit.objects.select_related("office").get()
    said = {"recommendation": "Contoh", "source_words": "Contoh", "due_on": date(2022, 9, 1), "is_told": False}
    for _round in range(EACH):
        open_follow_up(unit.office, responsible=unit, by=None, year=2022, **said)


def test_numbers_have_no_gap_and_no_double_when_many_open_at_once(in_thread):
    in_thread(lambda: UnitFactory(office=OfficeFactory(code="9001"))).result()
    together = Barrier(WRITERS)

    for each in [in_thread(lambda: (together.wait(), open_many())) for _writer in range(WRITERS)]:
        each.result()

    numbers = in_thread(lambda: list(FollowUp.objects.order_by("sequence").values_list("number", flat=True))).result()
    assert numbers == [f"TL-2022-{number:04d}" for number in range(1, WRITERS * EACH + 1)]
    assert in_thread(verify).result().bad is None
