"""Where the public finds surveys: the home of the office, and the list."""

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.intake.tests.posting import words
from pranata.engines.surveys.models import Status
from pranata.engines.surveys.tests.factories import SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(db):
    return SurveyFactory(office=OfficeFactory(code="9001", is_active=True, name="KPU Kabupaten Contoh"))


def test_list_shows_what_anyone_may_answer_now(client, survey):
    SurveyFactory(office=survey.office, title="Konsep contoh", status=Status.DRAFT)
    SurveyFactory(office=survey.office, title="Lewat undangan contoh", takes_anyone=False)
    SurveyFactory(office=survey.office, title="Hasil contoh", status=Status.PUBLISHED)
    page = words(client.get("/9001/survei/"))

    assert ["Survei kepuasan (contoh)" in page, "Hasil contoh" in page] == [True, True]
    assert ["Konsep contoh" in page, "Lewat undangan contoh" in page] == [False, False]


@pytest.mark.parametrize(
    ("change", "count"),
    [({}, 1), ({"status": Status.PUBLISHED}, 1), ({"status": Status.CLOSED}, 0), ({"takes_anyone": False}, 0)],
)
def test_home_of_the_office_offers_surveys_while_there_is_something_to_see(client, survey, change, count):
    for name, value in change.items():
        setattr(survey, name, value)
    survey.save()

    assert client.get("/9001/").content.decode().count('href="/9001/survei/"') == count
