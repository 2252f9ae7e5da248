"""Workers and actions at once, against the database itself."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections, transaction

from pranata.base.audit.actions import record
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.actions import seal_month
from pranata.engines.indicators.models import Cursor, Reading
from pranata.engines.indicators.refreshing import offices_with_news, refresh, refresh_all, sweep
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.engines.indicators.tests.sample.models import Errand

TODAY = date(2022, 6, 26)
WORKERS, ROUNDS, DEEDS = 4, 6, 12


@pytest.fixture
def together(transactional_db):
    """``together(first, second, ...)`` calls the functions at the same moment, each on a connection of its own."""

    def run(function, start):
        start.wait()
        try:
            return function()
        finally:
            connections.close_all()

    def call(*functions):
        start = Barrier(len(functions))
        with ThreadPoolExecutor(len(functions)) as pool:
            return [job.result() for job in [pool.submit(run, function, start) for function in functions]]

    return call


@pytest.fixture
def office(transactional_db):
    return OfficeFactory(code="9001")


def work(office):
    """As many errands done, each by an audited deed."""
    for _deed in range(DEEDS):
        with transaction.atomic():
            errand = Errand.objects.create(office=office, title="x", done_on=date(2022, 6, 3))
            record(office=office, actor=None, action="errands.done", target=errand)


def rounds():
    for _round in range(ROUNDS):
        refresh_all(TODAY)


def test_workers_at_once_leave_one_reading_of_each_and_the_right_value(office, together):
    sample.declare("done")
    sample.declare("done_share")

    together(*[rounds] * WORKERS, lambda: work(office))
    refresh_all(TODAY)

    counted = Counter(Reading.objects.values_list("measure", "year", "month", "edition"))
    assert set(counted.values()) == {1}
    assert len(counted) == 4
    assert Reading.objects.get(measure="errands.done", month=6).value == DEEDS
    assert list(offices_with_news()) == []


def test_first_reading_of_an_office_is_made_once_when_two_begin(office, together):
    sample.declare("done")

    together(*[lambda: sweep(office, TODAY)] * WORKERS)

    assert Cursor.objects.count() == 1
    assert sorted(Reading.objects.values_list("month", "edition")) == [(5, 1), (6, 1)]


def test_month_is_sealed_once_while_it_is_being_read(office, together):
    sample.declare("done")
    sweep(office, TODAY)
    work(office)

    counts = together(
        lambda: refresh(office, TODAY),
        lambda: seal_month(office, 2022, 6, by=None),
        lambda: seal_month(office, 2022, 6, by=None),
        lambda: refresh(office, TODAY),
    )

    assert sorted(counts[1:3]) == [0, 1]
    sealed = Reading.objects.get(month=6, is_current=True)
    assert (sealed.value, sealed.sealed_at is None) == (DEEDS, False)
