"""The annual report: what it counts, when it may be issued, how it is printed."""

import io
from datetime import date

import docx
import pdfplumber
import pytest

from pranata.areas.process.information_requests.actions import objections, requests
from pranata.areas.process.information_requests.actions.disputes import DisputeFacts, note_dispute
from pranata.areas.process.information_requests.actions.requests import Answer
from pranata.areas.process.information_requests.printing import spread_words
from pranata.areas.process.information_requests.report_facts import service_report
from pranata.areas.process.information_requests.reports import REPORT
from pranata.areas.process.information_requests.tests.factories import InformationRequestFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.making import make_draft
from pranata.lib.periods import Length, Period

YEAR = Period(2022, Length.YEAR)
REFUSAL = Answer("refused", "Kami tolak.", ground="h", test_reference="1/UK/2022", reason="Pribadi.")


@pytest.fixture
def disputed(case, officer):
    """A refused request with an objection that went on to the Komisi Informasi."""
    answered = requests.answer(case, REFUSAL, by=officer)
    objection = objections.register(objections.submit(answered, ground="a", text="Keberatan.").case, by=officer)
    return note_dispute(objection, DisputeFacts(date(2022, 4, 26)), by=officer)


def test_report_counts_requests_objections_and_disputes(disputed, office, asked):
    requests.submit(office, asked)
    found = service_report(office, YEAR)

    assert (found.received, found.registered, found.answered, found.on_time, found.open) == (2, 1, 1, 1, 1)
    assert found.outcomes == {"ditolak": 1}
    assert found.refusal_grounds == {"Pasal 17 huruf h: rahasia pribadi": 1}
    assert (found.objections, found.disputes, found.decisions) == (1, 1, {})
    assert found.objection_grounds == {"permohonan ditolak dengan alasan dikecualikan": 1}
    assert found.durations["informasi KPU sebagai badan publik"].median is None


def test_time_is_told_as_median_from_five_answers_on(office, on):
    on("2022-06-01")
    for day in (date(2022, 4, 27), date(2022, 4, 28), date(2022, 5, 9), date(2022, 5, 10), date(2022, 5, 19)):
        InformationRequestFactory(office=office, answered_on=day, outcome="granted")
    found = service_report(office, YEAR).durations["informasi KPU sebagai badan publik"]

    assert (found.count, found.median) == (5, 3.0)
    assert spread_words(found) == "median 3 hari kerja dari 5 perkara"


def test_report_is_not_issued_before_the_year_ends(office, officer, on):
    before = service_report(office, YEAR).obstacles
    on("2023-01-02")

    assert (before, service_report(office, YEAR).obstacles) == (("Tahun laporan belum berakhir.",), ())


@pytest.mark.django_db
def test_there_is_no_report_of_an_office_without_the_service():
    with pytest.raises(NoFacts):
        service_report(OfficeFactory(code="9002"), YEAR)


def test_report_is_printed_with_its_parts_and_nothing_personal(disputed, office):
    pdf = make_draft(REPORT, office, YEAR, "pdf").content
    word = docx.Document(io.BytesIO(make_draft(REPORT, office, YEAR, "docx").content))
    with pdfplumber.open(io.BytesIO(pdf)) as found:
        text = " ".join(" ".join(page.extract_text() or "" for page in found.pages).split())
    headings = ["a. Gambaran umum", "b. Pelayanan permohonan", "c. Keberatan dan sengketa", "d. Kendala",
                "e. Saran dan rencana tindak lanjut"]  # fmt: skip

    assert [heading for heading in headings if heading not in text] == []
    assert [each.text for each in word.paragraphs if each.text in headings] == headings
    rows = {row.cells[0].text: row.cells[1].text for table in word.tables for row in table.rows}
    assert (rows["Hasil: ditolak"], rows["Sengketa di Komisi Informasi"]) == ("1", "1")
    assert "Pemohon Contoh" not in text
