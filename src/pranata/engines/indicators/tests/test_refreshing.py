"""Readings follow the events: what was done shows, what was not done is not read again."""

from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators import refreshing, registry
from pranata.engines.indicators.models import Cursor, Reading
from pranata.engines.indicators.refreshing import offices_to_sweep, offices_with_news, refresh, refresh_all, sweep
from pranata.engines.indicators.storing import cursor_of
from pranata.engines.indicators.tests.factories import ErrandFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.engines.indicators.tests.sample.models import Errand
from pranata.lib import clock

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 26)


def values(office, key="errands.done"):
    """What counts of each month, by month: "2022-06"."""
    found = Reading.objects.current().filter(office=office, measure=key).order_by("year", "month")
    return {str(each.period): each.value for each in found}


@pytest.fixture
def asked(monkeypatch):
    """The keys and months that measures were asked about, in order."""
    seen = []
    ask = refreshing.try_to_ask

    def watched(measure, office, month):
        seen.append((measure.key, office.code, month))
        return ask(measure, office, month)

    monkeypatch.setattr(refreshing, "try_to_ask", watched)
    return seen


@pytest.fixture
def read(office, happen):
    """An office that was used since May and is read up to now."""
    sample.declare("done")
    sample.declare("cost", fed_by=("org.office",))
    errand = ErrandFactory(office=office)
    happen(errand)
    refresh_all(TODAY)
    return errand


def finish(errand, day=date(2022, 6, 3)):
    errand.done_on = day
    errand.save()


def test_value_follows_when_something_was_done(read, office, happen):
    assert values(office) == {"2022-05": 0, "2022-06": 0}

    finish(read)
    happen(read)
    refresh_all(TODAY)

    assert values(office) == {"2022-05": 0, "2022-06": 1}


def test_only_what_was_touched_is_read_again(read, office, happen, asked):
    happen(read)
    refresh_all(TODAY)

    assert asked == [("errands.done", "9001", (2022, 5)), ("errands.done", "9001", (2022, 6))]


def test_nothing_is_read_when_nothing_was_done(read, asked):
    refresh_all(TODAY)

    assert asked == []


def test_deed_without_a_target_concerns_its_app(read, office, happen, asked):
    happen(None, office=office, action="errands.imported")
    refresh_all(TODAY)

    assert {key for key, _office, _month in asked} == {"errands.done"}


def test_deed_that_feeds_nothing_moves_the_cursor_alone(read, office, happen, asked):
    happen(None, office=office, action="people.imported")
    refresh_all(TODAY)

    assert asked == []
    assert list(offices_with_news()) == []


def test_deed_at_another_office_is_read_there_alone(read, happen, asked):
    other = ErrandFactory()
    refresh_all(TODAY)
    asked.clear()
    happen(other)
    refresh_all(TODAY)

    assert {code for _key, code, _month in asked} == {other.office.code}


def test_inactive_office_is_not_read(office, happen):
    sample.declare("done")
    closed = OfficeFactory(is_active=False)
    happen(ErrandFactory(office=closed))
    refresh_all(TODAY)

    assert (values(closed), values(office)) == ({}, {"2022-05": 0, "2022-06": 0})


def test_everything_is_read_once_a_day_for_days_pass(office, on):
    sample.declare("in_force")
    ErrandFactory(office=office, valid_to=TODAY)
    refresh_all(TODAY)
    assert values(office, "errands.in_force") == {"2022-05": 1, "2022-06": 1}

    on("2022-06-27")
    refresh_all(clock.today())

    assert values(office, "errands.in_force") == {"2022-05": 1, "2022-06": 0}
    assert list(offices_to_sweep(date(2022, 6, 27))) == []


def test_no_row_is_written_when_the_value_is_the_same(read, office, happen):
    before = list(Reading.objects.values_list("pk", "computed_at"))
    happen(read)
    refresh_all(TODAY)

    assert list(Reading.objects.values_list("pk", "computed_at")) == before


def test_same_day_is_one_edition_and_another_day_another(read, office, happen, on):
    finish(read)
    happen(read)
    refresh_all(TODAY)
    on("2022-06-27")
    finish(ErrandFactory(office=office))
    happen(read)
    refresh_all(clock.today())

    june = Reading.objects.filter(office=office, measure="errands.done", month=6).order_by("edition")
    assert list(june.values_list("edition", "value", "is_current")) == [(1, 1, False), (2, 2, True)]


@pytest.mark.parametrize(("day", "expected"), [("2022-06-26", [(1, 2)]), ("2022-06-27", [(1, 1), (2, 2)])])
def test_measures_of_a_new_version_are_read_at_once(office, on, monkeypatch, day, expected):
    sample.declare("done")
    refresh_all(TODAY)
    monkeypatch.setattr(registry, "_declared", {})
    sample.declare("done", rule_version=2)
    sample.declare("points")
    on(day)
    refresh_all(clock.today())

    found = Reading.objects.filter(office=office, measure="errands.done", month=6).order_by("edition")
    assert list(found.values_list("edition", "rule_version")) == expected
    assert values(office, "errands.points") == {"2022-05": 0, "2022-06": 0}
    assert list(offices_to_sweep(clock.today())) == []


def test_faulty_measure_stops_neither_the_others_nor_the_cursor(read, office, happen, caplog):
    def broken(office, period):
        raise ZeroDivisionError

    registry.measure(
        "errands.broken",
        "Rusak (contoh)",
        kind=registry.Kind.COUNT,
        unit="tugas",
        better=registry.Better.NONE,
        span=registry.Span.MONTH,
        sentence="{value}",
        fed_by=("errands.errand",),
    )(broken)
    finish(read)
    happen(read)
    refresh_all(TODAY)

    assert values(office) == {"2022-05": 0, "2022-06": 1}
    assert values(office, "errands.broken") == {}
    assert {each.message for each in caplog.records} == {"errands.broken could not be read at 9001"}
    assert list(offices_with_news()) == []


def test_office_that_fails_does_not_stop_the_others(office, happen, monkeypatch, caplog):
    sample.declare("done")
    other = OfficeFactory(code="9002")
    write = refreshing.write
    monkeypatch.setattr(refreshing, "write", lambda at, answers: {}[at] if at == office else write(at, answers))
    refresh_all(TODAY)

    assert (values(office), values(other)) == ({}, {"2022-05": 0, "2022-06": 0})
    assert [each.message for each in caplog.records] == ["readings of 9001 were not refreshed"]
    assert list(offices_to_sweep(TODAY)) == [office]  # and comes again in the next round


def test_later_of_two_workers_writes_nothing(read, office, happen):
    finish(read)
    happen(read)
    slow = cursor_of(office)
    answers = refreshing.answers_of(office, registry.fed_by({"errands.errand"}), [(2022, 6)])
    finish(ErrandFactory(office=office))
    happen(read)
    refresh(office, TODAY)

    assert refreshing._store(office, slow, answers, sequence=2) is False
    assert values(office) == {"2022-05": 0, "2022-06": 2}
    assert Cursor.objects.get(office=office).sequence == 3


def test_worker_that_dies_before_it_writes_leaves_the_mark(read, office, happen, monkeypatch):
    finish(read)
    happen(read)
    with monkeypatch.context() as killed:
        killed.setattr(refreshing, "write", lambda *args: {}["killed"])
        with pytest.raises(KeyError):
            refresh(office, TODAY)
    assert [each.code for each in offices_with_news()] == ["9001"]

    refresh_all(TODAY)

    assert values(office) == {"2022-05": 0, "2022-06": 1}


def test_queries_are_the_same_however_many_records_and_events(office, happen, django_assert_num_queries):
    """Cursor, head, events, what is sealed; two months of a count; then the savepoint, cursor, readings known."""
    sample.declare("done")
    sweep(office, TODAY)
    errand = ErrandFactory(office=office)
    happen(errand)
    with django_assert_num_queries(10):
        refresh(office, TODAY)
    for _each in range(3):
        happen(ErrandFactory(office=office))
    with django_assert_num_queries(10):
        refresh(office, TODAY)


def test_offices_are_looked_for_in_one_query(office, django_assert_num_queries):
    sample.declare("done")
    OfficeFactory.create_batch(3)
    refresh_all(TODAY)

    with django_assert_num_queries(1):
        assert list(offices_with_news()) == []
    with django_assert_num_queries(1):
        assert list(offices_to_sweep(TODAY)) == []


def test_daily_reading_ends_when_its_time_is_up(monkeypatch, db):
    sample.declare("done")
    OfficeFactory.create_batch(3)
    monkeypatch.setattr(refreshing, "SWEEP_SECONDS", -1)

    refresh_all(TODAY)
    assert offices_to_sweep(TODAY).count() == 2
    refresh_all(TODAY)
    assert offices_to_sweep(TODAY).count() == 1


def test_records_removed_are_no_longer_counted(read, office, happen):
    finish(read)
    happen(read)
    refresh_all(TODAY)
    Errand.objects.filter(office=office).delete()
    happen(read, office=office)
    refresh_all(TODAY)

    assert values(office) == {"2022-05": 0, "2022-06": 0}
