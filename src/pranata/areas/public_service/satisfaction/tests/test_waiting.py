from datetime import date

import pytest

from pranata.areas.public_service.satisfaction.rules import is_few, is_publishable
from pranata.areas.public_service.satisfaction.waiting import waiting_surveys
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.surveys.models import Survey
from pranata.engines.surveys.tests.factories import SurveyFactory


@pytest.fixture
def lead(survey):
    return RoleAssignmentFactory(office=survey.office, role="secretary").user


def test_nothing_waits_while_a_survey_takes_answers(survey, lead):
    assert waiting_surveys(lead, survey.office) == []


def test_survey_waits_to_be_closed_when_its_period_is_over(survey, lead):
    Survey.objects.update(closes_on=date(2022, 6, 14))

    (found,) = waiting_surveys(lead, survey.office)

    assert (found.words, found.address, found.due_on) == (
        "Tutup survei",
        survey.get_absolute_url(),
        date(2022, 6, 15),
    )


def test_result_waits_to_be_published_when_a_survey_was_closed_after_its_period(survey, lead):
    Survey.objects.update(status="closed", closes_on=date(2022, 6, 14))
    SurveyFactory(office=survey.office, status="published", closes_on=date(2022, 6, 14))
    SurveyFactory(office=survey.office, status="closed", closes_on=date(2020, 6, 14))
    SurveyFactory(status="closed", closes_on=date(2022, 6, 14))

    assert [(each.words, each.title) for each in waiting_surveys(lead, None)] == [
        ("Baca hasil & terbitkan", survey.title)
    ]


def test_nothing_waits_for_who_runs_no_surveys(survey):
    Survey.objects.update(closes_on=date(2022, 6, 14))
    staff = RoleAssignmentFactory(office=survey.office, role="staff").user

    assert waiting_surveys(staff, survey.office) == []


@pytest.mark.parametrize(
    ("count", "said"), [(4, (False, True)), (5, (True, True)), (29, (True, True)), (30, (True, False))]
)
def test_answers_are_few_below_thirty_and_publishable_from_five(count, said):
    assert (is_publishable(count), is_few(count)) == said
