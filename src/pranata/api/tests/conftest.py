"""An office with a plan in force, a published sister of it, and programs that hold tokens."""

import pytest

from pranata.api.tests.programs import Program
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import ApiTokenFactory, RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.models import Status
from pranata.engines.plan.tests.factories import IndicatorFactory, PlanFactory, SubactivityFactory


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999", name="KPU Kabupaten Contoh", is_active=True)


@pytest.fixture
def row(office):
    """1.1.1 of the plan in force, due in June, with one indicator."""
    plan = PlanFactory(office=office, year=2022, status=Status.ADOPTED)
    row = SubactivityFactory(
        activity__area__plan=plan, activity__area__no=1, activity__position=1, position=1, month_bits=0b100000
    )
    IndicatorFactory(subactivity=row, position=1, text="Adanya laporan")
    return row


@pytest.fixture
def program(office):
    """``program(Role.VERIFIER, scopes=["read"])`` holds a token of a new account with that role at the office."""

    def make(role=Role.STAFF, *, at=None, scopes=("read", "report", "verify"), **values) -> Program:
        held = RoleAssignmentFactory(office=at or office, role=role)
        secret = f"pranata_contoh-{held.pk}"
        token = ApiTokenFactory(user=held.user, office=at or office, scopes=list(scopes), secret=secret, **values)
        return Program(token, secret)

    return make
