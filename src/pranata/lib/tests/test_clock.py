from datetime import UTC, date, datetime

import pytest

from pranata.lib import clock

MOMENT = datetime(2022, 3, 1, 20, 30, tzinfo=UTC)  # 2 March in Jakarta


def test_moment_and_day_are_those_told_when_the_clock_is_set(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")

    with clock.at(MOMENT):
        inside = (clock.now(), clock.today(), clock.fixed_today())

    assert inside == (MOMENT, date(2022, 3, 2), date(2022, 6, 26))
    assert clock.today() == date(2022, 6, 26)


def test_clock_runs_again_when_a_deed_fails():
    with pytest.raises(ZeroDivisionError), clock.at(MOMENT):
        raise ZeroDivisionError

    assert abs((clock.now() - clock.real_now()).total_seconds()) < 60


def test_clock_is_not_set_when_the_installation_is_real(monkeypatch):
    monkeypatch.setenv("PRANATA_PRODUCTION", "1")

    with pytest.raises(RuntimeError, match="is not set"), clock.at(MOMENT):
        pass
