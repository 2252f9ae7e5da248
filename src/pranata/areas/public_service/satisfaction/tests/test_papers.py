import io
from datetime import date

import pdfplumber
import pytest
from docx import Document

from pranata.areas.public_service.satisfaction.actions import Chosen, act
from pranata.areas.public_service.satisfaction.tests.recompute import Workbook
from pranata.areas.public_service.satisfaction.tests.test_acting import answered
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.surveys.actions.answering import take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey
from pranata.engines.surveys.models import Channel
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import SurveyFactory, SurveyServiceFactory

pytestmark = pytest.mark.django_db
CHAPTERS = (
    "Bab I Pendahuluan", "Bab II Pelaksanaan", "Bab III Hasil", "Bab IV Analisis", "Bab V Kesimpulan",
    "Lampiran 1. Kuesioner", "Lampiran 2. Olah data", "Lampiran 3. Tindak lanjut periode lalu",
    "Lampiran 4. Jejak jawaban",
)  # fmt: skip


@pytest.fixture
def lead(survey, client):
    user = account(survey.office)
    client.force_login(user)
    return user


def address(survey, rest):
    return f"/meja/{survey.office.code}/survei/{survey.pk}/cetak/{rest}"


def pdf_text(content):
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_report_has_the_chapters_of_the_regulation_in_both_formats(survey, lead, client):
    former = SurveyFactory(office=survey.office, opens_on=date(2021, 6, 1), closes_on=date(2022, 12, 1), year=2021)
    unit = UnitFactory(office=survey.office)
    answered(former, lead, u3=1)
    act(former, [Chosen("u3", "Percepat layanan", unit, date(2022, 9, 30))], by=lead)
    answered(survey, lead, u3=2, u8=1)
    act(survey, [Chosen("u8", "Buka loket pengaduan", unit, date(2022, 12, 1))], by=lead)

    pdf = client.get(address(survey, "laporan.pdf"))
    docx = client.get(address(survey, "laporan.docx"))

    said = pdf_text(pdf.content)
    document = Document(io.BytesIO(docx.content))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    written = " ".join([*(each.text for each in document.paragraphs), *tables])
    for words in (*CHAPTERS, "Buka loket pengaduan", "TW IV 2022", "KONSEP", "86,11", "naik 1,00"):
        assert words in said, words
        assert words in written, words
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_card_tells_index_grade_and_respondents(survey, lead, client):
    survey.asked = "sex"
    survey.save()
    service = SurveyServiceFactory(survey=survey, name="Layanan contoh")
    rows = [
        Answers({f"u{place}": 4 for place in range(1, 10)}, service=service, respondent={"sex": sex}) for sex in "LP"
    ]
    take_many(survey, rows * 6, channel=Channel.PAPER, source="", by=lead)
    close_survey(survey, by=lead)
    said = pdf_text(client.get(address(survey, "kartu.pdf")).content)
    for words in (
        "100,00",
        "Mutu A · Sangat Baik",
        "Layanan contoh",
        "Jenis kelamin: Laki-laki",
        "PermenPANRB 14/2017",
    ):
        assert words in said, words


def test_data_sheet_holds_elements_and_nothing_else_of_respondents(survey, lead, client):
    survey.asked = "sex"
    survey.save()
    rows = [Answers({f"u{place}": 3 for place in range(1, 10)}, respondent={"sex": "P"}, suggestion="kursi")] * 6
    take_many(survey, rows, channel=Channel.PAPER, source="", by=lead)
    close_survey(survey, by=lead)
    book = Workbook(client.get(address(survey, "olah-data.xlsx")).content)
    assert book.value("Data", "B16") == 75
    said = {str(value) for _formula, value in book.sheets["Data"].values()}
    assert not said & {"P", "Perempuan", "kursi"}


@pytest.mark.parametrize("rest", ["laporan.pdf", "laporan.docx", "kartu.pdf", "olah-data.xlsx"])
def test_running_survey_and_another_office_have_no_papers(survey, lead, client, rest):
    assert client.get(address(survey, rest)).status_code == 404
    answered(survey, lead)
    client.force_login(account(SurveyFactory().office))
    assert client.get(address(survey, rest)).status_code == 404


def test_few_answers_make_a_report_but_no_card_and_no_sheet(survey, lead, client):
    close_survey(survey, by=lead)
    assert [
        client.get(address(survey, rest)).status_code for rest in ("laporan.pdf", "kartu.pdf", "olah-data.xlsx")
    ] == [
        200,
        404,
        404,
    ]
    said = pdf_text(client.get(address(survey, "laporan.pdf")).content)
    assert "Jawaban dari kurang dari 5 responden tidak dicetak." in said
    assert "Urutannya diundi" not in said
    assert client.get(address(survey, "laporan.txt")).status_code == 404
