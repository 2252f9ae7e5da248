"""Whatever the data: a value is a naive recount, a sealed reading never changes, nothing to measure is never zero."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pranata.base.audit.actions import record
from pranata.engines.indicators.actions import correct, seal_month
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.queries import compute, latest, records
from pranata.engines.indicators.refreshing import refresh_all
from pranata.engines.indicators.registry import by_key, measures
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.engines.indicators.tests.sample.models import Errand
from pranata.lib.periods import Period

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 26)

days = st.dates(date(2021, 3, 1), date(2022, 8, 1))
cents = st.decimals(Decimal("-9999999.99"), Decimal("99999999.99"), places=2)
errands = st.lists(
    st.fixed_dictionaries(
        {
            "due_on": st.none() | days,
            "done_on": st.none() | days,
            "valid_to": st.none() | days,
            "cost": st.none() | cents,
            "points": st.none() | st.integers(0, 100),
        }
    ),
    max_size=12,
)
slow_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


JUNE = Period.parse("2022-06")
NAMES = ("done", "cost", "points", "done_share", "on_time", "mean_points", "newest", "in_force", "change")


def inside(day, stretch):
    return day is not None and stretch.start <= day <= stretch.end


def within_six_places(exact):
    """``exact`` as it is kept: at most half a millionth away."""
    return lambda value: value is not None and abs(Fraction(value) - exact) <= Fraction(1, 2_000_000)


def recounts(rows, measure):
    """By name of the sample's measure: a test of the value, written without any database."""
    stretch = measure.stretch(2022, 6, today=TODAY)
    done = [row for row in rows if inside(row["done_on"], stretch)]
    due = [row for row in rows if inside(row["due_on"], stretch)]
    done_before = [row for row in rows if inside(row["done_on"], stretch.a_year_before)]
    finished = [row for row in due if row["done_on"] is not None]
    punctual = [row for row in finished if row["done_on"] <= row["due_on"]]
    rated = [row["points"] for row in done if row["points"] is not None]
    newest = max((row["done_on"] for row in rows if row["done_on"] and row["done_on"] <= stretch.end), default=None)
    valid = [row for row in rows if row["valid_to"] and row["valid_to"] >= stretch.end]
    expected = {
        "done": len(done),
        "cost": sum((row["cost"] for row in done if row["cost"] is not None), Decimal(0)),
        "points": sum(rated),
        "done_share": Fraction(100 * len(finished), len(due)) if due else None,
        "on_time": Fraction(100 * len(punctual), len(due)) if due else None,
        "mean_points": Fraction(sum(rated), len(rated)) if rated else None,
        "newest": newest,
        "in_force": int(bool(valid)),
        "change": Fraction(100 * (len(done) - len(done_before)), len(done_before)) if done_before else None,
    }
    return expected[measure.key.partition(".")[2]]


@slow_database
@given(rows=errands)
def test_value_is_a_naive_recount_and_nothing_is_never_zero(office, rows):
    for name in NAMES:
        by_key(f"errands.{name}") or sample.declare(name)
    Errand.objects.all().delete()
    Reading.objects.all().delete()
    Errand.objects.bulk_create(Errand(office=office, title="x", **row) for row in rows)

    seal_month(office, 2022, 6, by=None)
    stored = latest(office, 2022, 6, [each.key for each in measures()])

    assert len(stored) == len(NAMES)
    for measure in measures():
        found = compute(measure, office, JUNE)
        assert (found.value, found.numerator) == (stored[measure.key].found, stored[measure.key].numerator)
        check(found, recounts(rows, measure))
        parts = {title: rows.count() for title, rows in records(measure, office, JUNE)}
        if "Penyebut" in parts and found.value is not None:
            assert (found.numerator, found.denominator) == (parts["Pembilang"], parts["Penyebut"])


def check(found, expected):
    """A number or a day as recounted; None where there is nothing, and said so."""
    if expected is None:
        assert (found.value, found.numerator, found.denominator) == (None, None, None)
        assert found.sentence.startswith("Belum ada yang diukur")
    elif isinstance(expected, date):
        assert found.value == expected
    else:
        assert within_six_places(Fraction(expected))(found.value)


DEEDS = ("add", "move", "remove", "refresh", "a day passes", "a month passes", "seal", "replace report", "correct")
LENGTHS = {"a day passes": 1, "a month passes": 31}
LASTING = ("year", "month", "measure", "edition", "value", "numerator", "denominator", "value_on", "reason")


def sealed_rows():
    """What stands in every sealed reading, by key; which one counts may change."""
    found = Reading.objects.filter(sealed_at__isnull=False)
    return {row.pop("pk"): row for row in found.values("pk", "sealed_at", "computed_at", "rule_version", *LASTING)}


def do(deed, office, today):
    """One deed about June; the day it is afterwards."""
    rows = Errand.objects.filter(office=office)
    if deed == "add":
        Errand.objects.create(office=office, title="x", due_on=date(2022, 6, 10), done_on=date(2022, 6, 10))
    elif deed == "move":
        rows.update(done_on=date(2022, 6, 12))
    elif deed == "remove":
        rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:1])).delete()
    elif deed == "refresh":
        refresh_all(today)
    elif deed in ("seal", "replace report"):
        seal_month(office, 2022, 6, by=None, reason="Laporan diganti" if deed == "replace report" else "")
    elif deed == "correct":
        for sealed in Reading.objects.current().filter(sealed_at__isnull=False, month=6):
            correct(sealed, by=None, reason="Diperiksa ulang")
    if deed in ("add", "move", "remove"):
        with transaction.atomic():
            record(office=office, actor=None, action=f"errands.{deed}")
    return today + timedelta(days=LENGTHS.get(deed, 0))


@slow_database
@given(story=st.lists(st.sampled_from(DEEDS), min_size=3, max_size=9))
def test_sealed_reading_never_changes_whatever_happens(office, on, story):
    by_key("errands.done") or sample.declare("done")
    Errand.objects.all().delete()
    Reading.objects.all().delete()
    today = TODAY
    known = {}
    for deed in ("add", "seal", *story):
        on(today.isoformat())
        today = do(deed, office, today)
        now = sealed_rows()
        assert {key: now.get(key) for key in known} == known
        known = now
        counts = Reading.objects.current().values_list("office", "measure", "year", "month")
        assert len(counts) == len(set(counts))
    assert len(known) >= 1
