"""The calendar of offices and the clocks counted with it."""

import html
import re
from datetime import date

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.desk.administration.calendar_lines import difference_words
from pranata.desk.tests.administrators import administrator_of, query_count, sign_in, texts
from pranata.engines.deadlines.clocks import clocks
from pranata.engines.deadlines.differences import Difference, Differs
from pranata.engines.deadlines.model import Off

pytestmark = pytest.mark.django_db
AT = "/meja/9001/pengelolaan/kalender/"


@pytest.fixture
def administrator(client, office):
    return sign_in(client, administrator_of(office))


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2027-06-15")


def words(response) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def test_calendar_shows_the_days_and_the_decrees_of_a_year(client, administrator):
    page = client.get(AT, {"tahun": "2022"})

    days = texts(page)
    assert (len(days), days[5]) == (20, "29 April Jumat")
    assert "Nomor 375/2022, 1/2022 dan 1/2022, 7 April 2022" in words(page)
    assert "Nomor 963/2021, 3/2021 dan 4/2021, tanggal belum dicatat" in words(page)
    assert "Tidak ada beda pada tahun yang tampil di sini." in words(page)


def test_calendar_shows_what_a_day_rests_on_when_it_has_a_decree_of_its_own(client, administrator):
    page = client.get(AT, {"tahun": "2024"})

    found = [cell for cell in texts(page, cell="td") if "Keppres" in cell]
    assert found == ["Hari Pemilihan Umum Keppres 10/2024", "Hari Pemilihan Kepala Daerah Keppres 33/2024"]


def test_calendar_says_what_nobody_has_recorded(client, administrator, today):
    decreed = words(client.get(AT, {"tahun": "2027"}))
    undecided = words(client.get(AT, {"tahun": "2028"}))

    assert "nomor belum dicatat, tanggal belum dicatat ? paket kalender" in decreed
    assert "Hari libur dan cuti bersama 2028 belum ditetapkan." in undecided
    assert "Belum ada keputusan yang tercatat." in undecided


@pytest.mark.parametrize("asked", ["", "1900", "entah", "²"])
def test_calendar_shows_this_year_when_no_other_is_asked_for(client, administrator, today, asked):
    assert client.get(AT, {"tahun": asked}).context["calendar"].year == 2027


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            Difference(Differs.ADDED, "Hari Contoh", date(2022, 3, 8), Off.JOINT_LEAVE),
            "Hari Contoh (cuti bersama): ada di berkas, tidak ada di paket. Berkas yang dipakai.",
        ),
        (
            Difference(Differs.REMOVED, "Hari Contoh", date(2022, 3, 8)),
            "Hari Contoh: libur menurut paket, hari kerja menurut berkas. Berkas yang dipakai.",
        ),
        (
            Difference(Differs.COUNT, "", reason=Off.NATIONAL_HOLIDAY, counted=17, held=16),
            "Menurut keputusan ada 17 hari libur nasional, kalender ini memuat 16.",
        ),
    ],
)
def test_difference_is_told_as_a_sentence(found, expected):
    assert difference_words(found) == expected


def test_difference_is_shown_with_its_year_and_day(client, administrator, monkeypatch):
    found = Difference(Differs.ADDED, "Hari Contoh", date(2023, 3, 8), Off.JOINT_LEAVE)
    for module in ("calendar", "calendar_lines"):
        monkeypatch.setattr(
            f"pranata.desk.administration.{module}.differences", lambda year: [found] if year == 2023 else []
        )

    page = words(client.get(AT, {"tahun": "2022"}))

    assert "Beda paket dan berkas 2023 8 Maret: Hari Contoh (cuti bersama): ada di berkas" in page


def test_clocks_of_a_service_show_basis_certainty_and_old_rules(client, administrator, today):
    page = client.get(f"{AT}jangka-waktu/", {"layanan": "gratifications"})

    _before, old, new = words(page).split("gratifications. completion")
    assert "30 hari kerja sejak: Laporan diterima Perkom KPK 2/2019 i salinan umum" in old
    assert "sejak 1 Jan 2020 sampai 19 Jan 2026 tidak berlaku lagi untuk yang baru" in old
    assert "20 hari kerja sejak: Dilaporkan" in new


def test_every_clock_is_shown_under_its_service(client, administrator):
    first = client.get(f"{AT}jangka-waktu/")
    shown = [
        line.clock
        for service, _title in first.context["services"]
        for line in client.get(f"{AT}jangka-waktu/", {"layanan": service}).context["lines"]
    ]

    assert sorted(shown, key=lambda each: (each.name, each.valid_from)) == sorted(
        clocks(), key=lambda each: (each.name, each.valid_from)
    )
    assert client.get(f"{AT}jangka-waktu/", {"layanan": "entah"}).context["wanted"] == first.context["wanted"]


def test_extension_and_pause_are_shown_with_their_basis(client, administrator):
    requests = words(client.get(f"{AT}jangka-waktu/", {"layanan": "information_requests"}))
    complaints = words(client.get(f"{AT}jangka-waktu/", {"layanan": "complaints"}))

    assert "dapat diperpanjang 7 hari kerja, 1 kali" in requests
    assert "Perpanjangan: UU 14/2008 Pasal 22 ayat (8)" in requests
    assert "Penghentian: Perpres 76/2013" in complaints


def test_pages_cost_the_same_whatever_they_show(client, administrator):
    counts = {
        query_count(client, address)
        for address in (
            AT,
            f"{AT}?tahun=2022",
            f"{AT}jangka-waktu/?layanan=plan",
            f"{AT}jangka-waktu/?layanan=information_requests",
        )
    }

    assert len(counts) == 1


def test_calendar_is_closed_to_who_manages_no_system(client, office):
    client.force_login(RoleAssignmentFactory(office=office, role="secretary").user)

    assert [client.get(f"{AT}{page}").status_code for page in ("", "jangka-waktu/")] == [404, 404]
