"""Issued reports before the public: the list, one of them, its file."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.reports.models import IssuedReport
from pranata.engines.reports.tests.factories import IssuedReportFactory
from pranata.portal.tests.reading import content, words

pytestmark = pytest.mark.django_db
LIST = "/9001/laporan/"


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


def signed(office, kind, text="%PDF-1.7 bertanda tangan"):
    """What makes a report one with a signed copy."""
    with transaction.atomic():
        copy = store(office, ContentFile(text.encode()), by=None, name="salinan.pdf")
    return {"signature": kind, "signed_copy": copy, "signed_sha256": copy.sha256}


def listed(response) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="([^"]+)"', response.content.decode())


def test_list_shows_what_was_published_of_the_newest_year(client, office):
    offered = IssuedReportFactory(office=office, publication="offered", number="7/LAP/2022")
    shown = IssuedReportFactory(office=office, publication="listed", period="2022-05", number="6/LAP/2022")
    older = IssuedReportFactory(office=office, publication="listed", period="2021", number="1/LAP/2022")
    IssuedReportFactory(office=office, period="2022-04", number="5/LAP/2022")

    response = client.get(LIST)

    assert listed(response) == [f"{LIST}{shown.pk}/", f"{LIST}{offered.pk}/"]
    assert "7/LAP/2022 5 Juli 2022 ✓ berlaku PDF 7/LAP/2022" in words(response)
    assert "6/LAP/2022 5 Juli 2022 ✓ berlaku tidak dibagikan" in words(response)
    assert "5/LAP/2022" not in words(response)
    assert listed(client.get(LIST, {"tahun": "2021"})) == [f"{LIST}{older.pk}/"]


@pytest.mark.parametrize("asked", ["x", "2020", "99999"])
def test_list_shows_the_newest_year_when_another_is_unknown(client, office, asked):
    item = IssuedReportFactory(office=office, publication="listed")

    assert listed(client.get(LIST, {"tahun": asked})) == [f"{LIST}{item.pk}/"]


def test_list_stays_friendly_when_nothing_was_published(client, office):
    IssuedReportFactory(office=office)

    assert "Belum ada laporan yang ditampilkan" in words(client.get(LIST))


def test_report_says_number_period_date_hash_and_how_to_verify(client, office):
    item = IssuedReportFactory(office=office, publication="listed", number="7/LAP/2022")

    response = client.get(f"{LIST}{item.pk}/")

    shown = words(response)
    for expected in (
        "Laporan contoh Juni 2022",
        "Nomor 7/LAP/2022",
        "Periode Juni 2022",
        "Tanggal 5 Juli 2022",
        item.sha256,
    ):
        assert expected in shown
    assert f'href="/verifikasi/{item.public_code}/"' in response.content.decode()
    assert "Berkasnya tidak dibagikan di halaman ini." in shown
    assert ("berkas/" in response.content.decode(), "Pegawai Contoh" in shown) == (False, False)


def test_superseded_report_says_so_and_leads_to_the_one_that_stands(client, office):
    old = IssuedReportFactory(office=office, status="superseded", publication="listed")
    new = IssuedReportFactory(office=office, publication="listed", number="8/LAP/2022")

    response = client.get(f"{LIST}{old.pk}/")

    assert "Laporan ini sudah digantikan dan tidak berlaku lagi. Penggantinya bernomor 8/LAP/2022" in words(response)
    assert f'href="{LIST}{new.pk}/"' in response.content.decode()


def test_successor_is_not_named_when_it_is_not_public(client, office):
    old = IssuedReportFactory(office=office, status="superseded", publication="listed")
    IssuedReportFactory(office=office, number="8/LAP/2022")

    shown = words(client.get(f"{LIST}{old.pk}/"))

    assert "Laporan ini sudah digantikan dan tidak berlaku lagi." in shown
    assert "8/LAP/2022" not in shown


def test_file_is_sent_safely_and_kept_by_no_cache_when_it_is_offered(client, office):
    item = IssuedReportFactory(office=office, publication="offered", number="7/LAP/2022")

    response = client.get(f"{LIST}{item.pk}/berkas/")

    assert content(response) == b"%PDF-1.7 7/LAP/2022"
    assert response["Content-Disposition"] == 'attachment; filename="laporan-bulanan-9001-2022-06.pdf"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert response.cookies == {}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("electronic", b"%PDF-1.7 bertanda tangan"), ("wet", b"%PDF-1.7 7/LAP/2022")],
)
def test_signature_by_hand_is_never_handed_out(client, office, kind, expected):
    item = IssuedReportFactory(office=office, publication="offered", number="7/LAP/2022", **signed(office, kind))

    assert content(client.get(f"{LIST}{item.pk}/berkas/")) == expected


def test_missing_hidden_and_foreign_reports_look_the_same(client, office):
    hidden = IssuedReportFactory(office=office)
    shown = IssuedReportFactory(office=office, publication="listed", period="2022-05")
    foreign = IssuedReportFactory(publication="offered")
    paths = [f"{hidden.pk}/", f"{hidden.pk}/berkas/", f"{shown.pk}/berkas/", f"{foreign.pk}/", f"{foreign.pk}/berkas/"]

    answers = [client.get(LIST + path) for path in [*paths, "999999/", "999999/berkas/", "data.xml"]]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_report_is_gone_at_once_when_it_is_withdrawn(client, office):
    item = IssuedReportFactory(office=office, publication="offered")
    page = client.get(f"{LIST}{item.pk}/")
    assert content(client.get(f"{LIST}{item.pk}/berkas/")).startswith(b"%PDF")

    IssuedReport.objects.update(publication="none")

    assert (page.status_code, page["Cache-Control"]) == (200, "public, max-age=0, must-revalidate")
    assert client.get(f"{LIST}{item.pk}/", headers={"If-None-Match": page["ETag"]}).status_code == 404
    assert client.get(f"{LIST}{item.pk}/berkas/").status_code == 404


def test_home_lists_the_newest_reports_that_stand(client, office):
    for month in range(1, 6):
        IssuedReportFactory(
            office=office, period=f"2022-0{month}", title=f"Laporan contoh {month}", publication="listed"
        )
    IssuedReportFactory(office=office, status="superseded", title="Laporan lama", publication="listed")
    IssuedReportFactory(office=office, title="Laporan tertutup", period="2022-06")

    shown = words(client.get("/9001/"))

    assert "Laporan terbaru Laporan contoh 5 Laporan contoh 4 Laporan contoh 3 Semua laporan" in shown
    assert "Terakhir 5 Juli 2022" in shown
    assert "Periksa keaslian laporan" in shown
    assert ("Laporan lama" in shown, "Laporan tertutup" in shown) == (False, False)


def test_home_has_no_card_for_what_is_not_there(client, office):
    IssuedReportFactory(office=office)

    response = client.get("/9001/")

    assert re.findall(r'class="panel svc" href="([^"]+)"', response.content.decode()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_when_more_was_published(client, office, count, django_assert_num_queries):
    for month in range(1, count + 1):
        IssuedReportFactory(
            office=office, period=f"2022-0{month}", publication="offered", issued_on=date(2022, 7, month)
        )

    with django_assert_num_queries(2):
        client.get(LIST)


def test_report_asks_little(client, office, django_assert_num_queries):
    item = IssuedReportFactory(office=office, publication="offered")

    with django_assert_num_queries(2):
        client.get(f"{LIST}{item.pk}/")


def test_report_is_read_in_english_with_its_title_as_it_is(client, office):
    item = IssuedReportFactory(office=office, publication="listed")

    html = client.get(f"/en{LIST}{item.pk}/").content.decode()

    assert '<h1 lang="id">Laporan contoh Juni 2022</h1>' in html
