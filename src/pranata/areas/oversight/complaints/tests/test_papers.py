"""Letters, the calculation and what may be passed on of a complaint."""

import io

import docx
import pytest

from pranata.areas.oversight.complaints.actions import ending, handling
from pranata.areas.oversight.complaints.letters import LETTERS, letters_for
from pranata.areas.oversight.complaints.models import Outcome, Reporter
from pranata.engines.cases.actions.ending import erase

pytestmark = pytest.mark.django_db


def at(case, tail: str) -> str:
    return f"{case.get_absolute_url()}{tail}"


def slugs(case) -> list[str]:
    return [slug for slug, _title in letters_for(case)]


def test_letters_are_offered_when_there_is_something_to_write(lodge, officer):
    answered = handling.verify(lodge(), classification="ordinary", subject="Contoh", by=officer)
    ending.answer(answered, text="Sudah.", by=officer)
    waiting = handling.verify(lodge(), classification="ordinary", subject="Contoh", by=officer)
    handling.ask_reporter(waiting, text="Mohon tanggalnya.", by=officer)
    rejected = handling.reject(lodge(), outcome=Outcome.UNCLEAR, reason="Tidak jelas.", by=officer)
    moved = ending.transfer(lodge(), outcome=Outcome.TO_DKPP, to="DKPP", by=officer)

    assert [slugs(each)[1:] for each in (lodge(), answered, waiting, rejected, moved)] == [
        [], ["jawaban"], ["permintaan-kelengkapan"], ["tidak-lolos"], ["pengalihan"],
    ]  # fmt: skip
    assert slugs(erase(rejected, by=None)) == []


def test_receipt_holds_what_the_law_asks_and_the_answer_the_last_words(verified, officer):
    receipt = LETTERS["tanda-terima"].draft(verified)
    ending.answer(verified, text="Loket sudah dibenahi.", by=officer)
    answer = LETTERS["jawaban"].draft(verified)

    assert receipt.to == ("Warga Contoh",)
    assert {("Uraian", "Antrean tidak dilayani."), ("Telepon", "0800-000-000")} <= set(receipt.facts)
    assert (answer.paragraphs, answer.clock is not None) == (("Loket sudah dibenahi.",), True)


def test_letter_is_had_in_both_formats_with_the_clock_printed(client, verified, officer):
    client.force_login(officer)
    pdf = client.get(at(verified, "surat/tanda-terima.pdf"))
    word = client.get(at(verified, "surat/tanda-terima.docx"))
    printed = docx.Document(io.BytesIO(word.content))
    cells = [cell.text for table in printed.tables for row in table.rows for cell in row.cells]

    assert pdf.content.startswith(b"%PDF")
    assert "Mengapa 25 Mei?" in [each.text for each in printed.paragraphs]
    assert any("14 hari kerja" in text for text in cells)


def test_letter_names_a_hidden_reporter_to_nobody_who_handles_it(client, lodge, officer, unit, head):
    case = lodge(reporter=Reporter.CONFIDENTIAL)
    handling.verify(case, classification="ordinary", subject="Contoh", by=officer)
    handling.forward(case, unit=unit, by=officer)
    client.force_login(head)
    page = client.get(case.get_absolute_url())

    assert (page.status_code, page.context["letters"]) == (200, [])
    assert client.get(at(case, "surat/tanda-terima.pdf")).status_code == 404


@pytest.mark.parametrize("tail", ["surat/jawaban.pdf", "surat/lain.pdf", "surat/tanda-terima.odt"])
def test_letter_that_cannot_be_written_is_not_there(client, verified, officer, tail):
    client.force_login(officer)

    assert client.get(at(verified, tail)).status_code == 404


def test_calculation_is_had_as_text(client, verified, officer):
    client.force_login(officer)
    text = client.get(at(verified, "perhitungan.txt")).content.decode()

    assert [words in text for words in (verified.number, "14 hari kerja", "PermenPANRB 62/2018")] == [True] * 3


def test_what_is_passed_on_names_nobody(client, verified, officer):
    client.force_login(officer)
    text = client.get(verified.get_absolute_url()).context["share"]["text"]

    assert text == "Pengaduan PM-2022-0001 Antrean contoh: tenggat 25 Mei 2022, 14 hari kerja lagi"


def test_page_shows_the_days_of_a_dispute_with_how_sure_they_are(client, lodge, officer):
    case = handling.verify(lodge(), classification="ordinary", subject="Contoh", is_service_dispute=True, by=officer)
    client.force_login(officer)
    page = client.get(case.get_absolute_url()).content.decode()

    assert [words in page for words in ("sampai 10 Mei 2022", "sampai 25 Juni 2022", "cukup yakin")] == [True] * 3
