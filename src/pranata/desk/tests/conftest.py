"""An office with a small plan, and people who may or may not read it."""

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def plan(office):
    """1.1.1 in January with an indicator; 2.1.1 in June and July, doubtful, printed, remarked twice."""
    plan = PlanFactory(office=office, year=2022)
    one, two = (
        ActivityFactory(
            area=AreaFactory(plan=plan, no=no, name=f"Area {no}"), position=1, no="1", name=f"Kegiatan {no}"
        )
        for no in (1, 2)
    )
    first = SubactivityFactory(activity=one, position=1, text="Menyusun rencana", month_bits=0b1)
    IndicatorFactory(subactivity=first, position=1, text="Rencana tersusun", month_bits=0b1)
    SubactivityFactory(
        activity=two,
        position=1,
        text="Survei layanan",
        month_bits=0b1100000,
        confidence="low",
        source_lines=[12, 13],
        as_printed="\t1. Survei\t✓\n\t\t✓",
    )
    RemarkFactory(plan=plan, position=1, subject="2.1.1", severity="doubt", code="shared_cell", message="Satu sel.")
    RemarkFactory(
        plan=plan, position=2, subject="2.1.1", severity="info", code="repeated_words", message="Kata terulang."
    )
    RemarkFactory(plan=plan, position=3, subject="", severity="error", code="number_mismatch", message="Nomor berbeda.")
    return plan


@pytest.fixture
def staff(client, office):
    """Signed in at the office."""
    user = RoleAssignmentFactory(office=office).user
    client.force_login(user)
    return user


@pytest.fixture
def secretary(client, office):
    """Signed in at the office, with every permission on plans."""
    user = RoleAssignmentFactory(office=office, role="secretary").user
    client.force_login(user)
    return user


@pytest.fixture
def stranger(client):
    """Signed in at another office."""
    user = RoleAssignmentFactory(office=OfficeFactory(code="9002")).user
    client.force_login(user)
    return user
