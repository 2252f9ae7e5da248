from datetime import date, timedelta
from itertools import pairwise

import pytest

from pranata.lib.periods import Length, Period, periods_of


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30), "Juni 2022"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        ("2022-Q2", date(2022, 4, 1), date(2022, 6, 30), "Triwulan II Tahun 2022"),
        ("2022-S2", date(2022, 7, 1), date(2022, 12, 31), "Semester II Tahun 2022"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "Tahun 2022"),
    ],
)
def test_period_is_read_and_written_the_same_way(text, start, end, words):
    period = Period.parse(text)

    assert (period.start, period.end, period.words, str(period)) == (start, end, words, text)


@pytest.mark.parametrize(
    "text", ["", "2022-13", "2022-00", "2022-Q5", "2022-S3", "1999-06", "2022-6", "2022-06-01", "Juni"]
)
def test_period_that_does_not_exist_is_refused_with_examples(text):
    with pytest.raises(ValueError, match="tulis seperti 2022-06"):
        Period.parse(text)


def test_period_out_of_its_year_is_refused():
    with pytest.raises(ValueError, match="ke-13"):
        Period(2022, Length.MONTH, 13)


@pytest.mark.parametrize("length", list(Length))
def test_periods_fill_their_year_without_gap_or_overlap(length):
    found = list(periods_of(2022, length))

    assert (found[0].start, found[-1].end) == (date(2022, 1, 1), date(2022, 12, 31))
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(found))
