from datetime import UTC, datetime

import pytest

from pranata.engines.surveys.tests.factories import SurveyFactory
from pranata.lib import clock


@pytest.fixture(autouse=True)
def june():
    """It is the middle of June 2022."""
    with clock.at(datetime(2022, 6, 15, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def survey(db):
    """An SKM that anyone may answer, of an office that uses this installation."""
    return SurveyFactory(office__is_active=True)
