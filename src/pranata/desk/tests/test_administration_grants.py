"""The page of grants: its owner sees what is open to whom and closes it; others find no such page."""

from datetime import date

import pytest

from pranata.areas.process.public_information.actions import proposals
from pranata.areas.process.public_information.tests.factories import ExemptionProposalFactory
from pranata.base.access.models import Grant
from pranata.base.access.tests.factories import GrantFactory, RoleAssignmentFactory
from pranata.desk.tests.administrators import query_count, texts

pytestmark = pytest.mark.django_db
AT = "/meja/9001/pengelolaan/izin/"
END = date(2022, 8, 31)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


@pytest.fixture
def grant(office, officer):
    """A proposal lies open to the province."""
    office.parent.is_active = True
    office.parent.save()
    item = ExemptionProposalFactory(office=office, title="Usulan contoh")
    proposals.propose(item, by=officer, open_until=END)
    return Grant.objects.get()


def test_grants_are_listed_with_record_holder_days_and_state(client, secretary, office, grant):
    GrantFactory(office=office, valid_to=date(2022, 6, 25), purpose="Lama")
    GrantFactory(purpose="Kantor lain")

    page = client.get(AT)

    second = f"Usulan contoh Usulan pengecualian nomor {grant.target_id} · Memutuskan usulan pengecualian"
    assert texts(page) == ["Catatan nomor 1 Lama", second]
    assert [each for each in texts(page, "td") if "berlaku" in each] == ["tidak berlaku", "✓ berlaku"]
    assert "1 Jan 2022 – 25 Jun 2022" in texts(page, "td")


def test_secretary_revokes_a_grant_with_a_reason(client, secretary, grant):
    address = f"{AT}{grant.pk}/cabut/"
    assert client.post(address, {"reason": " "}).status_code == 422

    assert client.post(address, {"reason": "selesai"}).headers["Location"] == AT

    grant.refresh_from_db()
    assert (grant.revoked_by, grant.revoke_reason) == (secretary, "selesai")
    assert client.post(address, {"reason": "lagi"}).status_code == 422


def test_who_opened_a_record_revokes_from_its_page_without_seeing_all_grants(client, office, officer, grant):
    other = GrantFactory(office=office)
    client.force_login(officer)
    assert client.get(AT).status_code == 404
    assert client.get(f"{AT}{other.pk}/cabut/").status_code == 404

    done = client.post(f"{AT}{grant.pk}/cabut/", {"reason": "selesai"})

    assert done.headers["Location"] == f"/meja/9001/usulan-pengecualian/{grant.target_id}/"
    assert client.get(done.headers["Location"]).status_code == 200


@pytest.mark.parametrize("role", ["staff", "atasan_ppid"])
def test_pages_of_grants_are_not_there_for_who_may_not_look_after_them(client, office, grant, role):
    client.force_login(RoleAssignmentFactory(office=office, role=role).user)

    assert (client.get(AT).status_code, client.get(f"{AT}{grant.pk}/cabut/").status_code) == (404, 404)


def test_receiving_office_does_not_revoke(client, office, grant):
    client.force_login(RoleAssignmentFactory(office=office.parent, role="secretary").user)

    assert client.post(f"{AT}{grant.pk}/cabut/", {"reason": "x"}).status_code == 404
    assert client.get("/meja/90/pengelolaan/izin/").context["page"].paginator.count == 0


def test_list_asks_as_often_for_three_grants_as_for_one(client, secretary, office, officer, grant):
    few = query_count(client, AT)
    for _count in range(2):
        proposals.propose(ExemptionProposalFactory(office=office), by=officer, open_until=END)

    assert query_count(client, AT) == few
