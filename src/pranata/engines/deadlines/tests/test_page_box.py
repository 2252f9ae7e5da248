import re
from datetime import date, datetime
from html import unescape

import pytest
from django.template import Context, Template
from django.utils import translation

from pranata.engines.deadlines.day_grid import Cell, legend, weeks
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.model import Pause
from pranata.lib import clock

ANSWER = "information_requests.answer"


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def box(explanation, **context):
    template = Template("{% load deadlines %}{% clock_explained explanation download=download %}")
    return template.render(Context({"explanation": explanation, "download": "", **context}))


def looks(explanation):
    return [" ".join(f"{cell.look or '-'}" for cell in week) for week in weeks(explanation)]


def test_weeks_show_what_each_day_was():
    found = explain(ANSWER, date(2022, 4, 26))

    assert looks(found) == [
        "- start counted counted holiday off off",
        "holiday holiday holiday holiday holiday off off",
        "counted counted counted counted counted off off",
        "holiday counted counted due - off off",
    ]
    assert weeks(found)[0][4] == Cell(
        date(2022, 4, 29), "holiday", "CB", "cuti bersama: Cuti Bersama Hari Raya Idul Fitri"
    )
    assert weeks(found)[0][6].month == "Mei"
    assert legend(found) == [("L", "libur nasional"), ("CB", "cuti bersama")]


def test_weeks_end_with_the_pause_that_lasts():
    found = explain("complaints.answer_oversight", date(2022, 6, 1), pauses=[Pause(date(2022, 6, 2))])

    assert looks(found) == ["- - start counted paused off off"]
    assert legend(found) == [("J", "hitungan berhenti")]


def test_due_day_stands_above_the_start_when_both_are_one_day():
    found = explain("service_complaints.lodging", date(2022, 9, 2))

    assert weeks(found)[0][4].words == "Pelayanan diterima"
    assert weeks(found)[-1][6].look == "due"


def test_box_asks_why_and_says_each_day_in_words():
    page = box(explain(ANSWER, date(2022, 4, 26)), download="/unduh/")

    rows = re.findall(r"<td[^>]*>(.*?)</td>", page)
    words = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]
    assert "<h2>Mengapa 19 Mei?</h2>" in page
    assert len(words) == 28
    assert (words[1], words[2], words[4]) == (
        "26 Terdaftar",
        "27 dihitung",
        "29 CB cuti bersama: Cuti Bersama Hari Raya Idul Fitri",
    )
    assert unescape(page).count("<li>") == 4
    assert '<a href="/unduh/">Unduh perhitungan</a>' in page
    assert ("<details>" in page, "sementara" in page) == (False, False)


def test_box_stays_indonesian_and_says_so_when_the_page_is_english():
    found = explain(ANSWER, date(2022, 4, 26))
    indonesian = box(found, download="/unduh/")
    with translation.override("en"):
        assert box(found, download="/unduh/") == indonesian

    assert indonesian.startswith('<section class="panel clock-why" lang="id">')


def test_box_folds_many_weeks_away_and_marks_what_is_provisional():
    page = box(explain("complaints.answer_oversight", date(2029, 6, 1)))

    assert ("<details><summary>Lihat hari demi hari</summary>" in page, "Unduh" in page) == (True, False)
    assert re.search(r'<span class="chip warn">.*?sementara', page)


def test_box_of_hours_shows_no_days():
    page = box(explain("personal_data.access", datetime(2022, 10, 18, 9, 30, tzinfo=clock.zone())))

    assert ("<table" in page, page.count("<li>")) == (False, 3)


def test_box_escapes_what_people_wrote():
    found = explain(
        "complaints.answer_oversight", date(2022, 6, 1), pauses=[Pause(date(2022, 6, 2), reason="<b>x</b>")]
    )

    assert "&lt;b&gt;x&lt;/b&gt;" in box(found)
