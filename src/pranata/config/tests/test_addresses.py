"""A NUL in an address, which no text of PostgreSQL may hold."""

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.mark.parametrize(("asked", "read"), [("a%00b", "a b"), ("%00", ""), ("%2500", "%00"), ("%%0000", "% 00")])
def test_nul_is_read_as_a_space_when_it_stands_in_a_search(client, office, asked, read):
    client.force_login(RoleAssignmentFactory(office=office, role="staff").user)

    assert client.get(f"/meja/{office.code}/bukti/?q={asked}").context["wanted"].text == read


def test_public_page_answers_when_a_nul_stands_in_its_address(client, office):
    page = client.get(f"/{office.code}/bukti/?tahun=2022&kode=1.%00")

    assert (page.status_code, page.context["row"]) == (200, "1.")
