from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Answer, Level, Sheet
from pranata.engines.assessments.queries import outcomes_of, read_sheet, rescore
from pranata.engines.assessments.tests.factories import AnswerFactory, CommentFactory, item_of, whole_sheet
from pranata.lib import clock


def queries_of(call) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def test_reading_a_sheet_costs_the_same_for_one_answer_and_for_three(sheet, secretary):
    AnswerFactory(item=item_of(sheet, "I.1.a"))
    read_sheet(sheet, reader=secretary, today=clock.today())
    one = queries_of(lambda: read_sheet(sheet, reader=secretary, today=clock.today()))
    for code in ("I.2.a", "I.4.a"):
        AnswerFactory(item=item_of(sheet, code))
        CommentFactory(item=item_of(sheet, code))

    three = queries_of(lambda: read_sheet(sheet, reader=secretary, today=clock.today()))

    assert (one, three) == (8, 8)


def test_later_levels_count_where_they_answered_and_the_one_before_where_not(sheet):
    for code in ("I.1.a", "I.2.a"):
        AnswerFactory(item=item_of(sheet, code))
    AnswerFactory(item=item_of(sheet, "I.1.a"), level=Level.INTERNAL, choice="TIDAK")
    AnswerFactory(item=item_of(sheet, "I.2.a"), level=Level.EXTERNAL, choice="TIDAK")
    rows: dict = {}
    for each in Answer.objects.select_related("item"):
        rows.setdefault(each.item_id, {})[Level(each.level)] = each

    totals = {
        level: outcome.total for level, outcome in outcomes_of(by_key("zona-integritas@2021"), rows.values()).items()
    }

    third = Fraction(1, 3)
    assert totals == {
        Level.SELF: Fraction(1, 4) + third,
        Level.INTERNAL: third,
        Level.EXTERNAL: 0,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_rescoring_costs_one_query_however_many_sheets(db, count):
    sheets = [whole_sheet() for _each in range(count)]
    for each in sheets:
        AnswerFactory(item=item_of(each, "I.1.a"))
        AnswerFactory(item=item_of(each, "I.2.a"), is_confirmed=False)

    found: dict = {}
    used = queries_of(lambda: found.update(rescore(sheets)))

    assert (used, {each.pk: found[each.pk].total for each in sheets}) == (
        1,
        {each.pk: Fraction(1, 4) for each in sheets},
    )


def test_sheets_of_other_offices_are_not_seen(sheet):
    other = RoleAssignmentFactory(office=OfficeFactory(), role=Role.SECRETARY).user
    assert list(Sheet.objects.visible_to(other)) == []
