import json
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from pranata.areas.public_service.satisfaction.charts import BASE, LEFT, RIGHT, TOP, chart_of
from pranata.areas.public_service.satisfaction.open_data import COLUMNS, as_json, rows_of
from pranata.areas.public_service.satisfaction.outcomes import change_words
from pranata.areas.public_service.satisfaction.rules import shown_elements
from pranata.areas.public_service.satisfaction.tests.test_acting import answered
from pranata.engines.surveys.actions.answering import take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey, publish
from pranata.engines.surveys.models import Channel, Survey
from pranata.engines.surveys.queries.results import Past
from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.rules import SMALLEST, Result, shown
from pranata.engines.surveys.sampling.rules import Difference, Interval
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import AddedQuestionFactory, SurveyFactory, SurveyServiceFactory

pytestmark = pytest.mark.django_db
SKM = by_key("skm")


@pytest.fixture
def lead(survey):
    return account(survey.office)


def staff_address(survey):
    return f"/meja/{survey.office.code}/survei/{survey.pk}/hasil/"


def public_address(survey, rest=""):
    return f"/{survey.office.code}/survei/{survey.code}/hasil/{rest}"


def words(response):
    return " ".join(response.content.decode().split())


def by_services(survey, lead, *counts):
    """Each service with its number of respondents, who give a 3."""
    services = [SurveyServiceFactory(survey=survey, name=f"Layanan {place}") for place in range(len(counts))]
    rows = [
        Answers({f"u{place}": 3 for place in range(1, 10)}, service=service)
        for service, count in zip(services, counts, strict=True)
        for _each in range(count)
    ]
    take_many(survey, rows, channel=Channel.PAPER, source="", by=lead)


def test_staff_read_index_elements_and_what_is_lowest(survey, lead, client):
    answered(survey, lead, u3=1, u8=2)
    client.force_login(lead)
    page = words(client.get(staff_address(survey)))
    assert "<b>86,11</b>" in page
    assert "Mutu B · Baik" in page
    assert page.count("terendah</span>") == 2
    assert "Kurang dari 30 responden" in page


def test_running_survey_says_that_its_result_is_not_final(survey, lead, client):
    client.force_login(lead)
    page = words(client.get(staff_address(survey)))
    assert "Hasil sementara" in page
    assert "mulai lima responden" in page


def test_small_service_is_hidden_with_another(survey, lead, client):
    by_services(survey, lead, 3, 6, 9)
    client.force_login(lead)
    assert words(client.get(staff_address(survey))).count("di bawah 5 atau disembunyikan") == 2


def test_added_questions_show_how_many_chose_what(survey, lead, client):
    question = AddedQuestionFactory(survey=survey)
    rows = [Answers({"u1": 3}, added={question.pk: 2})] * 6
    take_many(survey, rows, channel=Channel.PAPER, source="", by=lead)
    client.force_login(lead)
    page = words(client.get(staff_address(survey)))
    assert "Dari mana Anda tahu" in page
    assert "Tidak seorang pun menjawab: Sistem, mekanisme, prosedur" in page


def test_own_questionnaire_has_no_index(survey, lead, client):
    other = SurveyFactory(office=survey.office, key="")
    question = AddedQuestionFactory(survey=other)
    take_many(other, [Answers({}, added={question.pk: 1})] * 5, channel=Channel.PAPER, source="", by=lead)
    client.force_login(lead)
    assert "tidak punya indeks" in words(client.get(staff_address(other)))


def test_result_of_another_office_does_not_exist(survey, client):
    client.force_login(account(SurveyFactory().office))
    assert client.get(staff_address(survey)).status_code == 404


def test_page_takes_as_many_queries_for_one_service_as_for_three(survey, lead, client):
    other = SurveyFactory(office=survey.office, code="tiga-layanan", subject="Contoh lain")
    by_services(survey, lead, 6)
    by_services(other, lead, 6, 6, 6)
    client.force_login(lead)
    taken = []
    for each in (survey, survey, other):  # the first warms what is kept
        with CaptureQueriesContext(connection) as queries:
            client.get(staff_address(each))
        taken.append(len(queries))
    assert taken[1] == taken[2]


def published(survey, lead):
    former = SurveyFactory(
        office=survey.office, code="skm-2021", opens_on=date(2021, 6, 1), closes_on=date(2022, 12, 1), year=2021
    )
    for each, lows in ((former, {"u3": 1}), (survey, {"u3": 2})):
        answered(each, lead, **lows)
        publish(each, by=lead)
    return survey


def test_anyone_reads_a_published_result_with_its_history_and_without_cookie(survey, lead, client):
    published(survey, lead)
    page = client.get(public_address(survey))
    assert (page.status_code, len(client.cookies)) == (200, 0)
    said = words(page)
    assert "<b>94,44</b>" in said
    assert "Dari waktu ke waktu" in said
    assert 'class="survey-history"' in said
    assert "naik 2,78" in said


@pytest.mark.parametrize("rest", ["", "data.csv", "data.json"])
def test_result_that_is_not_published_does_not_exist(survey, lead, client, rest):
    answered(survey, lead)
    assert client.get(public_address(survey, rest)).status_code == 404
    publish(survey, by=lead)
    assert client.get(public_address(survey, rest)).status_code == 200
    assert client.get(public_address(survey, "data.xml")).status_code == 404


def test_history_of_the_public_leaves_out_what_is_not_published(survey, lead, client):
    published(survey, lead)
    Survey.objects.filter(code="skm-2021").update(status="closed", published_on=None)
    assert "Dari waktu ke waktu" not in words(client.get(public_address(survey)))


def test_open_data_hold_sums_alone(survey, lead, client):
    by_services(survey, lead, 3, 6, 9)
    close_survey(survey, by=lead)
    publish(survey, by=lead)
    rows = list(rows_of(survey))
    assert [row["bagian"] for row in rows] == ["keseluruhan", *["unsur"] * 9, *["layanan"] * 3]
    assert [(row["responden"], row["nilai"]) for row in rows[-3:]] == [("", ""), ("", ""), ("9", "75.00")]
    said = json.loads(as_json(survey))
    assert (said["kelompok_terkecil"], set(said["baris"][0])) == (5, set(COLUMNS))
    lines = client.get(public_address(survey, "data.csv")).content.decode("utf-8-sig").splitlines()
    assert (lines[0], len(lines)) == ("bagian,kode,nama,responden,nilai,mutu", 14)


def test_change_is_told_with_its_doubt():
    assert change_words(Difference(2, 3.4)) == "naik 2,00, tetapi mungkin hanya kebetulan (± 3,40)"
    assert change_words(Difference(-5, 3.4)) == "turun 5,00 (± 3,40)"
    assert (change_words(Difference(0, 1.0)), change_words(None)) == ("tetap (± 1,00)", "")


def past(index, half):
    survey = SurveyFactory.build(office=None)
    around = None if half is None else Interval(max(index - half, 25), min(index + half, 100))
    return Past(survey, Result(9, {}, index, None), None, around)


@given(st.lists(st.tuples(st.integers(25, 100), st.none() | st.integers(0, 20)), min_size=2, max_size=12))
def test_chart_keeps_every_point_within_its_box_and_in_order(rows):
    chart = chart_of([past(index, half) for index, half in rows])
    assert chart is not None
    ends = [(each.high, each.y, each.low) for each in chart.points]
    assert all(TOP - 0.1 <= high <= y <= low <= BASE + 0.1 for high, y, low in ends)
    places = [each.x for each in chart.points]
    assert places == sorted(places)
    assert all(LEFT <= x <= RIGHT for x in places)
    assert all(after - before >= 30 for before, after in pairwise(places))


def test_one_survey_makes_no_chart():
    assert chart_of([past(80, None)]) is None


@given(st.lists(st.integers(0, 12), min_size=1, max_size=9), st.integers(0, 12))
def test_hidden_group_cannot_be_reckoned_from_the_others(numbers, silent):
    counts = {str(place): count for place, count in enumerate(numbers)}
    whole = sum(numbers) + silent
    visible = shown(counts, whole)
    left = [count for code, count in counts.items() if count and code not in visible]
    rest = whole - sum(counts[code] for code in visible)
    assert all(counts[code] >= SMALLEST for code in visible)
    if left and visible:
        assert rest >= SMALLEST
        assert len(left) + (silent > 0) > 1


@given(st.lists(st.integers(0, 12), min_size=2, max_size=9))
def test_hidden_element_cannot_be_reckoned_from_the_index(numbers):
    answered = {f"u{place}": count for place, count in enumerate(numbers)}
    visible = shown_elements(answered)
    hidden = [code for code, count in answered.items() if count and code not in visible]
    assert all(answered[code] >= SMALLEST for code in visible)
    assert len(hidden) != 1 or not visible


def test_public_does_not_learn_what_few_said_of_an_element(survey, lead, client):
    rows = [Answers({f"u{place}": 4 for place in range(2, 10)} | ({"u1": 1} if few < 2 else {})) for few in range(12)]
    take_many(survey, rows, channel=Channel.PAPER, source="", by=lead)
    close_survey(survey, by=lead)
    publish(survey, by=lead)
    figures = {row["kode"]: (row["responden"], row["nilai"]) for row in rows_of(survey) if row["bagian"] == "unsur"}
    assert [code for code, said in figures.items() if said == ("", "")] == ["u1", "u2"]
    assert figures["u3"] == ("12", "4.00")
    assert words(client.get(public_address(survey))).count("sedikit yang menjawab, tidak ditampilkan") == 2


def test_published_result_is_read_in_english(survey, lead, client):
    published(survey, lead)
    page = words(client.get(f"/en{public_address(survey)}"))
    known = survey.questionnaire
    assert [each.element_en in page for each in known.questions] == [True] * 9
    assert [each.element in page for each in known.questions if each.element != each.element_en] == [False] * 9
