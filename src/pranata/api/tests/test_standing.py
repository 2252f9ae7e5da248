"""Readings of measures and follow-ups, as a token reads them."""

from datetime import date
from decimal import Decimal

import pytest

from pranata.api.tests.programs import codes
from pranata.base.access.models import Role
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.indicators.registry import measures
from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.lib import clock

pytestmark = pytest.mark.django_db
READINGS = "offices/9999/readings"


def test_measures_say_what_they_count(program):
    said = program().get("measures").json()

    assert [each["key"] for each in said] == sorted(each.key for each in measures())


def test_readings_of_a_month_are_exact_and_the_current_ones(program, office):
    ReadingFactory(office=office, measure="lama.lama", value=Decimal("12.345678"), edition=1, is_current=False)
    ReadingFactory(office=office, measure="lama.lama", value=Decimal("66.666667"), edition=2)
    ReadingFactory(office=office, measure="lama.lama", month=5)
    ReadingFactory(measure="lama.lama")

    said = program(Role.COMMISSIONER).get(READINGS, {"month": "2022-06"}).json()

    assert [(each["measure"], each["value"], each["edition"], each["sentence"]) for each in said["items"]] == [
        ("lama.lama", "66.666667", 2, "")
    ]


def test_readings_of_the_running_month_are_read_when_none_is_named(program, office):
    today = clock.today()
    ReadingFactory(office=office, year=today.year, month=today.month)

    assert program().get(READINGS).json()["count"] == 1


def test_readings_of_a_measure_follow_each_other(program, office):
    key = measures()[0].key
    for month in (4, 6):
        ReadingFactory(office=office, measure=key, month=month)

    said = program().get(f"{READINGS}/{key}", {"month": "2022-06", "months": 3}).json()

    assert [each["month"] for each in said] == ["2022-04", "2022-06"]
    assert codes(program().get(f"{READINGS}/tidak.ada")) == (404, "not_found")


@pytest.mark.parametrize("month", ["2022", "2022-13", "juni"])
def test_month_that_is_none_is_refused(program, office, month):
    answer = program().get(READINGS, {"month": month})

    assert (codes(answer), answer.json()["fields"][0]["field"]) == ((422, "invalid"), "month")


def test_lists_cost_the_same_when_there_are_three(program, office):
    asked, addresses = program(), [f"{READINGS}?month=2022-06", "offices/9999/followups"]
    ReadingFactory(office=office, measure="lama.satu")
    FollowUpFactory(office=office)
    few = [asked.query_count(address) for address in addresses]
    for name in ("dua", "tiga"):
        ReadingFactory(office=office, measure=f"lama.{name}")
        FollowUpFactory(office=office)

    assert [asked.query_count(address) for address in addresses] == few


def test_follow_ups_are_read_by_their_due_day_and_of_no_other_office(program, office):
    FollowUpFactory(office=office, recommendation="Kemudian", due_on=date(2022, 9, 1))
    FollowUpFactory(office=office, recommendation="Dahulu", due_on=date(2022, 8, 1))
    FollowUpFactory()
    asked = program()

    said = asked.get("offices/9999/followups").json()["items"]
    closed = asked.get("offices/9999/followups", {"status": "closed"}).json()

    assert [(each["recommendation"], each["status"]) for each in said] == [("Dahulu", "open"), ("Kemudian", "open")]
    assert closed["count"] == 0
