"""The result of a survey in a browser: staff and public, wide and on a phone."""

from datetime import date
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from pranata.areas.public_service.satisfaction.outcomes import MOST_PAST
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.surveys.tests.factories import (
    AddedAnswerFactory,
    AddedQuestionFactory,
    BatchFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)
from tests.browser.conftest import overflow

NEWEST = 2022
RESULT = f"/9001/survei/skm-{NEWEST}/hasil/"


@pytest.fixture
def office(live_server):
    return OfficeFactory(code="9001", is_active=True, name="KPU Kabupaten Contoh")


def published(office, year: int):
    """A published survey of twelve respondents, a little better every year."""
    survey = SurveyFactory(
        office=office,
        code=f"skm-{year}",
        title=f"Survei kepuasan {year} (contoh)",
        year=year,
        opens_on=date(year, 3, 1),
        closes_on=date(year, 6, 30),
        closed_on=date(year, 6, 30),
        published_on=date(year, 7, 4),
        status="published",
    )
    batch = BatchFactory(survey=survey, count=12)
    for place in range(12):
        a1, a2 = 1 + (place + year) % 4, 4 if place < year - 2012 else 3
        ResponseFactory(
            survey=survey,
            batch=batch,
            a1=a1,
            a2=a2,
            a4=4,
            total=22 + a1 + a2,
            month=date(year, 3 + place % 2, 1),
            sex="L",
        )
    return survey


@pytest.fixture
def surveys(office):
    return [published(office, year) for year in range(NEWEST - MOST_PAST + 1, NEWEST + 1)]


@pytest.fixture
def newest(surveys):
    survey = surveys[-1]
    service = SurveyServiceFactory(survey=survey, name="Layanan informasi dan konsultasi pemilih (contoh)")
    survey.responses.update(service=service)
    question = AddedQuestionFactory(survey=survey)
    for response in survey.responses.all():
        AddedAnswerFactory(response=response, question=question)
    return survey


def meeting_words(page: Page, name: str) -> list[tuple[str, str]]:
    """Neighbors among the words of the history's chart that touch each other."""
    found = [(each.text_content(), each.bounding_box()) for each in page.locator(f".survey-history text{name}").all()]
    return [
        (words, others)
        for (words, box), (others, other) in pairwise(found)
        if box["x"] + box["width"] > other["x"] and abs(box["y"] - other["y"]) < box["height"]
    ]


def test_public_result_is_accessible_and_fits(wide, phone, newest, axe):
    for page in (wide, phone):
        for language in ("", "/en"):
            page.goto(f"{language}{RESULT}")
            expect(page.locator(".survey-history circle")).to_have_count(MOST_PAST)
            assert (axe(page), overflow(page)) == ([], 0)
    assert phone.context.cookies() == []


def test_words_of_the_history_do_not_touch(wide, phone, newest):
    for page in (wide, phone):
        page.goto(RESULT)
        assert (meeting_words(page, ":not(.name):not(.grade)"), meeting_words(page, ".name")) == ([], [])


def test_staff_result_is_accessible_and_fits(wide, phone, signed_in, newest, axe):
    lead = RoleAssignmentFactory(office=newest.office, role="secretary").user
    for page in (wide, phone):
        signed_in(page, lead).goto(f"/meja/9001/survei/{newest.pk}/hasil/")
        expect(page.get_by_role("heading", name="Nilai setiap unsur")).to_be_visible()
        expect(page.get_by_role("heading", name="Dari mana Anda tahu layanan ini?")).to_be_visible()
        assert (axe(page), overflow(page)) == ([], 0)


def test_result_is_reached_from_the_list_and_gives_its_data(wide, newest):
    wide.goto("/9001/survei/")
    wide.get_by_role("link", name=newest.title).click()
    expect(wide.locator(".survey-figure")).to_be_visible()
    with wide.expect_download() as waiting:
        wide.get_by_role("link", name="CSV").click()
    assert waiting.value.suggested_filename == f"survei-9001-skm-{NEWEST}.csv"
