"""What capabilities say waits: gathered from all of them, the earliest day first, each offered once."""

from datetime import date

import pytest

from pranata.base.access.models import User
from pranata.base.ui import waiting
from pranata.base.ui.waiting import Waiting, offer_waiting, waiting_for_account


@pytest.fixture(autouse=True)
def _no_sources(monkeypatch):
    monkeypatch.setattr(waiting, "_sources", {})


def item(key, due_on=None):
    return Waiting(key, "Contoh", "Judul", "Buka", "/meja/", "Contoh", due_on=due_on)


def test_everything_that_waits_stands_by_its_day_and_what_has_none_comes_last():
    offer_waiting("a", lambda user, office: [item("a1"), item("a2", date(2022, 7, 1))])
    offer_waiting("b", lambda user, office: [item("b1", date(2022, 6, 30))])

    assert [each.key for each in waiting_for_account(User())] == ["b1", "a2", "a1"]


def test_source_is_refused_when_another_has_its_code():
    def source(user, office):
        return []

    offer_waiting("a", source)
    offer_waiting("a", source)

    with pytest.raises(ValueError, match="offered twice"):
        offer_waiting("a", lambda user, office: [])
