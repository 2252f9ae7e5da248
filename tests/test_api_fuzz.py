"""Whatever a program sends to the API, it is answered as described and never with an error of ours."""

import pytest
from benchmarks.api_cases import Known, send
from django.core.handlers.wsgi import WSGIHandler

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import ApiTokenFactory, RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.plan.models import Status
from pranata.engines.plan.tests.factories import IndicatorFactory, PlanFactory, SubactivityFactory

MONTH = "/api/v1/offices/9999/plans/2022/subactivities/1.1.1/months/6"


@pytest.fixture
def known(db):
    """A published plan in force with a row due in June, evidence, and a token of a verifier."""
    office = OfficeFactory(code="9999", is_active=True)
    plan = PlanFactory(office=office, year=2022, status=Status.ADOPTED, is_published=True)
    row = SubactivityFactory(
        activity__area__plan=plan, activity__area__no=1, activity__position=1, position=1, month_bits=0b100000
    )
    IndicatorFactory(subactivity=row, position=1)
    item = EvidenceFactory(office=office)
    secret = "pranata_contoh"
    ApiTokenFactory(user=RoleAssignmentFactory(office=office, role=Role.VERIFIER).user, office=office, secret=secret)

    return Known(
        {
            "code": "9999",
            "plan_key": "2022",
            "year": 2022,
            "row": "1.1.1",
            "month": 6,
            "pk": item.pk,
            "register_code": "informasi-publik",
            "name": "information_requests.answer",
            "measure_key": "complaints.on_time",
        },
        secret,
        MONTH,
    )


def test_api_answers_as_described_whatever_it_is_sent(known):
    outcome = send(WSGIHandler(), known, cases=100)

    assert outcome.faults == []
    assert (outcome.server_errors, outcome.count >= 100) == (0, True)
    assert {200, 401, 404, 422} <= set(outcome.statuses)
