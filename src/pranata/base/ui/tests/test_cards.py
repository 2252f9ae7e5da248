import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.models import Office
from pranata.base.ui import cards
from pranata.base.ui.cards import Card, Shown, cards_of, offer_card

ASKING = Card("contoh", "Bertanya", "Tanyakan apa saja.", lambda office: f"/{office.code}/tanya/", "Gratis")


@pytest.fixture(autouse=True)
def _none(monkeypatch):
    monkeypatch.setattr(cards, "_cards", {})


def test_home_links_what_was_offered():
    offer_card(ASKING)

    assert cards_of(Office(code="9001")) == [Shown("Bertanya", "Tanyakan apa saja.", "Gratis", "/9001/tanya/")]


def test_card_is_left_out_where_the_office_does_not_offer_it():
    offer_card(Card("lain", "Lain", "", ASKING.address, is_offered=lambda office: office.code == "9002"))

    assert [len(cards_of(Office(code=code))) for code in ("9001", "9002")] == [0, 1]


@pytest.mark.django_db
def test_cards_that_somebody_must_answer_are_looked_up_together(django_assert_num_queries):
    office = RoleAssignmentFactory(role=Role.COMPLAINTS).office
    for number, permission in enumerate(("complaints.view", "complaints.process", "data_subjects.process")):
        offer_card(Card(f"contoh-{number}", permission, "", ASKING.address, answered_by=permission))

    with django_assert_num_queries(1):
        shown = cards_of(office)
    assert [card.title for card in shown] == ["complaints.view", "complaints.process"]


def test_second_card_of_the_same_code_is_refused():
    offer_card(ASKING)
    offer_card(ASKING)

    with pytest.raises(ValueError, match="contoh is offered twice"):
        offer_card(Card("contoh", "Lain", "", ASKING.address))
