"""Programs read what the account may see: registers, rows as the list narrows them, one row, its past."""

import pytest
from ninja.testing import TestClient

from pranata.areas.process.public_information.register import PUBLIC
from pranata.areas.process.public_information.tests.factories import PublicInformationFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.registers import actions
from pranata.engines.registers.api import router

client = TestClient(router)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


def asked(office, user, *parts, **query):
    address = "/".join([f"/offices/{office.code}/registers", *map(str, parts)])
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return client.get(f"{address}?{words}", user=user)


@pytest.mark.django_db
def test_registers_are_listed_with_their_rows_when_the_account_may_see_them(office, officer):
    PublicInformationFactory(office=office)
    PublicInformationFactory()

    listed = {each["code"]: each for each in asked(office, officer).json()}

    assert listed["informasi-publik"]["count"] == 1
    assert [each["name"] for each in listed["informasi-publik"]["columns"]] == list(PUBLIC.fields)


@pytest.mark.django_db
def test_rows_come_as_the_list_narrows_and_orders_them(office, officer):
    rows = [
        PublicInformationFactory(office=office, title=title, availability=kind)
        for title, kind in (("B contoh", "berkala"), ("A contoh", "berkala"), ("C contoh", "serta-merta"))
    ]
    kinds = dict(rows[0]._meta.get_field("availability").choices)
    other = next(kind for kind in kinds if kind != "berkala")
    type(rows[2]).objects.filter(pk=rows[2].pk).update(availability=other)

    found = asked(office, officer, PUBLIC.code, availability="berkala", urut="-title", q="contoh").json()

    assert [each["id"] for each in found["items"]] == [rows[0].pk, rows[1].pk]
    assert found["items"][0]["values"]["availability"] == str(kinds["berkala"])
    assert found["count"] == 2


@pytest.mark.django_db
def test_one_row_and_its_past_are_read_when_it_was_changed(office, officer):
    row = PublicInformationFactory(office=office, summary="Awal")
    actions.change_entry(PUBLIC, row, {"summary": "Akhir"}, by=officer)

    assert asked(office, officer, PUBLIC.code, row.pk).json()["values"]["summary"] == "Akhir"
    (event,) = asked(office, officer, PUBLIC.code, row.pk, "history").json()
    assert (event["action"], event["actor"]) == ("registers.entry_changed", f"user:{officer.pk}")
    assert (event["before"]["summary"], event["after"]["summary"]) == ("Awal", "Akhir")


@pytest.mark.django_db
def test_nothing_is_there_when_the_account_may_not_see_it(office, officer):
    foreign = PublicInformationFactory()
    stranger = RoleAssignmentFactory().user

    for user, parts in (
        (stranger, ()),
        (stranger, (PUBLIC.code,)),
        (officer, ("tidak-ada",)),
        (officer, (PUBLIC.code, foreign.pk)),
        (officer, (PUBLIC.code, foreign.pk, "history")),
    ):
        assert asked(office, user, *parts).status_code == 404
