"""Each kind of measure: its value, its parts, the records behind it, the sentence; and nothing to measure."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pranata.engines.indicators.queries import compute, records
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.tests.factories import BaselineFactory, ErrandFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.lib.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_measures")]

MAY, JUNE = Period.parse("2022-05"), Period.parse("2022-06")
LAST_JUNE = date(2021, 6, 10)


@pytest.fixture
def say(office):
    """``say("done")``: what the measure says of June, with its records by part."""

    def ask(name, month=JUNE):
        measure = by_key(f"errands.{name}")
        found = compute(measure, office, month)
        behind = {title: [each.pk for each in rows] for title, rows in records(measure, office, month)}
        return (found.value, found.numerator, found.denominator), behind, found.sentence

    return ask


def test_count_is_the_number_of_records(office, say):
    done = ErrandFactory(office=office, done_on=date(2022, 6, 3))
    ErrandFactory(office=office, done_on=date(2022, 5, 31))
    ErrandFactory(done_on=date(2022, 6, 3))  # of another office

    assert say("done") == ((1, 1, None), {"Yang dihitung": [done.pk]}, "1 tugas selesai dalam Juni 2022.")


def test_count_of_nothing_is_a_measured_zero(office, say):
    assert say("done") == ((0, 0, None), {"Yang dihitung": []}, "0 tugas selesai dalam Juni 2022.")


def test_sum_adds_cents_exactly(office, say):
    dear = [ErrandFactory(office=office, done_on=date(2022, 2, 1), cost=Decimal("1234567.10")) for _ in range(3)]
    blank = ErrandFactory(office=office, done_on=date(2022, 2, 1))

    assert say("cost") == (
        (Decimal("3703701.30"), Decimal("3703701.30"), None),
        {"Yang dihitung": [*(each.pk for each in dear), blank.pk]},
        "Biaya 3.703.701,3 rupiah dari 1 Januari 2022 sampai 26 Juni 2022.",
    )


def test_sum_of_whole_numbers_is_added_by_the_database(office, say):
    ErrandFactory(office=office, done_on=date(2022, 6, 1), points=40)
    ErrandFactory(office=office, done_on=date(2022, 6, 1), points=2)

    assert say("points")[0] == (42, 42, None)


def test_ratio_is_a_share_in_per_cent(office, say):
    done = ErrandFactory(office=office, due_on=date(2022, 1, 31), done_on=date(2022, 6, 1))
    waiting = [ErrandFactory(office=office, due_on=date(2022, 6, day)) for day in (1, 26)]
    ErrandFactory(office=office, due_on=date(2022, 6, 27))  # not due yet

    assert say("done_share") == (
        (Decimal("33.333333"), 1, 3),
        {"Pembilang": [done.pk], "Penyebut": [done.pk, *(each.pk for each in waiting)]},
        "1 dari 3 tugas yang jatuh tempo 1 Januari 2022 sampai 26 Juni 2022.",
    )


def test_punctuality_counts_those_by_their_due_day(office, say):
    in_time = ErrandFactory(office=office, due_on=date(2022, 6, 10), done_on=date(2022, 6, 10))
    late = ErrandFactory(office=office, due_on=date(2022, 6, 10), done_on=date(2022, 6, 11))

    assert say("on_time") == (
        (50, 1, 2),
        {"Pembilang": [in_time.pk], "Penyebut": [in_time.pk, late.pk]},
        "1 dari 2 tugas yang jatuh tempo 1 Juni 2022 sampai 26 Juni 2022.",
    )


def test_index_is_the_value_given_with_how_many_stand_behind_it(office, say):
    rated = [ErrandFactory(office=office, done_on=date(2022, 6, 1), points=points) for points in (81, 82)]

    assert say("mean_points") == (
        (Decimal("81.5"), None, 2),
        {"Yang dihitung": [each.pk for each in rated]},
        "Rata-rata 81,5 dari 2 tugas.",
    )


def test_date_is_the_newest_day(office, say):
    rows = [ErrandFactory(office=office, done_on=date(2022, 3, day)) for day in (9, 31)]

    assert say("newest") == (
        (date(2022, 3, 31), None, None),
        {"Yang dihitung": [each.pk for each in rows]},
        "Tugas terakhir selesai 31 Maret 2022.",
    )


def test_date_of_a_moment_is_the_local_day(office, say):
    ErrandFactory(office=office, told_at=datetime(2022, 6, 1, 17, 30, tzinfo=UTC))  # half past midnight in Jakarta

    assert say("newest_told")[0] == (date(2022, 6, 2), None, None)


def test_existence_is_yes_when_something_is_in_force(office, say):
    valid = ErrandFactory(office=office, valid_to=date(2022, 6, 26))
    ErrandFactory(office=office, valid_to=date(2022, 6, 25))

    assert say("in_force") == (
        (1, 1, None),
        {"Yang dihitung": [valid.pk]},
        "Pada 26 Juni 2022 ada tugas yang berlaku.",
    )


def test_existence_is_no_when_nothing_is_in_force(office, say):
    assert say("in_force") == ((0, 0, None), {"Yang dihitung": []}, "Pada 26 Juni 2022 belum ada tugas yang berlaku.")


def test_change_of_a_count_is_told_in_per_cent(office, say):
    before = [ErrandFactory(office=office, done_on=LAST_JUNE) for _ in range(4)]
    now = [ErrandFactory(office=office, done_on=date(2022, 6, 1)) for _ in range(3)]

    assert say("change") == (
        (-25, 3, 4),
        {"Yang dihitung": [each.pk for each in now], "Yang dihitung (tahun sebelumnya)": [each.pk for each in before]},
        "turun 25 persen: 4 menjadi 3.",
    )


def test_change_of_a_share_is_told_in_points(office, say):
    ErrandFactory(office=office, due_on=LAST_JUNE, done_on=LAST_JUNE)
    ErrandFactory(office=office, due_on=LAST_JUNE)
    ErrandFactory(office=office, due_on=date(2022, 6, 1), done_on=date(2022, 6, 1))

    value, behind, sentence = say("share_change")

    assert (value, sentence) == ((50, 100, 50), "naik 50 poin.")
    assert list(behind) == [
        "Pembilang",
        "Penyebut",
        "Pembilang (tahun sebelumnya)",
        "Penyebut (tahun sebelumnya)",
    ]


def test_change_takes_the_baseline_when_the_house_was_not_used_a_year_ago(office, say):
    ErrandFactory(office=office, done_on=date(2022, 6, 1))
    BaselineFactory(office=office, measure="errands.change", year=2021, value=Decimal(8))
    BaselineFactory(office=office, measure="errands.change", year=2020, value=Decimal(3))
    BaselineFactory(measure="errands.change", year=2021, value=Decimal(1))  # of another office

    assert say("change")[::2] == ((Decimal("-87.5"), 1, 8), "turun 87,5 persen: 8 menjadi 1.")


def test_change_prefers_records_when_there_are_any_of_the_year_before(office, say):
    ErrandFactory(office=office, done_on=LAST_JUNE)
    ErrandFactory(office=office, done_on=date(2022, 6, 1))
    BaselineFactory(office=office, measure="errands.change", year=2021, value=Decimal(8))

    assert say("change")[::2] == ((0, 1, 1), "tetap 0 persen: 1 menjadi 1.")


def test_change_from_nothing_is_nothing_to_measure(office, say):
    ErrandFactory(office=office, done_on=date(2022, 6, 1))

    assert say("change")[0] == (None, None, None)


NOTHING = "Belum ada yang diukur dari {} sampai 26 Juni 2022."


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("done_share", "1 Januari 2022"),
        ("on_time", "1 Juni 2022"),
        ("mean_points", "1 Juni 2022"),
        ("newest", "26 Juni 2022"),
        ("change", "1 Juli 2021"),
        ("share_change", "1 Juni 2022"),
        ("nothing", "1 Juni 2022"),
    ],
)
def test_nothing_to_measure_is_never_zero(office, say, name, start):
    value, behind, sentence = say(name)

    assert value == (None, None, None)
    assert [each for each in behind.values() if each] == []
    assert sentence == NOTHING.format(start)


@pytest.mark.parametrize("name", sample.MEASURES)
def test_nothing_is_measured_of_a_month_that_has_not_begun(office, say, name):
    ErrandFactory(office=office, due_on=date(2022, 7, 1), done_on=date(2022, 6, 1), valid_to=date(2030, 1, 1))

    value, behind, _sentence = say(name, Period.parse("2022-07"))

    assert (value, behind) == ((None, None, None), {})


def test_month_that_has_ended_is_looked_at_to_its_end(office, say):
    ErrandFactory(office=office, due_on=date(2022, 5, 31))

    assert say("on_time", MAY)[::2] == ((0, 0, 1), "0 dari 1 tugas yang jatuh tempo 1 Mei 2022 sampai 31 Mei 2022.")


def test_measure_that_returns_another_kind_is_refused(office):
    key = sample.declare("done", key="errands.wrong", kind=by_key("errands.cost").kind)

    with pytest.raises(TypeError, match=r"errands.wrong is declared as sum and returns count"):
        compute(by_key(key), office, JUNE)
