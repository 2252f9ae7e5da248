import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.plan import queries
from pranata.engines.plan.models import Plan, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Areas 1 and 2: 1.1.1 in January, 1.1.2 in June with a doubt, 2.1.1 in June and July."""
    plan = PlanFactory()
    one, two = (ActivityFactory(area=AreaFactory(plan=plan, no=no), position=1, name=f"Kegiatan {no}") for no in (1, 2))
    SubactivityFactory(activity=one, position=1, text="Menyusun rencana", month_bits=0b1)
    doubtful = SubactivityFactory(
        activity=one, position=2, text="Menyusun laporan", month_bits=0b100000, confidence="low"
    )
    SubactivityFactory(activity=two, position=1, text="Survei", month_bits=0b1100000)
    IndicatorFactory(subactivity=doubtful, position=1, text="Indeks kepuasan")
    RemarkFactory(plan=plan, subject="1.1.2", severity="info", code="repeated_row")
    RemarkFactory(plan=plan, subject="1.1.2", severity="doubt", code="shared_cell")
    RemarkFactory(plan=plan, subject="", severity="doubt", code="number_mismatch")
    return plan


def codes(matrix):
    return [row.code for row in matrix.rows]


def test_matrix_shows_every_row_in_the_order_of_the_decree(plan):
    matrix = queries.plan_matrix(plan)

    assert codes(matrix) == ["1.1.1", "1.1.2", "2.1.1"]
    assert [(area.no, area.subactivity_count, area.planned_count, area.remark_count) for area in matrix.areas] == [
        (1, 2, 2, 2),
        (2, 1, 2, 0),
    ]
    assert (matrix.totals.subactivities, matrix.totals.planned, matrix.totals.indicators, matrix.totals.low) == (
        3,
        4,
        1,
        1,
    )
    assert matrix.totals.remarks == {"error": 0, "doubt": 2, "info": 1}
    assert (matrix.rows[1].remark_count, matrix.rows[1].worst_severity) == (2, "doubt")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"area": 2}, ["2.1.1"]),
        ({"month": 6}, ["1.1.2", "2.1.1"]),
        ({"month": 6, "area": 1}, ["1.1.2"]),
        ({"remark": "ada"}, ["1.1.2"]),
        ({"remark": "shared_cell"}, ["1.1.2"]),
        ({"remark": "error"}, []),
        ({"remark": "tinjau"}, ["1.1.2"]),
        ({"text": "KEPUASAN"}, ["1.1.2"]),
        ({"text": "kegiatan 2"}, ["2.1.1"]),
        ({"text": "2.1.1"}, ["2.1.1"]),
    ],
)
def test_filter_narrows_rows_and_leaves_totals(plan, wanted, found):
    matrix = queries.plan_matrix(plan, **wanted)

    assert codes(matrix) == found
    assert matrix.totals.subactivities == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_matrix_costs_the_same_queries_for_one_row_and_three(rows, django_assert_num_queries):
    activity = ActivityFactory()
    for row in SubactivityFactory.create_batch(rows, activity=activity):
        IndicatorFactory(subactivity=row)
        RemarkFactory(plan=row.plan, subject=row.code)

    with django_assert_num_queries(6):
        assert len(queries.plan_matrix(activity.area.plan).rows) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_for_export_costs_the_same_queries_for_one_row_and_three(rows, django_assert_num_queries):
    activity = ActivityFactory()
    for row in SubactivityFactory.create_batch(rows, activity=activity):
        IndicatorFactory(subactivity=row)

    plan = Plan.objects.select_related("document").get()
    with django_assert_num_queries(5):
        assert len(queries.plan_reading(plan).subactivities()) == rows


def test_detail_gathers_own_and_wider_remarks_that_touch_its_lines(plan):
    RemarkFactory(plan=plan, subject="1.1", lines=[10], code="foreign_row")
    RemarkFactory(plan=plan, subject="1.1", lines=[99], code="repeated_number")

    detail = queries.subactivity_detail(plan, "1.1.2")

    assert [remark.code for remark in detail.remarks] == [
        "repeated_row",
        "shared_cell",
        "number_mismatch",
        "foreign_row",
    ]
    assert [indicator.text for indicator in detail.indicators] == ["Indeks kepuasan"]


def test_detail_of_an_unknown_code_does_not_exist(plan):
    with pytest.raises(Subactivity.DoesNotExist):
        queries.subactivity_detail(plan, "9.9.9")


def test_remarks_are_counted_by_plan(plan):
    PlanFactory(office=plan.office, year=2019)

    assert queries.remark_counts([plan]) == {plan.pk: 3}


def test_plan_is_visible_to_staff_of_its_office_only():
    plan = PlanFactory()
    own, stranger = RoleAssignmentFactory(office=plan.office, role="staff"), RoleAssignmentFactory(role="staff")

    assert list(Plan.objects.visible_to(own.user)) == [plan]
    assert list(Plan.objects.visible_to(stranger.user)) == []


def test_public_plans_are_the_published_ones_newest_first():
    office = PlanFactory(year=2021).office
    published = [PlanFactory(office=office, year=year, is_published=True) for year in (2022, 2023)]

    assert queries.public_plans(office) == published[::-1]
