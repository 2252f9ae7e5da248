"""What is counted of follow-ups, read on 15 June 2022."""

from datetime import date
from types import SimpleNamespace

import pytest

from pranata.engines.followups import measures
from pranata.engines.followups.tests.factories import FollowUpFactory

pytestmark = pytest.mark.django_db
MAY = SimpleNamespace(start=date(2022, 1, 1), end=date(2022, 5, 31), year=2022, month=5)
JUNE = SimpleNamespace(start=date(2022, 1, 1), end=date(2022, 6, 30), year=2022, month=6)


@pytest.fixture
def rows(office):
    """By number: what each is called below says what it is."""
    made = {
        "closed in time": {"due_on": date(2022, 4, 30), "claimed_on": date(2022, 4, 29), "ended_on": date(2022, 5, 10)},
        "closed late": {"due_on": date(2022, 4, 30), "claimed_on": date(2022, 5, 2), "ended_on": date(2022, 5, 10)},
        "closed last year": {"due_on": date(2021, 4, 1), "claimed_on": date(2021, 4, 1), "ended_on": date(2021, 5, 1)},
        "late of 2020": {"due_on": date(2021, 6, 1), "year": 2020},
        "claimed": {"due_on": date(2022, 5, 1), "claimed_on": date(2022, 5, 1), "status": "done"},
        "called off": {"due_on": date(2022, 5, 1), "ended_on": date(2022, 5, 3), "status": "not_feasible"},
        "still to come": {"due_on": date(2022, 6, 20)},
    }
    for sequence, (name, values) in enumerate(made.items(), 1):
        status = "closed" if "ended_on" in values else "open"
        words = {"recommendation": name, "opened_on": date(2021, 1, 1), "sequence": sequence, "status": status}
        FollowUpFactory(office=office, **{**words, **values})
    FollowUpFactory(sequence=1, recommendation="of another office")


def names(found) -> set[str]:
    return set(found.values_list("recommendation", flat=True))


def test_closed_share_counts_what_was_due_when_arrears_stand_over(office, rows):
    found = measures.closed_share(office, MAY)

    assert names(found.part) == {"closed in time", "closed late"}
    assert names(found.whole) == {"closed in time", "closed late", "late of 2020", "claimed"}


def test_closed_on_time_goes_by_the_day_it_was_claimed_when_closed_later(office, rows):
    found = measures.closed_on_time(office, MAY)

    assert names(found.on_time) == {"closed in time"}
    assert names(found.due) == {"closed in time", "closed late", "claimed"}


def test_counts_are_of_the_day_when_a_past_month_is_read(office, rows):
    assert names(measures.open_count(office, MAY).rows) == {"late of 2020", "claimed", "still to come"}
    assert names(measures.late_count(office, MAY).rows) == {"late of 2020"}
    assert names(measures.from_earlier_years(office, MAY).rows) == {"late of 2020"}
    before = SimpleNamespace(start=date(2022, 1, 1), end=date(2022, 4, 30), year=2022, month=4)
    assert names(measures.open_count(office, before).rows) == {
        "closed in time", "closed late", "late of 2020", "claimed", "called off", "still to come",
    }  # fmt: skip


def test_nothing_is_late_before_its_day_when_the_month_still_runs(office, rows):
    assert names(measures.late_count(office, JUNE).rows) == {"late of 2020"}
    assert "still to come" not in names(measures.closed_share(office, JUNE).whole)
