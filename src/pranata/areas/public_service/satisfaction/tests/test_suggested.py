"""What surveys say of the Zona Integritas sheet: closing one is news, its index is suggested with its reason."""

from fractions import Fraction

import pytest

from pranata.areas.public_service.satisfaction.actions import Chosen, act
from pranata.areas.public_service.satisfaction.tests.test_acting import DUE, answered
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.assessments.actions.sheets import open_sheet
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.suggestions import suggest
from pranata.engines.assessments.tests.factories import item_of
from pranata.engines.followups.models import FollowUp
from pranata.engines.indicators.refreshing import refresh, sweep
from pranata.engines.surveys.actions.answering import take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey, publish
from pranata.engines.surveys.models import Channel
from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import SurveyFactory
from pranata.lib import clock

pytestmark = pytest.mark.django_db
CODES = ("H.IPAK", "H.IPKP", "VI.4.a", "VI.4.b", "VI.4.c")


@pytest.fixture
def lead(survey):
    return account(survey.office)


@pytest.fixture
def sheet(survey, lead):
    return open_sheet(survey.office, "zona-integritas@2021", year=2022, target="WBK", by=lead)


def suggested(sheet):
    refresh(sheet.office, clock.today())
    found = suggest(sheet, [item_of(sheet, code) for code in CODES])
    return {code: (each.reply, each.is_certain) for code, each in found.items()}


@pytest.mark.parametrize(("code", "question"), [("spak", "H.IPAK"), ("spkp", "H.IPKP")])
def test_index_of_perception_is_suggested_when_its_survey_is_closed(survey, lead, sheet, code, question):
    sweep(survey.office, clock.today())
    assert question not in suggested(sheet)
    known = by_key(code)
    other = SurveyFactory(office=survey.office, key=known.key)
    take_many(other, [Answers(dict.fromkeys(known.codes, 3))] * 5, channel=Channel.PAPER, source="", by=lead)
    close_survey(other, by=lead)
    assert suggested(sheet)[question] == (Reply(numerator=Fraction(2)), True)


def test_number_publication_and_follow_ups_of_surveys_are_suggested(survey, lead, sheet):
    sweep(survey.office, clock.today())
    assert suggested(sheet) == {"VI.4.a": (Reply(choice="E"), True)}
    answered(survey, lead, u3=1)
    publish(survey, by=lead)
    act(survey, [Chosen("u3", "Percepat", UnitFactory(office=survey.office), DUE)], by=lead)
    found = suggested(sheet)
    assert found == {"VI.4.a": (Reply(choice="D"), True), "VI.4.b": (Reply(choice="B"), False)}
    FollowUp.objects.update(status="closed", ended_on=clock.today())
    sweep(survey.office, clock.today())
    assert suggested(sheet)["VI.4.c"] == (Reply(choice="A"), False)
