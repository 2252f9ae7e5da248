"""Closed cases are erased when their time is over: 24 months, 3 for what never had a number."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection

from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.engines.cases.actions.ending import close
from pranata.engines.cases.actions.expiring import erase_expired
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive, reject
from pranata.engines.cases.checks import check_retention
from pranata.engines.cases.retention import day_of_erasure, read_retentions, retention_of, unknown_kinds
from pranata.engines.cases.rules import erasure_day, last_closing_day
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.cases.tests.sample.kinds import QUESTIONS
from pranata.engines.cases.tests.sample.models import Question
from pranata.engines.deadlines.rows import DataFault

ROW = """[[retention]]
kind = "{}"
months = 12
rejected_months = 1
disputed_months = 6
basis = "contoh"
certainty = "own"
"""


@pytest.mark.parametrize(
    ("closed_on", "months", "expected"),
    [
        ("2022-05-10", 24, "2024-05-10"),
        ("2022-01-31", 1, "2022-03-01"),
        ("2024-02-29", 12, "2025-03-01"),
        ("2022-12-31", 2, "2023-03-01"),
        ("2022-10-31", 2, "2022-12-31"),
        ("2022-12-01", 1, "2023-01-01"),
    ],
)
def test_case_is_erased_so_many_months_after_its_closing(closed_on, months, expected):
    assert erasure_day(date.fromisoformat(closed_on), months) == date.fromisoformat(expected)


def test_both_ways_of_counting_agree_on_every_day_of_four_years():
    days = [date(2022, 1, 1) + timedelta(days=number) for number in range(1461)]

    for months in (1, 3, 24):
        for closed_on in days:
            due = erasure_day(closed_on, months)
            assert last_closing_day(due, months) >= closed_on > last_closing_day(due - timedelta(days=1), months)


@pytest.fixture
def closed(case, officer):
    """A question that was closed on 26 April 2022."""
    return close(case, outcome="granted", by=officer)


def test_case_is_erased_on_its_day_and_only_once(closed, on):
    assert day_of_erasure(QUESTIONS, closed) == date(2024, 4, 26)
    assert erase_expired(today=date(2024, 4, 25)) == 0
    assert [erase_expired(today=date(2024, 4, 26)) for _again in range(2)] == [1, 0]

    stored = Question.objects.get()
    assert (stored.contact, stored.subject, stored.number) == ({}, "", "CT-2022-0001")
    event = Event.objects.get(action="cases.erased")
    assert (event.actor, verify().bad) == ("system", None)


def test_what_was_thrown_out_goes_sooner_and_what_is_open_stays(office, officer, receipt):
    reject(receipt.case, by=officer, outcome="spam")
    open_case = receive(QUESTIONS, office, Intake({"name": "Pemohon Contoh"}), by=VISITOR).case

    assert erase_expired(today=date(2022, 7, 25)) == 0
    assert erase_expired(today=date(2022, 7, 26)) == 1
    assert erase_expired(today=date(2092, 7, 26)) == 0
    open_case.refresh_from_db()
    assert open_case.contact == {"name": "Pemohon Contoh"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_erase_each_case_once(office):
    QuestionFactory.create_batch(3, office=office, closed_on=date(2020, 1, 1), closed_at="2020-01-01T03:00Z")
    counts = []

    def work():
        counts.append(erase_expired(today=date(2022, 4, 26)))
        connection.close()

    workers = [Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (sum(counts), Event.objects.filter(action="cases.erased").count()) == (3, 3)


def test_shipped_file_says_it_of_every_kind():
    assert (retention_of(QUESTIONS).months, unknown_kinds(), check_retention()) == (24, [], [])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (ROW.format("questions"), 'cases.toml: perlu baris dengan kind = "\\*"'),
        (ROW.format("*") * 2, "cases.toml, baris \\[\\[retention\\]\\] ke-2: \\* sudah punya baris"),
        (ROW.format("*").replace("12", "0"), "ke-1: months: 0 harus lebih dari 0"),
        ("", "kunci belum ada: retention"),
    ],
)
def test_faulty_file_is_named_with_its_row(tmp_path, content, fault):
    path = tmp_path / "cases.toml"
    path.write_text(content)

    with pytest.raises(DataFault, match=fault):
        read_retentions(path)


def test_check_names_a_faulty_file_and_a_kind_there_is_not(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    missing = check_retention()
    (tmp_path / "retention").mkdir()
    (tmp_path / "retention/cases.toml").write_text(ROW.format("*") + ROW.format("tak-ada"))

    assert [each.id for each in missing] == ["cases.E001"]
    assert [(each.id, each.msg) for each in check_retention()] == [
        ("cases.W001", "Nothing is a case of the kind tak-ada.")
    ]
