"""The search of an office's portal on 20 July 2022: what is published, and nothing else."""

import re
from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.plan.models import Plan
from pranata.engines.plan.tests.report_sample import prove
from pranata.engines.registers.registry import registers
from pranata.engines.reports.tests.factories import IssuedReportFactory
from pranata.engines.search.actions import put
from pranata.portal.tests.reading import words

SEARCH = "/9001/cari/"


def found(response) -> dict[str, list[tuple[str, str]]]:
    """Address and words of the hits, by the heading of their group."""
    html = re.sub("</?mark>", "", response.content.decode())
    groups = re.findall(r'<section class="section"><h2>([^<]+)</h2>(.*?)</section>', html, re.DOTALL)
    return {title: re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)', rows) for title, rows in groups}


def row_of(register, office, **facts):
    """A row of a register with the texts that anyone may search."""
    values = {field.name: "x" for field in register.model_fields(register.fields) if not field.null and not field.blank
              and field.get_internal_type() in ("CharField", "TextField")}  # fmt: skip
    row = register.model.objects.create(office=office, **values | facts)
    put(row)
    return row


@pytest.fixture
def information(public_plan):
    """The register of public information, if its capability is there, with one row that says ``anggaran``."""
    register = next(each for each in registers() if each.code == "informasi-publik")
    days = {"made_on": date(2022, 3, 1), "availability": "berkala"}
    row_of(register, public_plan.office, title="Rincian anggaran contoh", **days, is_published=True)
    row_of(register, public_plan.office, title="Rincian anggaran rahasia", **days)
    return register


def test_every_published_place_is_searched_and_nothing_unpublished(client, public_plan, information):
    office = public_plan.office
    RoleAssignmentFactory(office=office, role=Role.PPID_OFFICER)
    report = IssuedReportFactory(office=office, publication="listed", title="Laporan anggaran contoh")
    IssuedReportFactory(office=office, period="2022-05", title="Laporan anggaran tertutup")
    prove(public_plan, "1.1.1", 6, title="Foto anggaran contoh", published_on=date(2022, 7, 1))
    prove(public_plan, "1.1.2", 6, title="Foto anggaran simpanan")

    hits = [said for rows in found(client.get(SEARCH, {"q": "ANGGARAN contoh"})).values() for _address, said in rows]

    assert hits == ["Laporan anggaran contoh", "Foto anggaran contoh", "Rincian anggaran contoh"]
    assert (f"/9001/laporan/{report.pk}/", "Laporan anggaran contoh") in found(client.get(SEARCH, {"q": "laporan"}))[
        "Laporan yang terbit"
    ]
    services = found(client.get(SEARCH, {"q": "permohonan"}))["Layanan"]
    assert ("/9001/permohonan-informasi/", "Permohonan informasi") in services


def test_row_of_the_plan_is_found_while_it_is_published(client, public_plan):
    row = public_plan.subactivities.get(code="1.1.1")
    wanted = {"q": row.text.split()[-1]}

    assert (f"/9001/reformasi-birokrasi/2022/#sub-{row.code}", f"{row.code} {row.text}") in found(
        client.get(SEARCH, wanted)
    )["Rencana Aksi 2022"]
    Plan.objects.update(is_published=False)
    assert found(client.get(SEARCH, wanted)) == {}


def test_page_says_so_when_nothing_fits_and_asks_when_nothing_is_asked(client, public_plan):
    assert "Tidak ada yang cocok" in words(client.get(SEARCH, {"q": "tak-ada-kata-ini"}))
    empty = client.get(SEARCH, {"q": "  "})
    assert (empty.status_code, "Tidak ada yang cocok" in words(empty), found(empty)) == (200, False, {})


def test_five_of_a_place_are_shown_and_the_rest_linked(client, public_plan):
    for number in range(6):
        prove(public_plan, "1.1.1", 6, title=f"Foto contoh {number}", published_on=date(2022, 7, 1))

    hits = found(client.get(SEARCH, {"q": "foto"}))["Bukti yang dibuka"]

    assert (len(hits), hits[-1]) == (6, ("/9001/bukti/", "Lihat semua"))


def test_english_page_says_what_ours_is_and_leaves_theirs(client, public_plan):
    IssuedReportFactory(office=public_plan.office, publication="listed", title="Laporan anggaran contoh")

    html = client.get(f"/en{SEARCH}", {"q": "laporan anggaran"}).content.decode()

    assert '<html lang="en"' in html
    assert re.search(r'<a href="/en/9001/laporan/\d+/" lang="id">Laporan anggaran contoh</a>', html) is not None


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_with_any_number_of_hits(client, public_plan, django_assert_max_num_queries, count):
    for number in range(count):
        prove(public_plan, "1.1.1", 6, title=f"Foto contoh {number}", published_on=date(2022, 7, 1))
        IssuedReportFactory(office=public_plan.office, publication="listed", period=f"2022-0{number + 1}")
    client.get(SEARCH, {"q": "contoh"})

    with django_assert_max_num_queries(14 + len(registers())):
        assert len(found(client.get(SEARCH, {"q": "contoh"}))["Bukti yang dibuka"]) == count


def test_home_leads_to_the_search(client, public_plan):
    assert f'action="{SEARCH}"' in client.get("/9001/").content.decode()
    assert client.get("/9999/cari/").status_code == 404
