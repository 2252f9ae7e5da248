"""Sealed kinds: no record opens, few are not counted, and watching the clock tells nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pranata.base.audit.models import Event
from pranata.engines.indicators.actions import correct, seal_month
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.queries import compute, records, unseen_count
from pranata.engines.indicators.refreshing import refresh_all
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.rules import Secrecy, Span
from pranata.engines.indicators.tests.factories import ErrandFactory, ReadingFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.lib import clock
from pranata.lib.periods import Period

pytestmark = pytest.mark.django_db
MAY, JUNE = Period.parse("2022-05"), Period.parse("2022-06")
WAITING = "Angka Juni 2022 dihitung sekali, setelah bulan itu berakhir."
FEW = "Angka Mei 2022 tidak ditampilkan: tanpa paling sedikit 5 yang baru, angka dapat menunjuk orang."


def kept(office, key="errands.done"):
    """Month, value, parts and secrecy of every reading."""
    found = Reading.objects.filter(office=office, measure=key).order_by("month", "edition")
    return [(each.month, each.value, each.numerator, each.denominator, each.secrecy) for each in found]


def done(office, count, month=5, **facts):
    return ErrandFactory.create_batch(count, office=office, done_on=date(2022, month, 3), **facts)


@pytest.fixture
def sealed_count():
    return by_key(sample.declare("done", sealed=True))


@pytest.fixture
def count_of_year():
    return by_key(sample.declare("done", sealed=True, span=Span.YEAR_TO_DATE))


@pytest.fixture
def sealed_share():
    return by_key(sample.declare("on_time", sealed=True))


def test_running_month_tells_nothing_whatever_happens(sealed_count, office, happen):
    for errand in done(office, 6, month=6):
        happen(errand)
        refresh_all(clock.today())

    assert [row for row in kept(office) if row[0] == 6] == []
    found = compute(sealed_count, office, JUNE)
    assert (found.value, found.numerator, found.secrecy, found.sentence) == (None, None, Secrecy.WAITING, WAITING)


def test_month_is_read_once_when_it_has_ended(sealed_count, office, happen):
    errands = done(office, 6)
    refresh_all(clock.today())
    assert kept(office) == [(5, 6, 6, None, "")]

    for errand in errands:
        errand.delete()
    happen(None, office=office, action="errands.removed")
    refresh_all(clock.today())

    assert kept(office) == [(5, 6, 6, None, "")]
    assert compute(sealed_count, office, MAY).sentence == "6 tugas selesai dalam Mei 2022."


@pytest.mark.parametrize("count", [0, 1, 4])
def test_few_are_neither_shown_nor_stored(sealed_count, office, count):
    done(office, count)
    refresh_all(clock.today())

    assert kept(office) == [(5, None, None, None, "few")]
    assert compute(sealed_count, office, MAY).sentence == FEW


def test_nobody_opens_the_records_not_even_the_operator(sealed_count, office, secretary):
    done(office, 6)
    refresh_all(clock.today())

    assert records(sealed_count, office, MAY) == []
    assert records(sealed_count, office, MAY, secretary) == []
    assert unseen_count(sealed_count, office, MAY, secretary) == 0


@pytest.mark.parametrize(
    ("on_time", "late", "expected"),
    [
        (5, 5, (5, 50, 5, 10, "")),
        (6, 0, (5, 100, 6, 6, "")),
        (6, 4, (5, None, None, None, "few")),
        (4, 6, (5, None, None, None, "few")),
        (4, 0, (5, None, None, None, "few")),
        (0, 0, (5, None, None, None, "")),  # nothing was due: not few, but nothing to measure
    ],
)
def test_share_is_shown_when_neither_part_nor_remainder_is_small(sealed_share, office, on_time, late, expected):
    done(office, on_time, due_on=date(2022, 5, 10))
    done(office, late, due_on=date(2022, 5, 1))
    refresh_all(clock.today())

    assert kept(office, "errands.on_time") == [expected]


def test_difference_of_two_months_tells_of_nobody(count_of_year, office, on):
    for month, count in ((2, 5), (3, 2), (4, 2), (5, 1), (6, 7)):
        done(office, count, month=month)
    for day in ("2022-03-01", "2022-04-01", "2022-05-01", "2022-06-01", "2022-07-01"):
        on(day)
        refresh_all(clock.today())

    assert [(month, value) for month, value, *_rest in kept(office)] == [(2, 5), (3, None), (4, None), (5, 10), (6, 17)]


def test_new_year_counts_from_nothing(count_of_year, office, on):
    ReadingFactory(office=office, measure="errands.done", year=2021, month=12, value=9, numerator=9, denominator=None)
    done(office, 5, month=1)
    on("2022-02-01")
    refresh_all(clock.today())

    assert [row[:2] for row in kept(office) if row[0] == 1] == [(1, 5)]


def test_month_skipped_is_not_read_after_a_later_one(count_of_year, office, on, secretary):
    done(office, 6, month=4)
    done(office, 1, month=5)
    refresh_all(clock.today())
    assert kept(office) == [(5, 7, 7, None, "")]

    assert seal_month(office, 2022, 4, by=secretary) == 0
    assert compute(count_of_year, office, Period.parse("2022-04")).secrecy == Secrecy.WAITING


def test_report_of_a_running_month_does_not_read_what_is_sealed(sealed_count, office, secretary):
    done(office, 6, month=6)

    assert seal_month(office, 2022, 6, by=secretary) == 0
    assert kept(office) == []


def test_report_seals_what_was_read_without_reading_again(sealed_count, office, secretary):
    refresh_all(clock.today())
    done(office, 6)

    assert seal_month(office, 2022, 5, by=secretary, reason="Laporan diganti") == 1
    assert kept(office) == [(5, None, None, None, "few")]
    assert seal_month(office, 2022, 5, by=secretary, reason="Laporan diganti") == 0


def test_correction_is_refused(sealed_count, office, secretary):
    done(office, 6)
    seal_month(office, 2022, 5, by=secretary)

    with pytest.raises(ValidationError, match="tidak dihitung ulang"):
        correct(Reading.objects.get(), by=secretary, reason="x")


def test_audit_tells_no_number_of_a_sealed_kind(sealed_count, office, secretary):
    done(office, 6)
    seal_month(office, 2022, 5, by=secretary)

    assert Event.objects.get(action="indicators.month_sealed").after == '{"month":5,"readings":1,"year":2022}'


def test_database_refuses_a_number_beside_secrecy(office):

    with pytest.raises(IntegrityError):
        ReadingFactory(office=office, secrecy="few", value=Decimal(1), numerator=None, denominator=None)
