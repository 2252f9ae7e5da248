from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.engines.cases.actions.clocks import pause, start_clock
from pranata.engines.cases.actions.ending import answer, close
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive, register
from pranata.engines.cases.actions.messages import attach, note, write_message
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.tests.conftest import CLOCK, CONTACT
from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS
from pranata.engines.cases.tracking import Step, track


@pytest.fixture
def numbered(office):
    """The receipt of CT-2022-0001."""
    return receive(QUESTIONS, office, Intake(CONTACT, "Contoh"), by=VISITOR, register=True, clock=CLOCK)


def test_number_and_code_open_the_case_however_they_were_typed(numbered):
    code = numbered.code

    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')}"):
        assert find_by_receipt(" ct-2022-0001 ", typed) == numbered.case


@pytest.mark.parametrize("number", ["", "CT-2022-0002", "CT-2022-001", "KB-2022-0001"])
def test_right_code_opens_nothing_when_the_number_is_wrong(numbered, number):
    assert find_by_receipt(number, numbered.code) is None


@pytest.mark.parametrize("code", ["", "0000-0000-0000-0000", "bukan kode", "\x00", "🙂" * 500])
def test_right_number_opens_nothing_when_the_code_is_wrong(numbered, code):
    assert find_by_receipt("CT-2022-0001", code) is None
    assert track("CT-2022-0001", code) is None


def test_wrong_code_opens_no_case_without_a_receipt(numbered, office):
    type(numbered.case).objects.update(receipt_hash=None)

    assert find_by_receipt("", "") is None


def test_codes_of_one_case_open_no_other(numbered, office):
    other = receive(QUESTIONS, office, Intake(), by=VISITOR, register=True)

    assert find_by_receipt(other.case.number, numbered.code) is None
    assert find_by_receipt(other.case.number, other.code) == other.case


def test_receipt_without_number_opens_with_none_and_with_the_one_given_since(receipt, officer):
    assert find_by_receipt("", receipt.code) == receipt.case
    register(receipt.case, by=officer)

    found = [find_by_receipt(number, receipt.code) for number in ("", "CT-2022-0001", "CT-2022-0002")]
    assert found == [receipt.case, receipt.case, None]


def test_wrong_and_right_ask_the_database_the_same(numbered):
    asked = []
    for number, code in (("CT-2022-0001", numbered.code), ("CT-2022-0001", "0" * 16), ("x", "y"), ("", "")):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_by_receipt(number, code)
        asked.append([query["sql"].split("receipt_hash")[0] for query in queries])

    assert asked == [asked[0]] * 4
    assert len(asked[0]) == 2


def test_applicant_follows_the_way_of_the_case(numbered, officer, on):
    on("2022-05-10")
    answer(numbered.case, text="Terlampir.", outcome="granted", by=officer)
    on("2022-05-11")
    close(numbered.case, outcome="granted", by=officer)

    found = track("CT-2022-0001", numbered.code)

    assert (found.kind, found.status, found.outcome) == (QUESTIONS, "selesai", "dikabulkan")
    assert found.steps == [
        Step("Diterima", date(2022, 4, 26)),
        Step("Terdaftar", date(2022, 4, 26)),
        Step("Dijawab", date(2022, 5, 10)),
        Step("Selesai", date(2022, 5, 11)),
    ]
    assert [each.text for each in found.messages] == ["Terlampir."]


def test_open_case_tells_its_day_and_the_public_words_of_its_status(numbered, officer):
    write_message(numbered.case, "Kami kerjakan.", direction="to_public", by=officer, step="assign")

    found = track("CT-2022-0001", numbered.code)

    assert (found.status, found.outcome) == ("Sedang kami kerjakan", "")
    assert found.steps[-1] == Step("Paling lambat dijawab", date(2022, 5, 19))
    assert found.line == "Pertanyaan contoh CT-2022-0001: Sedang kami kerjakan"


def test_paused_case_names_no_day(numbered, officer):
    start_clock(numbered.case, "complaints.answer_oversight", by=officer)
    pause(numbered.case, reason="Menunggu berkas.", by=officer)

    found = track("CT-2022-0001", numbered.code)
    assert [step.words for step in found.steps] == ["Diterima", "Terdaftar"]


def test_applicant_sees_nothing_internal(numbered, officer):
    note(numbered.case, "Catatan", by=officer)
    for direction in ("internal", "to_public", "from_public"):
        attach(numbered.case, ContentFile(b"isi\n"), name=f"{direction}.txt", direction=direction, by=officer)

    found = track("CT-2022-0001", numbered.code)

    assert [each.name for each in found.attachments] == ["to_public.txt", "from_public.txt"]
    assert found.messages == []


@pytest.mark.parametrize("count", [1, 3])
def test_tracking_costs_the_same_whatever_the_case_holds(numbered, officer, django_assert_num_queries, count):
    for number in range(count):
        write_message(numbered.case, f"Pesan {number}", direction="to_public", by=officer)
        attach(numbered.case, ContentFile(b"isi\n"), name=f"{number}.txt", direction="to_public", by=officer)

    with django_assert_num_queries(5):  # a query a kind, messages, attachments, the key
        found = track("CT-2022-0001", numbered.code)
        assert [each.text for each in found.messages] == [f"Pesan {number}" for number in range(count)]
        assert [each.name for each in found.attachments] == [f"{number}.txt" for number in range(count)]


def test_kinds_share_one_door(numbered, office):
    tip = receive(TIPS, office, Intake(), by=VISITOR)

    found = track("", tip.code)
    assert (found.case, found.kind, found.line) == (tip.case, TIPS, "Kabar contoh belum bernomor: diterima")
