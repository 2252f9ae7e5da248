from datetime import UTC, date, datetime, time

from pranata.config.demo.timeline import Timeline, working_day_after, working_days
from pranata.lib import clock


def test_deeds_are_done_in_the_order_of_their_moments_until_today():
    done, timeline = [], Timeline()
    for day, hour in ((3, 9), (2, 15), (2, 8), (4, 8)):
        timeline.add(date(2022, 3, day), time(hour), lambda: done.append(clock.now()))

    timeline.play(until=date(2022, 3, 4))

    assert done == [
        datetime(2022, 3, 2, 1, tzinfo=UTC),
        datetime(2022, 3, 2, 8, tzinfo=UTC),
        datetime(2022, 3, 3, 2, tzinfo=UTC),
    ]


def test_days_off_are_no_working_days_when_days_are_counted():
    assert working_days(date(2022, 4, 28), date(2022, 5, 10)) == [
        date(2022, 4, 28),
        date(2022, 5, 9),
        date(2022, 5, 10),
    ]
    assert working_day_after(date(2022, 4, 28), 1) == date(2022, 5, 9)
    assert working_day_after(date(2022, 5, 9), -1) == date(2022, 4, 28)
    assert working_day_after(date(2022, 5, 7), 0) == date(2022, 5, 7)
