"""The pages of archives in a browser: they fit a phone, can be read by everyone, and work from list to transfer."""

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.config.demo.archiving import fill_archiving
from pranata.engines.archives.models import ArchiveItem, Disposal, Hold, Loan, Transfer, TransferKind
from tests.browser.conftest import overflow
from tests.browser.plans import make_plan


@pytest.fixture
def secretary(live_server):
    """Who may do everything with the archives of an office that has some of all ages."""
    office = make_plan().office
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    fill_archiving(office, user)
    return user


@pytest.fixture
def addresses(secretary):
    place = f"/meja/{Disposal.objects.get().office.code}/arsip/"
    lent = Loan.objects.get()
    return [
        place,
        f"{place}{ArchiveItem.objects.get(number='K-03').pk}/",
        f"{place}{lent.item_id}/",
        f"{place}{lent.item_id}/tahan/",
        f"{place}{ArchiveItem.objects.get(number='K-02').pk}/pinjamkan/",
        f"{place}peminjaman/",
        f"{place}peminjaman/{lent.pk}/kembali/",
        f"{place}penahanan/{Hold.objects.get().pk}/lepas/",
        f"{place}vital/",
        f"{place}menunggu/musnah/",
        f"{place}menunggu/nilai/",
        f"{place}pemindahan/",
        Transfer.objects.get().get_absolute_url(),
        f"{place}pemusnahan/",
        Disposal.objects.get().get_absolute_url(),
        f"{Disposal.objects.get().get_absolute_url()}nilai/",
        f"{place}kemas/",
    ]


def test_pages_are_accessible_and_fit_when_opened(wide, phone, signed_in, axe, secretary, addresses):
    for page in (wide, phone):
        signed_in(page, secretary)
        for address in addresses:
            assert page.goto(address).status == 200

            assert (address, axe(page), overflow(page)) == (address, [], 0)


def test_what_waits_goes_on_a_transfer_by_one_button(phone, signed_in, secretary, addresses):
    signed_in(phone, secretary)
    phone.goto(addresses[0])
    phone.get_by_role("link", name="Dipindahkan ke unit kearsipan").click()

    phone.get_by_role("button", name="Susun daftar dari yang dipilih").click()

    phone.get_by_text("Daftarnya disusun.").wait_for()
    made = Transfer.objects.filter(kind=TransferKind.INACTIVE).latest("pk")
    assert [line.item.number for line in made.lines.all()] == ["K-04"]
