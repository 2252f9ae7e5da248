"""A month is sealed, by its report or by the calendar, and then stays; corrections stand beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import IntegerField
from django.db.models.functions import Cast

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.engines.indicators import registry
from pranata.engines.indicators.actions import correct, enter_baseline, seal_month
from pranata.engines.indicators.models import Baseline, Reading
from pranata.engines.indicators.queries import compute, editions
from pranata.engines.indicators.refreshing import refresh_all
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.tests.factories import ErrandFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.engines.indicators.tests.sample.models import Errand
from pranata.lib import clock
from pranata.lib.periods import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def errand(office, happen):
    """Done in May; the office was used since then."""
    sample.declare("done")
    errand = ErrandFactory(office=office, done_on=date(2022, 5, 3))
    with clock.at(datetime(2022, 5, 3, 3, tzinfo=UTC)):
        happen(errand)
    return errand


def reading(office, month=5, key="errands.done"):
    return Reading.objects.current().get(office=office, measure=key, year=2022, month=month)


def withdraw(errand, happen):
    errand.done_on = None
    errand.save()
    happen(errand)


def actions_recorded(office):
    return list(Event.objects.filter(office_code=office.code, action__startswith="indicators.").values_list("action"))


def test_sealing_a_month_reads_it_first(errand, office, secretary):
    assert seal_month(office, 2022, 5, by=secretary) == 1

    sealed = reading(office)
    assert (sealed.value, sealed.edition, sealed.sealed_at) == (1, 1, sealed.computed_at)
    event = Event.objects.get(action="indicators.month_sealed")
    assert (event.actor, event.after) == (f"user:{secretary.pk}", '{"month":5,"readings":1,"year":2022}')


def test_sealing_again_changes_nothing(errand, office, secretary, happen):
    seal_month(office, 2022, 5, by=secretary)
    before = Reading.objects.values().get()
    withdraw(errand, happen)

    assert seal_month(office, 2022, 5, by=secretary) == 0
    assert Reading.objects.values().get() == before
    assert len(actions_recorded(office)) == 1


def test_sealing_keeps_what_was_read_when_it_is_the_same(errand, office, secretary):
    refresh_all(clock.today())
    before = reading(office)
    seal_month(office, 2022, 5, by=secretary)

    after = reading(office)
    assert (after.pk, after.computed_at) == (before.pk, before.computed_at)
    assert after.sealed_at is not None


def test_sealed_month_stays_when_records_change(errand, office, secretary, happen):
    seal_month(office, 2022, 5, by=secretary)
    withdraw(errand, happen)
    refresh_all(clock.today())

    assert (reading(office).value, reading(office).edition) == (1, 1)
    assert compute(by_key("errands.done"), office, Period.parse("2022-05")).value == 0  # what the records say now


def test_report_that_replaces_another_corrects_what_has_changed(errand, office, secretary, happen):
    sample.declare("cost")
    seal_month(office, 2022, 5, by=secretary)
    withdraw(errand, happen)

    assert seal_month(office, 2022, 5, by=secretary, reason="Laporan Mei diganti") == 1

    found = editions(office, "errands.done", year=2022, month=5)
    assert [(each.edition, each.value, each.reason, each.is_current) for each in found] == [
        (2, 0, "Laporan Mei diganti", True),
        (1, 1, "", False),
    ]
    assert all(each.sealed_at for each in found)
    assert len(editions(office, "errands.cost", year=2022, month=5)) == 1


def test_sealing_is_refused_when_the_month_has_not_begun(office, secretary):
    with pytest.raises(ValidationError, match="Bulan itu belum dimulai"):
        seal_month(office, 2022, 7, by=secretary)


def test_sealing_is_for_who_issues_reports(office, staff):
    elsewhere = RoleAssignmentFactory(role="secretary").user
    for user in (staff, elsewhere):
        with pytest.raises(Forbidden):
            seal_month(office, 2022, 5, by=user)
    assert Reading.objects.count() == 0


def test_calendar_seals_a_month_when_the_following_one_has_ended(errand, office, on):
    refresh_all(clock.today())
    on("2022-07-31")
    refresh_all(clock.today())
    sealed_by_july = reading(office, 6).sealed_at
    on("2022-08-01")
    refresh_all(clock.today())

    assert sealed_by_july is None
    assert reading(office, 6).sealed_at is not None
    assert reading(office, 7).sealed_at is None
    assert Event.objects.filter(action="indicators.month_sealed").order_by("sequence").values_list("actor", "after")[
        0
    ] == ("system", '{"month":5,"readings":1,"year":2022}')


def test_months_nobody_read_are_read_and_sealed_afterwards(errand, office, on):
    on("2022-09-15")
    refresh_all(clock.today())

    found = Reading.objects.filter(office=office).order_by("month")
    assert [(each.month, each.value, each.sealed_at is not None) for each in found] == [
        (5, 1, True),
        (6, 0, True),
        (7, 0, True),
        (8, 0, False),
        (9, 0, False),
    ]
    assert {each.computed_at.astimezone(clock.zone()).date() for each in found} == {date(2022, 9, 15)}


def test_months_of_long_ago_are_not_read_afterwards(errand, office, on):
    on("2024-01-15")
    refresh_all(clock.today())

    assert Reading.objects.filter(office=office).order_by("year", "month").first().period == Period.parse("2022-12")


def test_faulty_measure_does_not_stop_a_report(errand, office, secretary, monkeypatch):
    sample.declare("cost", kind=by_key("errands.done").kind)  # returns another kind than it says

    assert seal_month(office, 2022, 5, by=secretary) == 1


def test_correction_stands_beside_what_was_sealed(errand, office, secretary, happen):
    seal_month(office, 2022, 5, by=secretary)
    sealed = reading(office)
    withdraw(errand, happen)

    made = correct(sealed, by=secretary, reason="  Tercatat dua kali ")

    assert (made.edition, made.value, made.reason, made.is_current) == (2, 0, "Tercatat dua kali", True)
    assert made.sealed_at is not None
    sealed.refresh_from_db()
    assert (sealed.value, sealed.reason, sealed.is_current) == (1, "", False)
    event = Event.objects.get(action="indicators.reading_corrected")
    assert event.target == f"indicators.reading:{made.pk}"
    assert event.before == f'{{"reading":{sealed.pk},"value":"1.000000"}}'


def test_correction_that_changes_nothing_is_not_written(errand, office, secretary):
    seal_month(office, 2022, 5, by=secretary)

    assert correct(reading(office), by=secretary, reason="Diperiksa ulang") == reading(office)
    assert actions_recorded(office) == [("indicators.month_sealed",)]


def test_correction_is_refused_without_reason_or_of_what_is_open(errand, office, secretary, happen, monkeypatch):
    refresh_all(clock.today())
    with pytest.raises(ValidationError, match="Alasan koreksi belum diisi"):
        correct(reading(office), by=secretary, reason=" ")
    with pytest.raises(ValidationError, match="Bulan ini belum disegel"):
        correct(reading(office), by=secretary, reason="x")

    seal_month(office, 2022, 5, by=secretary)
    old = reading(office)
    withdraw(errand, happen)
    correct(old, by=secretary, reason="x")
    with pytest.raises(ValidationError, match="sudah dikoreksi"):
        correct(old, by=secretary, reason="x")
    monkeypatch.setattr(registry, "_declared", {})
    with pytest.raises(ValidationError, match="tidak ada lagi"):
        correct(reading(office), by=secretary, reason="x")


def test_correction_is_for_who_leads(errand, office, secretary, staff):
    seal_month(office, 2022, 5, by=secretary)
    with pytest.raises(Forbidden):
        correct(reading(office), by=staff, reason="x")


def test_measure_that_the_database_refuses_does_not_stop_a_report(errand, office, secretary):
    def refused_by_the_database(office, period):
        list(Errand.objects.annotate(number=Cast("title", IntegerField())))  # PostgreSQL ends a transaction over this
        raise ValueError(office)

    sample.declare("cost", key="errands.broken")
    registry._declared["errands.broken"] = replace(by_key("errands.broken"), compute=refused_by_the_database)

    assert seal_month(office, 2022, 5, by=secretary) == 1

    assert list(Reading.objects.values_list("measure", "value")) == [("errands.done", 1)]


def test_baseline_is_entered_replaced_and_feeds_the_change(office, secretary):
    sample.declare("change")
    ErrandFactory(office=office, done_on=date(2022, 6, 1))
    refresh_all(clock.today())
    assert reading(office, 6, "errands.change").value is None

    enter_baseline(office, "errands.change", 2021, Decimal(4), note="Laporan 2021", by=secretary)
    refresh_all(clock.today())
    assert reading(office, 6, "errands.change").value == -75

    enter_baseline(office, "errands.change", 2021, Decimal(2), note="Salah baca", by=secretary)
    refresh_all(clock.today())
    assert reading(office, 6, "errands.change").value == -50
    assert Baseline.objects.values_list("value", "note", "entered_by").get() == (2, "Salah baca", secretary.pk)
    assert [
        each.before for each in Event.objects.filter(action="indicators.baseline_entered").order_by("sequence")
    ] == [
        "",
        '{"value":"4.000000"}',
    ]


def test_baseline_is_refused_when_it_makes_no_sense(office, secretary, staff):
    sample.declare("change")
    sample.declare("done")
    with pytest.raises(ValidationError) as refusal:
        enter_baseline(office, "errands.done", 2022, Decimal("NaN"), note=" ", by=secretary)
    assert set(refusal.value.message_dict) == {"key", "year", "value", "note"}
    with pytest.raises(Forbidden):
        enter_baseline(office, "errands.change", 2021, Decimal(4), note="x", by=staff)
