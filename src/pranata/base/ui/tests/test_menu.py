"""The places of the staff menu: offered once, entered by who may, found where they say."""

import pytest
from django.urls import NoReverseMatch, reverse

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.ui import menu
from pranata.base.ui.menu import Group, Place, menu_context, offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_places(monkeypatch):
    monkeypatch.setattr(menu, "_places", {})


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role="staff").user


def place(section, title, permission="plan.view", address=lambda office: f"/{office.code}/"):
    return Place(section, title, address, permission, Group.REGISTERS)


def test_places_stand_by_title_where_the_account_may_enter_them(office, staff):
    for each in (place("b", "Daftar Z"), place("a", "Daftar A"), place("c", "Rahasia", "access.manage")):
        offer(each)

    context = menu_context(staff, office, section="a")

    assert (context["office"], context["section"]) == (office, "a")
    assert {
        str(group): [(each.title, each.address) for each in found] for group, found in context["offered"].items()
    } == {
        "services": [],
        "documents": [],
        "registers": [("Daftar A", f"/{office.code}/"), ("Daftar Z", f"/{office.code}/")],
    }


def test_place_that_leads_nowhere_is_not_hidden(office, staff):
    offer(place("a", "Daftar A", address=lambda _office: reverse("tidak:ada")))

    with pytest.raises(NoReverseMatch):
        menu_context(staff, office, section="a")


def test_section_is_refused_when_another_place_has_it():
    known = place("a", "Daftar A")
    offer(known)
    offer(known)

    with pytest.raises(ValueError, match="offered twice"):
        offer(place("a", "Daftar B"))
