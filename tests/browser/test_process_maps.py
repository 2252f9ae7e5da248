"""Process maps and the chart of the office in a browser: wide pictures scroll in a box of their own."""

import pytest

from pranata.areas.process.process_maps.models import Process, ProcessMap
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.models import PostKind
from pranata.base.org.tests.factories import PostFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.config.demo.processes import fill_processes
from tests.browser.conftest import overflow
from tests.browser.plans import make_plan

UNITS = (
    "Subbagian Keuangan, Umum, dan Logistik Contoh",
    "Subbagian Teknis Penyelenggaraan Pemilu dan Hukum Contoh",
    "Subbagian Perencanaan, Data, dan Informasi Contoh",
    "Subbagian Partisipasi, Hubungan Masyarakat, dan SDM Contoh",
)


@pytest.fixture
def secretary(live_server):
    """Who may see and write all of an office with a map and a structure."""
    office = make_plan().office
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    top = UnitFactory(office=office, code="S", name="Sekretariat Contoh")
    for name in (None, *UNITS):
        unit = UnitFactory(office=office, parent=top, name=name) if name else top
        PostFactory(unit=unit, title="Kepala Subbagian" if name else "Sekretaris", kind=PostKind.STRUCTURAL)
        PostFactory(unit=unit, title="Pengelola Data Contoh")
        PersonFactory(office=office, unit=unit)
    fill_processes(office, user)
    return user


@pytest.fixture
def addresses(secretary):
    process_map = ProcessMap.objects.get()
    process = Process.objects.get(code="KPU.02.01")
    place = f"/meja/{process_map.office.code}/"
    return [
        process_map.get_absolute_url(),
        process.get_absolute_url(),
        process.parent.get_absolute_url(),
        f"{process_map.get_absolute_url()}gambar/",
        f"{place}struktur/",
        f"{place}struktur/pejabat/tambah/",
        f"/{process_map.office.code}/struktur/",
    ]


def test_pages_are_accessible_and_fit_when_opened(wide, phone, signed_in, axe, secretary, addresses):
    for page in (wide, phone):
        signed_in(page, secretary)
        for address in addresses:
            assert page.goto(address).status == 200

            assert (address, axe(page)) == (address, [])
            assert (address, overflow(page)) == (address, 0)


def test_a_process_opens_from_the_picture_when_it_is_clicked(wide, signed_in, secretary, addresses):
    signed_in(wide, secretary)
    wide.goto(addresses[0])

    wide.locator(".drawing a").nth(1).click()

    assert wide.locator("h1").inner_text() == str(Process.objects.get(code="KPU.01"))
