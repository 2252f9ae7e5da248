"""Putting off the erasure of a case on 26 April 2024."""

from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.desk.tests.live import html_of
from pranata.engines.cases.models import Hold
from pranata.engines.cases.tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

ERASURE = "/meja/9001/layanan/penghapusan/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2024-04-26")


@pytest.fixture
def case(office):
    return QuestionFactory(
        office=office, register_sequence=1, closed_on=date(2022, 5, 2), closed_at="2022-05-02T03:00Z"
    )


@pytest.fixture
def page(case):
    return f"{ERASURE}questions/{case.pk}/"


@pytest.fixture
def officer(client, office):
    user = RoleAssignmentFactory(office=office, role=Role.PPID_OFFICER).user
    client.force_login(user)
    return user


def test_officer_finds_the_case_by_its_number_and_puts_its_erasure_off(client, officer, case, page):
    assert client.get(ERASURE, {"nomor": " ct-2022-0001"}).headers["Location"] == page

    response = client.post(page, {"reason": "Gugatan contoh", "until": "2024-06-30"}, follow=True)

    assert Hold.objects.get().until == date(2024, 6, 30)
    assert "Gugatan contoh" in html_of(response)
    assert "30 Jun 2024" in html_of(client.get(ERASURE))


def test_officer_lifts_a_hold_once(client, officer, case, page):
    client.post(page, {"reason": "Gugatan contoh", "until": "2024-06-30"})
    hold = Hold.objects.get()
    said = [html_of(client.post(page, {"lepas": hold.pk}, follow=True)) for _time in range(2)]

    assert ["Penundaan dilepas" in each for each in said] == [True, False]
    assert "Penundaan itu sudah berakhir." in said[1]
    assert Hold.objects.in_force(date(2024, 4, 26)).count() == 0


@pytest.mark.parametrize(
    "fields", [{}, {"reason": "Contoh", "until": "2024-04-26"}, {"reason": "Contoh", "until": "x"}]
)
def test_page_comes_back_when_the_hold_cannot_be(client, officer, page, fields):
    assert (client.post(page, fields).status_code, Hold.objects.count()) == (422, 0)


@pytest.mark.parametrize("lift", ["x", "", "٣", "9" * 18])
def test_hold_that_is_not_is_not_found(client, officer, page, lift):
    assert client.post(page, {"lepas": lift}).status_code == 404


def test_case_of_another_kind_office_or_reader_is_not_found(client, officer, office, case):
    elsewhere = QuestionFactory(closed_on=date(2022, 5, 2), closed_at="2022-05-02T03:00Z")
    addresses = [f"{ERASURE}{kind}/{pk}/" for kind, pk in (("questions", elsewhere.pk), ("tak-ada", case.pk))]
    assert [client.get(each).status_code for each in addresses] == [404, 404]
    assert "Tidak ada perkara bernomor itu" in html_of(client.get(ERASURE, {"nomor": "CT-2022-9999"}))

    client.force_login(RoleAssignmentFactory(office=office, role=Role.KASUBBAG).user)
    assert client.get(f"{ERASURE}questions/{case.pk}/").status_code == 404
