"""The open link on the wall, invitations to hand out."""

import io

import pdfplumber
import pytest

from pranata.areas.public_service.satisfaction.poster import poster_pdf, short, slips_pdf, whole_address

pytestmark = pytest.mark.django_db


def pages(content):
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [" ".join(page.extract_text().split()) for page in document.pages]


def test_poster_is_one_page_with_title_period_and_the_address_to_type(survey):
    found = pages(poster_pdf(survey))

    wanted = [survey.title, short(whole_address("answer", survey)), "1 Juni 2022 sampai 31 Juli 2022", "Tanpa nama"]
    assert (len(found), [each in found[0] for each in wanted]) == (1, [True] * 4)


def test_slips_stand_eight_on_a_page_each_with_its_own_code(survey):
    codes = [f"kode{number:02}" for number in range(1, 10)]
    found = pages(slips_pdf(survey, codes))

    assert [[code for code in codes if code in page] for page in found] == [codes[:8], codes[8:]]


def test_poster_of_a_long_title_is_still_one_page(survey):
    survey.title = (
        "Survei kepuasan masyarakat atas seluruh layanan kantor " * 2 + "pada triwulan kedua tahun 2022 (contoh)"
    )
    survey.subject = "Aplikasi contoh dengan nama yang sangat panjang " * 3

    assert len(pages(poster_pdf(survey))) == 1
