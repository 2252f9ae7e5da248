from datetime import date
from decimal import Decimal

import pytest

from pranata.areas.public_service.satisfaction import measures
from pranata.areas.public_service.satisfaction.actions import Chosen, act
from pranata.areas.public_service.satisfaction.tests.test_acting import DUE, answered
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.models import Status as FollowUpStatus
from pranata.engines.indicators.registry import by_key
from pranata.engines.surveys.actions.answering import take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey, publish
from pranata.engines.surveys.models import Channel
from pranata.engines.surveys.questionnaires import by_key as questionnaire
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import SurveyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 15)


@pytest.fixture
def lead(survey):
    return account(survey.office)


def read(key, office, month=6):
    measure = by_key(f"satisfaction.{key}")
    return measure.compute(office, measure.stretch(2022, month, today=date(2022, 12, 31)))


def test_index_is_that_of_the_survey_closed_last(survey, lead):
    assert read("skm_index", survey.office) is None
    answered(survey, lead, u3=1)
    found = read("skm_index", survey.office)
    assert (found.value.quantize(Decimal("0.01")), found.rows.count()) == (Decimal("91.67"), 12)
    assert read("skm_index", survey.office, month=5) is None
    other = SurveyFactory(office=survey.office)
    answered(other, lead)
    assert read("skm_index", survey.office).value == 100


def test_four_answers_make_no_index(survey, lead):
    rows = [Answers({f"u{place}": 4 for place in range(1, 10)})] * 4
    take_many(survey, rows, channel=Channel.PAPER, source="", by=lead)
    close_survey(survey, by=lead)
    assert read("skm_index", survey.office) is None
    assert read("surveys_count", survey.office).rows.count() == 1


@pytest.mark.parametrize(("key", "code"), [("ipkp", "spkp"), ("ipak", "spak")])
def test_perception_indices_end_at_four(survey, lead, key, code):
    known = questionnaire(code)
    other = SurveyFactory(office=survey.office, key=known.key)
    take_many(other, [Answers(dict.fromkeys(known.codes, 6))] * 5, channel=Channel.PAPER, source="", by=lead)
    close_survey(other, by=lead)
    assert read(key, survey.office).value == 4


def test_applications_are_averaged_each_by_its_last_survey(survey, lead):
    known = questionnaire("aplikasi")
    for subject, value in [("e-PPID", 1), ("e-PPID", 4), ("JDIH", 2)]:
        item = SurveyFactory(office=survey.office, key=known.key, subject=subject)
        take_many(item, [Answers(dict.fromkeys(known.codes, value))] * 5, channel=Channel.PAPER, source="", by=lead)
        close_survey(item, by=lead)
    found = read("application_index", survey.office)
    assert (found.value, found.rows.count()) == (Decimal(75), 10)


def test_change_is_against_the_whole_year_before(survey, lead):
    former = SurveyFactory(office=survey.office, year=2021, opens_on=date(2021, 6, 1), closes_on=date(2022, 12, 31))
    answered(former, lead, u1=1)
    type(former).objects.filter(pk=former.pk).update(closed_on=date(2021, 11, 30))
    answered(survey, lead)
    found = read("skm_change", survey.office)
    assert (found.now.value, found.before.value.quantize(Decimal("0.01"))) == (100, Decimal("91.67"))


def test_counts_shares_and_existence(survey, lead):
    office = survey.office
    assert (read("survey_in_place", office).rows.count(), read("surveys_count", office).rows.count()) == (1, 0)
    answered(survey, lead, u3=1)
    assert read("published_share", office).part.count() == 0
    publish(survey, by=lead)
    share = read("published_share", office)
    assert (share.part.count(), share.whole.count(), read("skm_count", office).rows.count()) == (1, 1, 1)
    act(survey, [Chosen("u3", "Percepat", UnitFactory(office=office), DUE)], by=lead)
    done = read("follow_ups_done", office)
    assert (done.part.count(), done.whole.count()) == (0, 1)
    FollowUp.objects.update(status=FollowUpStatus.CLOSED, ended_on=TODAY)
    assert read("follow_ups_done", office).part.count() == 1


def test_another_office_has_nothing(survey, lead):
    answered(survey, lead)
    other = SurveyFactory().office
    assert measures.index_of(other, "skm", by_key("satisfaction.skm_index").stretch(2022, 6, today=TODAY)) is None
