"""Exemptions that end: the day counted back, who is told, what stands on desk and calendar."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from pranata.areas.process.public_information.actions.reminding import remind_of_exemptions
from pranata.areas.process.public_information.models import ExemptedInformation, Status
from pranata.areas.process.public_information.queries import endings
from pranata.areas.process.public_information.rules import Exemption, exemption_on, review_day
from pranata.areas.process.public_information.tests.conftest import account
from pranata.areas.process.public_information.tests.factories import (
    ExemptedInformationFactory,
    ExemptionProposalFactory,
)
from pranata.areas.process.public_information.work import waiting
from pranata.base.notify.actions import make_calendar_key
from pranata.base.notify.models import Notice
from pranata.engines.deadlines.calendar import days_off_between
from pranata.lib.workdays import is_working_day, working_days_between

END = date(2022, 8, 31)  # Wednesday; with the days off of 2022 its last day of review is 19 July
REVIEW = date(2022, 7, 19)


@pytest.fixture
def entry(regency):
    return ExemptedInformationFactory(office=regency, title="Data contoh", expires_on=END)


def told(user):
    return sorted(Notice.objects.filter(recipient=user).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("days_off", "expected"),
    [
        (frozenset(), date(2022, 11, 18)),
        (frozenset({date(2022, 12, 26)}), date(2022, 11, 17)),
        (frozenset({date(2022, 11, 18)}), date(2022, 11, 17)),
        (frozenset({date(2022, 12, 30)}), date(2022, 11, 17)),
    ],
)
def test_review_day_is_counted_back_over_days_off(days_off, expected):
    assert review_day(date(2022, 12, 30), days_off=days_off, ahead=30) == expected


@given(
    end=st.dates(date(2021, 1, 1), date(2026, 12, 31)), ahead=st.integers(1, 60),
    off=st.sets(st.integers(0, 120), max_size=20),
)  # fmt: skip
def test_review_day_leaves_the_days_the_rule_asks_for_and_the_next_one_no_longer(end, ahead, off):
    days_off = {end - timedelta(days=each) for each in off}

    day = review_day(end, days_off=days_off, ahead=ahead)

    assert is_working_day(day, days_off)
    assert working_days_between(day, end, days_off) == ahead
    following = next(
        day + timedelta(days=n) for n in range(1, 200) if is_working_day(day + timedelta(days=n), days_off)
    )
    assert working_days_between(following, end, days_off) < ahead or following > end
    assert exemption_on(day, expires_on=end, days_off=days_off, ahead=ahead) == Exemption.TO_REVIEW


def test_review_day_of_an_entry_is_that_of_the_offices_calendar(entry):
    day = entry.review_by(date(2022, 6, 26))

    assert day == REVIEW
    assert working_days_between(day, END, days_off_between(day, END)) == 30
    assert ExemptedInformationFactory.build(expires_on=None).review_by(day) is None


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (date(2022, 7, 4), []),
        (date(2022, 7, 5), ["public_information.review_soon"]),
        (REVIEW, ["public_information.review_today"]),
        (date(2022, 7, 20), ["public_information.review_late"]),
        (END, ["public_information.review_late"]),
        (date(2022, 9, 1), ["public_information.exemption_open"]),
        (date(2022, 10, 10), []),
    ],
)
def test_who_keeps_the_register_is_told_before_the_last_day_and_when_it_is_open(entry, officer, today, kinds):
    staff = account(entry.office, "staff")

    remind_of_exemptions(entry.office, today=today)

    assert (told(officer), told(staff)) == (kinds, [])
    assert remind_of_exemptions(entry.office, today=today) == 0


def test_nobody_is_told_when_nothing_ends_or_it_is_another_offices(regency, officer, entry):
    ExemptedInformationFactory(office=regency, expires_on=None)
    other = ExemptedInformationFactory(expires_on=END).office

    assert remind_of_exemptions(other, today=REVIEW) == 0
    ExemptedInformation.objects.filter(pk=entry.pk).update(expires_on=date(2025, 8, 31))
    assert remind_of_exemptions(regency, today=REVIEW) == 0


def test_desk_and_calendar_name_the_day_of_review_until_it_is_proposed_anew(entry, officer, regency, on):
    assert waiting(officer, regency) == []
    on("2022-07-05")
    for asked in (regency, None):
        (found,) = waiting(officer, asked)  # ten working days before it is due, as the reminder says
        assert (found.title, found.due_on, found.key) == (
            "Uji lagi: Data contoh", REVIEW, f"exempted-{entry.pk}-20220831",
        )  # fmt: skip
        assert found.address == f"/meja/9001/register/informasi-dikecualikan/{entry.pk}/"
    assert waiting(account(regency, "staff"), regency) == []

    ExemptionProposalFactory(office=regency, exempted=entry, status=Status.PROPOSED)

    assert waiting(officer, regency) == []


def test_calendar_holds_the_day_of_review_for_who_keeps_the_register(client, entry, officer, regency):
    def calendar_of(user):
        return client.get(f"/kalender/{make_calendar_key(by=user)}.ics").content.decode()

    text = calendar_of(officer)

    assert "SUMMARY:Uji lagi pengecualian “Data contoh”" in text
    assert "DTSTART;VALUE=DATE:20220719" in text
    assert "Data contoh" not in calendar_of(account(regency, "staff"))


def test_desk_names_what_waits_for_a_decision_and_what_came_back(proposed, province, regency, decider, officer):
    (found,) = waiting(decider, province)
    assert (found.head, found.title, found.words) == (
        "Usulan pengecualian dari KPU Kabupaten Contoh", "Data pribadi contoh", "Periksa",
    )  # fmt: skip
    assert "Data pribadi" not in found.line
    assert waiting(officer, regency) == []

    type(proposed).objects.update(status=Status.RETURNED, reason="Uraikan.")

    assert waiting(decider, province) == []
    assert [(each.words, each.note) for each in waiting(officer, regency)] == [("Perbaiki", "Uraikan.")]


def test_endings_ask_as_often_for_three_rows_as_for_one(entry, regency):
    def count():
        with CaptureQueriesContext(connection) as asked:
            endings(ExemptedInformation.objects.filter(office=regency), REVIEW)
        return len(asked)

    few = count()
    ExemptedInformationFactory.create_batch(2, office=regency, expires_on=END)

    assert count() == few == 2
