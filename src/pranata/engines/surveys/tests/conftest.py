from datetime import UTC, datetime

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.engines.surveys.tests.factories import SurveyFactory
from pranata.lib import clock


@pytest.fixture(autouse=True)
def june():
    """It is the middle of June 2022."""
    with clock.at(datetime(2022, 6, 15, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def survey(db):
    return SurveyFactory()


def account(office, role="secretary"):
    return RoleAssignmentFactory(office=office, role=role, user=UserFactory()).user


@pytest.fixture
def lead(survey):
    """Who may open, close and publish."""
    return account(survey.office)


@pytest.fixture
def typist(survey):
    """Who may type paper forms and prepare nothing."""
    return account(survey.office, "staff")
