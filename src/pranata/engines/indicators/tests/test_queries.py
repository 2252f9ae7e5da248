"""What pages read: the latest readings, as of a day, a trend, records as far as the reader may see them."""

from datetime import UTC, date, datetime

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.indicators.models import Baseline, Cursor, Reading
from pranata.engines.indicators.queries import as_of, compute, history, latest, read, records, unseen_count
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.tests.factories import BaselineFactory, CursorFactory, ErrandFactory, ReadingFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.lib.periods import Period

pytestmark = pytest.mark.django_db
JUNE = Period.parse("2022-06")


def moment(day, hour=5):
    return datetime(2022, 6, day, hour, tzinfo=UTC)


def test_latest_is_the_reading_that_counts(office):
    ReadingFactory(office=office, value=50, is_current=False)
    current = ReadingFactory(office=office, edition=2)
    ReadingFactory(office=office, month=5)
    ReadingFactory()

    assert latest(office, 2022, 6, ["errands.done_share", "errands.never_read"]) == {"errands.done_share": current}


@pytest.mark.parametrize("count", [1, 3])
def test_latest_is_one_query_however_many_are_asked(office, count, django_assert_num_queries):
    keys = [ReadingFactory(office=office, measure=f"errands.m{number}").measure for number in range(count)]

    with django_assert_num_queries(1):
        assert [each.office.code for each in latest(office, 2022, 6, keys).values()] == ["9001"] * count


@pytest.mark.parametrize(
    ("day", "edition"),
    [(date(2022, 6, 9), None), (date(2022, 6, 10), 1), (date(2022, 6, 19), 1), (date(2022, 6, 20), 2)],
)
def test_as_of_a_day_is_the_last_reading_stored_by_its_end(office, day, edition):
    ReadingFactory(office=office, edition=1, is_current=False, computed_at=moment(9, 17))  # midnight of the 10th
    ReadingFactory(office=office, edition=2, computed_at=moment(20, 16))  # an hour before midnight

    found = as_of(office, "errands.done_share", 2022, 6, day)

    assert (found and found.edition) == edition


def test_history_is_a_year_back_oldest_first(office, django_assert_num_queries):
    for year, month in ((2021, 6), (2021, 7), (2022, 1), (2022, 6), (2022, 7)):
        ReadingFactory(office=office, year=year, month=month)
    ReadingFactory(office=office, year=2022, month=2, is_current=False)

    with django_assert_num_queries(1):
        found = history(office, "errands.done_share", year=2022, month=6)

    assert [str(each.period) for each in found] == ["2021-07", "2022-01", "2022-06"]
    assert [str(each.period) for each in history(office, "errands.done_share", year=2022, month=1, months=1)] == [
        "2022-01"
    ]


@pytest.mark.usefixtures("_measures")
def test_stored_reading_says_what_it_said_then(office, on):
    reading = ReadingFactory(office=office, computed_at=moment(20))
    on("2022-09-01")

    found = read(reading, by_key("errands.done_share"))

    assert found.sentence == "3 dari 4 tugas yang jatuh tempo 1 Januari 2022 sampai 20 Juni 2022."
    assert (found.value, found.numerator, found.denominator, found.as_of) == (75, 3, 4, moment(20))


@pytest.mark.usefixtures("_measures")
def test_stored_day_is_the_value(office):
    reading = ReadingFactory(
        office=office,
        measure="errands.newest",
        value=None,
        numerator=None,
        denominator=None,
        value_on=date(2022, 3, 31),
    )

    assert read(reading, by_key("errands.newest")).sentence == "Tugas terakhir selesai 31 Maret 2022."


@pytest.mark.usefixtures("_measures")
def test_records_are_those_the_reader_may_see(office, staff):
    measure = by_key("errands.done_share")
    seen = ErrandFactory(office=office, done_on=date(2022, 6, 10))
    ErrandFactory(office=office, is_hidden=True)
    stranger = RoleAssignmentFactory().user

    groups = records(measure, office, JUNE, staff)

    assert [(title, list(rows)) for title, rows in groups] == [("Pembilang", [seen]), ("Penyebut", [seen])]
    assert [rows.count() for _title, rows in records(measure, office, JUNE)] == [1, 2]
    assert [rows.count() for _title, rows in records(measure, office, JUNE, stranger)] == [0, 0]
    assert unseen_count(measure, office, JUNE, staff) == 1
    assert unseen_count(measure, office, JUNE, stranger) == 3


def test_measure_is_read_by_the_month(office):
    sample.declare("done")
    for ask in (compute, records):
        with pytest.raises(ValueError, match=r"tulis periode seperti 2022-06, bukan 2022-Q2\."):
            ask(by_key("errands.done"), office, Period.parse("2022-Q2"))


@pytest.mark.parametrize("count", [1, 3])
def test_count_is_one_query_and_a_share_two(office, count, django_assert_num_queries):
    sample.declare_all()
    ErrandFactory.create_batch(count, office=office, done_on=date(2022, 6, 1))
    for name, queries in (("done", 1), ("cost", 1), ("points", 1), ("done_share", 2), ("newest", 1), ("in_force", 1)):
        with django_assert_num_queries(queries):
            compute(by_key(f"errands.{name}"), office, JUNE)


def test_rows_of_another_office_are_not_seen(office, staff):
    for factory in (ReadingFactory, BaselineFactory, CursorFactory):
        factory(office=office)
        factory()

    assert [
        list(model.objects.visible_to(staff).values_list("office__code", flat=True))
        for model in (Reading, Baseline, Cursor)
    ] == [["9001"]] * 3
