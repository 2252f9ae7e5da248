"""An office with accounts of several roles."""

from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    SubactivityFactory,
)


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999", name="KPU Kabupaten Contoh")


@pytest.fixture
def account(office):
    """``account("verifier")`` is an account with that role at the office."""

    def make(role, at=None):
        return RoleAssignmentFactory(office=at or office, role=role).user

    return make


@pytest.fixture
def secretary(account):
    return account(Role.SECRETARY)


@pytest.fixture
def staff(account):
    return account(Role.STAFF)


@pytest.fixture
def draft(office):
    """A numbered draft with 1.1.1 in January and 1.1.2 in June, each with an indicator."""
    plan = PlanFactory(
        office=office, year=2022, document__number="1/HK/9999/2022", document__issued_on=date(2022, 1, 17)
    )
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=1), position=1)
    for position, (text, bits) in enumerate([("Menyusun rencana", 0b1), ("Membuat laporan", 0b100000)], start=1):
        row = SubactivityFactory(activity=activity, position=position, text=text, month_bits=bits)
        IndicatorFactory(subactivity=row, position=1, text=f"Adanya hasil {position}")
    return plan


@pytest.fixture
def adopted(draft, secretary):
    return revisions.adopt(draft, by=secretary)
