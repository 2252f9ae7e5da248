"""Many intakes at once: on PostgreSQL in the suite's database, on SQLite in a file as in an installation."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import ChainHead, Event
from pranata.base.audit.verification import verify
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.models import Office, Unit
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.models import Person
from pranata.base.seal.models import SubjectKey
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive, register
from pranata.engines.cases.models import Series
from pranata.engines.cases.tests.conftest import CLOCK
from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS
from pranata.engines.cases.tests.sample.models import Question, Tip

WRITERS, CASES_EACH = 6, 5
TABLES = (
    Office, Unit, Person, User, RoleAssignment, SubjectKey, Event, ChainHead, Activity, Series, Question, Tip,
)  # fmt: skip


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


class GivenUp(Exception):
    """An intake that fails after it has its number."""


def take_in(kind, **options):
    office = Office.objects.get(code="9001")
    return receive(kind, office, Intake({"name": "Contoh"}, "Contoh"), by=VISITOR, register=True, **options)


def take_in_many():
    """Questions and tips in turn, and between them one that fails and gives its number back."""
    for _round in range(CASES_EACH):
        take_in(QUESTIONS, clock=CLOCK)
        with suppress(GivenUp), transaction.atomic():
            take_in(QUESTIONS)
            raise GivenUp
        take_in(TIPS)


def numbers(model):
    return sorted(model.objects.values_list("number", flat=True))


def test_numbers_are_gapless_when_six_take_in_at_once(in_thread):
    in_thread(lambda: OfficeFactory(code="9001")).result()

    for writer in [in_thread(take_in_many) for _writer in range(WRITERS)]:
        writer.result()

    last = WRITERS * CASES_EACH
    for model, prefix in ((Question, "CT"), (Tip, "KB")):
        found = in_thread(lambda model=model: numbers(model)).result()
        assert found == [f"{prefix}-2022-{place:04d}" for place in range(1, last + 1)]
    assert in_thread(verify).result().bad is None


def prepare_one():
    """An officer and a question nobody has registered."""
    assignment = RoleAssignmentFactory(office=OfficeFactory(code="9001"), role=Role.PPID_OFFICER)
    return receive(QUESTIONS, assignment.office, Intake(), by=VISITOR).case.pk, assignment.user_id


def test_one_alone_registers_when_six_try_at_once(in_thread):
    case_id, user_id = in_thread(prepare_one).result()
    start = Barrier(WRITERS)

    def try_it():
        case, user = Question.objects.select_related("office").get(pk=case_id), User.objects.get(pk=user_id)
        start.wait()
        try:
            return register(case, by=user).number
        except Stale:
            return ""

    found = sorted(writer.result() for writer in [in_thread(try_it) for _writer in range(WRITERS)])

    assert found == [""] * (WRITERS - 1) + ["CT-2022-0001"]
    assert in_thread(lambda: Series.objects.get().last).result() == 1
