"""The chart for staff and for anyone, who holds a post, the print."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pranata.areas.organization.org_structure.actions import appoint
from pranata.areas.organization.org_structure.models import Holding
from pranata.areas.organization.org_structure.tests.factories import (
    HoldingFactory,
    PublicChartFactory,
    UnitMandateFactory,
)
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.models import PostKind
from pranata.base.org.tests.factories import OfficeFactory, PostFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.indicators.tests.reading_kit import value_of


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


@pytest.fixture
def top(office):
    return UnitFactory(office=office, code="A", name="Sekretariat Contoh")


@pytest.fixture
def head(top):
    return PostFactory(unit=top, title="Sekretaris", kind=PostKind.STRUCTURAL)


@pytest.fixture
def manager(client, office):
    user = RoleAssignmentFactory(office=office, role="secretary").user
    client.force_login(user)
    return user


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_chart_shows_the_units_of_a_day_when_asked_for_it(client, manager, office, top):
    UnitFactory(office=office, parent=top, code="B", name="Subbagian Lama", valid_to=date(2022, 6, 30))
    UnitFactory(office=office, parent=top, code="C", name="Subbagian Baru", valid_from=date(2022, 7, 1))

    now = client.get("/meja/9999/struktur/")
    before = client.get("/meja/9999/struktur/", {"pada": "2022-01-01"})
    odd = client.get("/meja/9999/struktur/", {"pada": "kapan"})

    assert [(row.unit.name, row.level) for row in now.context["rows"]] == [
        ("Sekretariat Contoh", 0),
        ("Subbagian Baru", 1),
    ]
    assert [row.unit.name for row in before.context["rows"]] == ["Sekretariat Contoh", "Subbagian Lama"]
    assert odd.context["day"] == date(2022, 7, 15)
    assert "Subbagian Lama" in before.content.decode()


def test_acting_holders_are_marked_when_staff_read_the_chart(client, manager, office, head):
    HoldingFactory(post=head, person__name="Contoh Pengganti", capacity="plh")

    page = client.get("/meja/9999/struktur/")

    assert re.findall(r">([^<>]+)</tspan>", page.context["drawing"]) == [
        "Sekretariat Contoh",
        "Sekretaris: Plh. Contoh",
        "Pengganti",
    ]


def test_chart_is_read_by_anyone_when_the_office_publishes_it(client, manager, office, head):
    before = Client().get("/9999/struktur/")
    client.post("/meja/9999/struktur/terbit/", {"terbit": "ya"})
    shown = Client().get("/9999/struktur/")
    client.post("/meja/9999/struktur/terbit/")
    after = Client().get("/9999/struktur/")

    assert [each.status_code for each in (before, shown, after)] == [404, 200, 404]
    assert list(Event.objects.filter(action__startswith="org_structure.").values_list("action", flat=True)) == [
        "org_structure.published",
        "org_structure.withdrawn",
    ]


def test_nobody_is_named_when_anyone_reads_the_chart(office, head):
    PublicChartFactory(office=office, is_published=True)
    HoldingFactory(post=head, person__name="Contoh Rahasia")

    page = Client().get("/9999/struktur/")

    html = page.content.decode()
    assert ("Sekretaris" in html, "Contoh Rahasia" in html) == (True, False)
    assert page.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_chart_is_not_there_when_another_office_asks(client, office, head):
    client.force_login(RoleAssignmentFactory(office=OfficeFactory(), role="secretary").user)

    assert client.get("/meja/9999/struktur/").status_code == 404


def test_page_asks_as_often_for_three_units_as_for_one(client, manager, office, head):
    HoldingFactory(post=head)
    few = queries(client, "/meja/9999/struktur/")
    for _each in range(2):
        HoldingFactory(post=PostFactory(unit=UnitFactory(office=office, parent=head.unit)))

    assert queries(client, "/meja/9999/struktur/") == few


def test_gaps_are_named_when_the_structure_has_some(client, manager, office, head):
    page = client.get("/meja/9999/struktur/")

    assert [str(each["words"]) for each in page.context["gaps"]] == [
        "Unit tanpa tugas yang dicatat",
        "Jabatan tanpa pejabat",
    ]


def test_holder_is_recorded_changed_and_removed_when_the_manager_does_so(client, manager, office, head):
    person = PersonFactory(office=office)
    said = {"post": head.pk, "person": person.pk, "capacity": "plt", "decree": "1/2022", "valid_from": "2022-01-01"}

    made = client.post("/meja/9999/struktur/pejabat/tambah/", said)
    row = Holding.objects.get()
    seen = client.get(row.get_absolute_url()).context["form"]["seen"].value()
    ended = client.post(row.get_absolute_url(), {**said, "valid_to": "2022-06-30", "seen": seen})
    stale = client.post(row.get_absolute_url(), {**said, "seen": seen})
    row.refresh_from_db()

    assert [each.headers["Location"] for each in (made, ended)] == ["/meja/9999/struktur/"] * 2
    assert (row.capacity, row.valid_to, stale.status_code) == ("plt", date(2022, 6, 30), 422)
    assert client.post(f"{row.get_absolute_url()}hapus/").status_code == 302
    assert list(Event.objects.filter(action__startswith="org_structure.").values_list("action", flat=True)) == [
        "org_structure.appointed",
        "org_structure.holding_changed",
        "org_structure.holding_removed",
    ]


def test_holder_is_refused_when_of_another_office_or_there_already(manager, office, head):
    with pytest.raises(ValidationError) as foreign:
        appoint(head, PersonFactory(), by=manager)
    person = HoldingFactory(post=head, valid_from=date(2022, 1, 1)).person
    with pytest.raises(ValidationError) as twice:
        appoint(head, person, by=manager)

    assert [list(each.value.message_dict) for each in (foreign, twice)] == [["person"], ["person"]]


def test_who_may_only_look_appoints_nobody(client, office, head):
    user = RoleAssignmentFactory(office=office, role="staff").user
    client.force_login(user)

    with pytest.raises(Forbidden):
        appoint(head, PersonFactory(office=office), by=user)
    assert client.get("/meja/9999/struktur/pejabat/tambah/").status_code == 403
    assert client.post("/meja/9999/struktur/terbit/", {"terbit": "ya"}).status_code == 403


def test_print_is_a_pdf_when_there_are_units(client, manager, office, head):
    answer = client.get("/meja/9999/struktur/unduh.pdf", {"pada": "2022-07-01"})

    assert answer.content.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="struktur-9999-2022-07-01.pdf"'
    assert client.get("/meja/9999/struktur/unduh.pdf").status_code == 200


def test_measures_count_held_posts_led_units_and_mandates(office, head):
    UnitFactory(office=office)
    PostFactory(unit=head.unit)
    HoldingFactory(post=head, valid_from=date(2022, 1, 1))
    UnitMandateFactory(office=office, unit=head.unit)

    assert value_of("org_structure.posts_held", office, "2022-06") == (50, 1, 2)
    assert value_of("org_structure.units_led", office, "2022-06") == (50, 1, 2)
    assert value_of("org_structure.units_with_mandate", office, "2022-06") == (50, 1, 2)
