"""What a program of a province reads of the offices below it."""

import pytest

from pranata.api.tests.programs import Program, codes
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import ApiTokenFactory, RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory, ProvinceOfficeFactory
from pranata.engines.indicators.registry import measures
from pranata.engines.nation.actions.distributing import distribute
from pranata.engines.nation.tests.factories import read

BELOW = "offices/90/below"
JUNE = {"month": "2022-06"}


@pytest.fixture
def measure():
    return next(each.key for each in measures() if each.kind == "ratio" and each.better == "higher" and not each.sealed)


@pytest.fixture
def province(db):
    return ProvinceOfficeFactory(is_active=True)


def program_of(office, role=Role.SECRETARY):
    user = RoleAssignmentFactory(office=office, role=role).user
    secret = f"pranata_contoh{user.pk}"
    return Program(ApiTokenFactory(user=user, office=office, secret=secret), secret)


def test_distributions_are_told_when_five_offices_have_a_value(province, measure):
    for value in (0, 25, 50, 75, 100):
        read(OfficeFactory(), value, measure=measure, numerator=value, denominator=100)
    distribute(2022, 6)

    [said] = program_of(province).get(f"{BELOW}/distributions", JUNE).json()["items"]

    assert (said["measure"], said["count"], said["asked_count"]) == (measure, 5, 5)
    assert (said["median"], said["numerator"], said["denominator"]) == ("50.000000", "250.000000", "500.000000")


def test_numbers_are_empty_when_fewer_offices_have_a_value(province, measure):
    read(OfficeFactory(), 50, measure=measure)
    distribute(2022, 6)

    [said] = program_of(province).get(f"{BELOW}/distributions", JUNE).json()["items"]

    assert (said["count"], said["median"], said["minimum"]) == (1, None, None)


def test_readings_are_told_worst_first_when_a_measure_is_asked(province, measure):
    good, bad = OfficeFactory(), OfficeFactory()
    elsewhere = OfficeFactory(parent=ProvinceOfficeFactory(code="91"))
    for office, value in ((good, 90), (bad, 10), (elsewhere, 0)):
        read(office, value, measure=measure)

    said = program_of(province).get(f"{BELOW}/readings/{measure}", JUNE).json()

    assert [(each["office"], each["value"]) for each in said["items"]] == [
        (bad.code, "10.000000"),
        (good.code, "90.000000"),
    ]


def test_nothing_is_told_when_the_office_does_not_look_down(province, measure):
    regency = OfficeFactory()

    for program in (program_of(regency), program_of(province, Role.STAFF)):
        assert codes(program.get(f"{BELOW}/distributions", JUNE)) == (404, "not_found")
        assert codes(program.get(f"offices/{regency.code}/below/distributions", JUNE)) == (404, "not_found")


@pytest.mark.parametrize("key", ["tidak.ada", "x"])
def test_a_measure_that_is_none_is_not_found(province, key):
    assert codes(program_of(province).get(f"{BELOW}/readings/{key}", JUNE)) == (404, "not_found")


def test_cost_is_the_same_when_more_offices_are_below(province, measure):
    program = program_of(province)
    read(OfficeFactory(), 1, measure=measure)
    before = program.query_count(f"{BELOW}/readings/{measure}?month=2022-06")
    for value in (2, 3):
        read(OfficeFactory(), value, measure=measure)

    assert program.query_count(f"{BELOW}/readings/{measure}?month=2022-06") == before
