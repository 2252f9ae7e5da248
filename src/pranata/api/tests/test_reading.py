"""What a token reads of plans and reports: whole, in a lasting order, in parts, at a fixed cost."""

from decimal import Decimal

import pytest

from pranata.api.tests.programs import PLAN, codes
from pranata.base.access.models import Role
from pranata.engines.plan.tests.factories import FigureFactory, IndicatorFactory, ProgressFactory, SubactivityFactory
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db
LISTS = [f"{PLAN}/{name}" for name in ("subactivities", "cells", "indicators", "figures")]


def further_rows(row, count, since=2):
    """Rows 1.1.2 and on, in June and July, each reported with a figure."""
    for position in range(since, count + 2):
        more = SubactivityFactory(activity=row.activity, position=position, month_bits=0b1100000)
        indicator = IndicatorFactory(subactivity=more, position=1, target=Decimal("95.5"), target_unit="persen")
        FigureFactory(progress=ProgressFactory(subactivity=more, month=6), indicator=indicator, value=position)


def test_plan_is_named_as_on_pages(program, row):
    asked = program()

    heads = asked.get("offices/9999/plans").json()
    plan = asked.get(PLAN).json()

    assert [each["key"] for each in heads["items"]] == ["2022"]
    assert (plan["status"], plan["areas"]) == (
        "adopted",
        [{"no": 1, "name": "Area contoh 1", "subactivities": 1, "planned": 1}],
    )
    assert plan["due"][5] == "2022-06-30"
    assert asked.get("offices/9999/plans/2022-r1").json() == plan


def test_rows_cells_indicators_and_figures_are_read(program, row):
    further_rows(row, 1)
    asked = program()

    rows, cells, indicators, figures = (asked.get(address).json()["items"] for address in LISTS)

    assert [(each["code"], each["months"], len(each["states"])) for each in rows] == [
        ("1.1.1", [6], 12),
        ("1.1.2", [6, 7], 12),
    ]
    assert [(each["code"], each["month"]) for each in cells] == [("1.1.1", 6), ("1.1.2", 6), ("1.1.2", 7)]
    assert [(each["code"], each["target"], each["target_unit"], each["months"]) for each in indicators] == [
        ("1.1.1", None, "", [6]),
        ("1.1.2", "95.5000", "persen", [6, 7]),
    ]
    assert [(each["code"], each["month"], each["value"], each["status"]) for each in figures] == [
        ("1.1.2", 6, "2.0000", "draft")
    ]


def test_cells_are_narrowed_by_month_and_state(program, row):
    further_rows(row, 1)
    asked = program()

    found = asked.get(f"{PLAN}/cells", {"month": 7}).json()
    none = asked.get(f"{PLAN}/cells", {"state": "verified"}).json()

    assert ([each["code"] for each in found["items"]], none["count"]) == (["1.1.2"], 0)


def test_row_comes_with_its_indicators(program, row):
    said = program().get(f"{PLAN}/subactivities/1.1.1").json()

    assert (said["indicators"], said["details"][0]["text"]) == (["Adanya laporan"], "Adanya laporan")


@pytest.mark.parametrize("address", LISTS)
def test_list_costs_the_same_when_there_is_one_row_and_when_there_are_three(program, row, address):
    asked = program()
    further_rows(row, 1)
    few = asked.query_count(address)
    further_rows(row, 3, since=3)

    assert asked.query_count(address) == few


def test_list_is_read_in_parts_that_make_the_whole(program, row):
    further_rows(row, 4)
    asked = program()
    address = f"{PLAN}/subactivities"

    parts = [asked.get(address, {"limit": 2, "offset": offset}).json() for offset in (0, 2, 4, 6)]

    assert [[each["code"] for each in part["items"]] for part in parts] == [
        ["1.1.1", "1.1.2"],
        ["1.1.3", "1.1.4"],
        ["1.1.5"],
        [],
    ]
    assert {part["count"] for part in parts} == {5}


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"offset": -1}, {"offset": 10**9}, {"limit": "semua"}])
def test_part_that_cannot_be_is_refused_at_its_field(program, row, query):
    answer = program().get(f"{PLAN}/cells", query)

    assert (codes(answer), [each["field"] for each in answer.json()["fields"]]) == ((422, "invalid"), list(query))


def test_issued_reports_are_read_though_the_public_sees_none(program, office):
    IssuedReportFactory(office=office, period="2022-06")
    asked = program(Role.COMMISSIONER)

    found = asked.get("offices/9999/reports").json()
    other_year = asked.get("offices/9999/reports", {"year": 2021}).json()

    assert [(each["period"], each["publication"]) for each in found["items"]] == [("2022-06", "none")]
    assert (other_year["count"], asked.client.get("/api/v1/public/offices/9999/reports").json()["count"]) == (0, 0)


def test_answers_to_a_token_are_kept_by_no_shared_cache(program, row):
    answer = program().get(PLAN)

    assert (answer["Cache-Control"], "Authorization" in answer["Vary"]) == ("private, no-cache", True)
    assert answer.cookies.output() == ""
