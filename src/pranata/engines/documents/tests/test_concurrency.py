"""Many decrees numbered at once: on PostgreSQL in the suite's database, on SQLite in a file as in an installation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from pranata.base.org.models import Office
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.engines.documents import actions
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.models import Document
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.search.back_ends import make_index

WRITERS, DECREES_EACH = 6, 5


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
        for model in apps.get_models():
            editor.create_model(model)
    make_index("default")


def make_office():
    """An office that numbers its decrees "1/HK.03.1/9001/2026"; the third number is filed already."""
    office = OfficePaperFactory(office=OfficeFactory(code="9001")).office
    DocumentFactory(office=office, number="3/HK.03.1/9001/2026")


def issue(document, number=None):
    actions.issue(
        document,
        number=number,
        issued_on=date(2026, 3, 5),
        place="Contoh",
        signatory_role="KETUA",
        signatory_name="NAMA FIKTIF",
        by=None,
    )


def issue_decrees():
    for _round in range(DECREES_EACH):
        with transaction.atomic():
            issue(DocumentFactory(office=Office.objects.get(code="9001"), number="", year=2026))


def issued_numbers():
    return set(Document.objects.values_list("number", flat=True))


def test_numbers_are_gapless_when_six_issue_at_once(in_thread):
    in_thread(make_office).result()

    for writer in [in_thread(issue_decrees) for _writer in range(WRITERS)]:
        writer.result()

    last = WRITERS * DECREES_EACH + 1
    assert in_thread(issued_numbers).result() == {f"{number}/HK.03.1/9001/2026" for number in range(1, last + 1)}


def enter_same_number():
    """Whether this one got the number "7/SRIKANDI"."""
    document = DocumentFactory(office=Office.objects.get(code="9001"), number="", year=2026)
    try:
        issue(document, number="7/SRIKANDI")
    except NumberRefused:
        return False
    return True


def test_one_gets_the_number_when_six_enter_the_same(in_thread):
    in_thread(make_office).result()

    writers = [in_thread(enter_same_number) for _writer in range(WRITERS)]

    assert sorted(writer.result() for writer in writers) == [False] * (WRITERS - 1) + [True]
