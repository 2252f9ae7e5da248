"""Pages about reports: the list, one report, drafts, issuing, and what was issued."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.engines.plan.models import Plan, Status
from pranata.engines.plan.report.declarations import CODES
from pranata.engines.plan.tests.factories import AreaFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan
from pranata.engines.reports.models import IssuedReport
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db
LIST = "/meja/9001/laporan/"
JUNE = f"{LIST}bulanan/2022-06/"
ENTERED = {
    "source": "entered",
    "number": "7/LAP/2022",
    "issued_on": "2022-07-20",
    "place": "Contoh",
    "signatory_role": "Sekretaris",
    "signatory_name": "Pegawai Contoh",
    "remarks": "Rapat ditunda.",
    "publication": "listed",
}
SCAN = b"%PDF-1.7 pindaian"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


@pytest.fixture
def plan(office):
    OfficePaperFactory(office=office)
    return counted_plan(office)


def text(response):
    """The words of a page, one blank between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_list_shows_the_periods_that_have_begun_with_what_was_issued(client, staff, plan):
    item = IssuedReportFactory(office=plan.office, number="3/LAP/2022")
    IssuedReportFactory(office=plan.office, number="2/LAP/2022", status="superseded")

    page = client.get(LIST)

    sections = [each for each in page.context["sections"] if each.report.code in CODES]
    assert [len(section.lines) for section in sections] == [7, 3, 2, 1]
    june = sections[0].lines[1]
    assert (str(june.period), june.current, june.replaced_count, june.has_ended) == ("2022-06", item, 1, True)
    assert "Juni 2022 ✓ terbit 3/LAP/2022 1 terbitan digantikan" in text(page)
    assert "Juli 2022 ◔ masih berjalan" in text(page)


@pytest.mark.parametrize("asked", ["", "?tahun=2021", "?tahun=abc", "?tahun=²"])
def test_list_shows_the_newest_year_when_another_is_unknown(client, staff, plan, asked):
    assert client.get(LIST + asked).context["year"] == 2022


def test_list_says_so_when_there_is_no_plan(client, staff):
    assert "Laporan muncul di sini setelah kantor ini punya rencana aksi." in text(client.get(LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_when_more_was_issued(client, staff, plan, count, django_assert_num_queries):
    for month in range(count):
        IssuedReportFactory(office=plan.office, period=f"2022-0{month + 1}")
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)


def test_report_shows_the_figures_and_leads_to_its_drafts(client, staff, plan):
    page = client.get(JUNE)

    assert "1. Area contoh 1 2 1 1 0 0 0 2 dari 2 (100%)" in text(page)
    assert "Seluruh area 3 1 1 1 0 0 2 dari 3 (66%)" in text(page)
    assert [path for path in re.findall(r'href="([^"]+)"', page.content.decode()) if "konsep" in path] == [
        f"{JUNE}konsep.{each}" for each in ("pdf", "docx", "xlsx", "json")
    ]
    assert "terbitkan/" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_report_asks_as_often_when_it_has_more_areas_and_editions(
    client, staff, plan, count, django_assert_num_queries
):
    for number in range(count):
        AreaFactory(plan=plan, no=3 + number)
        IssuedReportFactory(office=plan.office, status="superseded")
    client.get(JUNE)

    with django_assert_num_queries(19):
        client.get(JUNE)


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx", "json"])
def test_draft_is_sent_under_its_name(client, staff, plan, file_format):
    answer = client.get(f"{JUNE}konsep.{file_format}")

    name = f"laporan-bulanan-9001-2022-06-konsep.{file_format}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "bulanan/2022/", "bulanan/2022-13/", "tahunan/2022-06/", "lain/2022-06/", "bulanan/2021-06/",
        "bulanan/2022-06/konsep.exe", "bulanan/2021-06/konsep.pdf", "terbit/99/", "terbit/99/berkas/",
    ],
)  # fmt: skip
def test_page_is_missing_when_there_is_no_such_report(client, staff, plan, path):
    assert client.get(LIST + path).status_code == 404


def test_every_page_is_missing_for_another_office(client, stranger, plan):
    item = IssuedReportFactory(office=plan.office, signed_copy=None)
    paths = [
        LIST, JUNE, f"{JUNE}konsep.pdf", f"{JUNE}terbitkan/", item.get_absolute_url(),
        f"{item.get_absolute_url()}berkas/", f"{item.get_absolute_url()}salinan/",
    ]  # fmt: skip

    assert {client.get(path).status_code for path in paths} == {404}
    assert client.post(f"{item.get_absolute_url()}salinan/unggah/").status_code == 404


def test_issued_report_of_one_office_is_missing_under_another(client, staff, plan):
    other = IssuedReportFactory()

    assert client.get(f"{LIST}terbit/{other.pk}/").status_code == 404


def test_issuing_is_refused_when_the_account_may_not(client, staff, plan):
    item = IssuedReportFactory(office=plan.office, period="2022-05")
    upload = {"kind": "wet", "file": SimpleUploadedFile("pindaian.pdf", SCAN)}

    assert client.get(f"{JUNE}terbitkan/").status_code == 403
    assert client.post(f"{JUNE}terbitkan/", ENTERED).status_code == 403
    assert client.post(f"{item.get_absolute_url()}salinan/unggah/", upload).status_code == 403
    assert IssuedReport.objects.get() == item


def test_report_is_issued_and_its_file_is_sent(client, secretary, plan):
    answer = client.post(f"{JUNE}terbitkan/", ENTERED)

    item = IssuedReport.objects.get()
    assert (answer.status_code, answer.url) == (302, item.get_absolute_url())
    assert (item.report, item.period, item.number, item.issued_on) == (
        "monthly",
        "2022-06",
        "7/LAP/2022",
        date(2022, 7, 20),
    )
    page = client.get(answer.url)
    assert f"http://127.0.0.1:8000/verifikasi/{item.public_code}/" in text(page)
    assert "Laporan terbit dengan nomor 7/LAP/2022." in text(page)
    sent = client.get(f"{answer.url}berkas/")
    assert b"".join(sent.streaming_content).startswith(b"%PDF-1.7")


def test_next_number_is_taken_when_it_is_chosen(client, secretary, plan):
    form = client.get(f"{JUNE}terbitkan/")
    assert "Pakai nomor berikutnya di kantor ini; untuk tanggal hari ini 1/HK.03.1/9001/2022" in text(form)

    client.post(f"{JUNE}terbitkan/", ENTERED | {"source": "next", "number": ""})

    assert IssuedReport.objects.get().number == "1/HK.03.1/9001/2022"


def test_second_edition_asks_for_a_reason_and_keeps_what_was_typed(client, secretary, plan):
    first = IssuedReportFactory(office=plan.office, number="3/LAP/2022")

    refused = client.post(f"{JUNE}terbitkan/", ENTERED)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["reason"]
    assert 'value="7/LAP/2022"' in refused.content.decode()
    assert "Laporan nomor 3/LAP/2022 yang sekarang berlaku akan bertanda digantikan." in text(refused)
    client.post(f"{JUNE}terbitkan/", ENTERED | {"reason": "Salah hitung"})
    first.refresh_from_db()
    assert (first.status, IssuedReport.objects.count()) == ("superseded", 2)
    assert "Salah hitung" in text(client.get(first.get_absolute_url()))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "1/CONTOH/2022"}, "number"),
        ({"issued_on": "kemarin"}, "issued_on"),
        ({"signatory_name": ""}, "signatory_name"),
    ],
)
def test_form_names_the_field_when_something_is_wrong(client, secretary, plan, changes, field):
    answer = client.post(f"{JUNE}terbitkan/", ENTERED | changes)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert IssuedReport.objects.count() == 0


def test_report_of_a_draft_plan_is_shown_but_not_issued(client, secretary, plan):
    Plan.objects.update(status=Status.DRAFT)

    page = client.get(JUNE)
    answer = client.post(f"{JUNE}terbitkan/", ENTERED)

    assert "Rencana masih rancangan; laporan diterbitkan setelah rencana ditetapkan." in text(page)
    assert "terbitkan/" not in page.content.decode()
    assert answer.context["form"].non_field_errors() == [
        "Rencana masih rancangan; laporan diterbitkan setelah rencana ditetapkan."
    ]
    assert IssuedReport.objects.count() == 0


def test_scan_is_taken_in_and_sent_again(client, secretary, plan):
    item = IssuedReportFactory(office=plan.office)
    address = f"{item.get_absolute_url()}salinan/"

    answer = client.post(f"{address}unggah/", {"kind": "wet", "file": SimpleUploadedFile("pindaian.pdf", SCAN)})

    assert (answer.status_code, answer.url) == (302, item.get_absolute_url())
    assert b"".join(client.get(address).streaming_content) == SCAN
    page = client.get(item.get_absolute_url())
    assert "tanda tangan basah" in text(page)
    assert page.context["form"] is None


def test_second_scan_is_told_that_it_comes_too_late(client, secretary, plan):
    item = IssuedReportFactory(office=plan.office, status="superseded")

    answer = client.post(
        f"{item.get_absolute_url()}salinan/unggah/",
        {"kind": "wet", "file": SimpleUploadedFile("pindaian.pdf", SCAN)},
        follow=True,
    )

    assert "Salinan tidak disimpan: laporan ini sudah digantikan atau sudah ditandatangani." in text(answer)
    item.refresh_from_db()
    assert item.signed_copy is None


@pytest.mark.parametrize(
    ("upload", "error"),
    [
        (SimpleUploadedFile("pindaian.jpg", SCAN), "Salinan bertanda tangan harus berkas PDF."),
        (SimpleUploadedFile("pindaian.pdf", b"MZ\x00 program"), "Program"),
    ],
)
def test_file_that_is_no_pdf_is_refused_at_the_field(client, secretary, plan, upload, error):
    item = IssuedReportFactory(office=plan.office)

    answer = client.post(f"{item.get_absolute_url()}salinan/unggah/", {"kind": "wet", "file": upload})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0].startswith(error)


def test_report_is_shown_to_the_public_as_the_issuer_chose(client, secretary, plan):
    client.post(f"{JUNE}terbitkan/", ENTERED)

    item = IssuedReport.objects.get()
    page = client.get(item.get_absolute_url())
    assert item.publication == "listed"
    assert "Judul, nomor, tanggal, dan SHA-256 laporan ini tampil di halaman publik." in text(page)
    assert f'href="/9001/laporan/{item.pk}/"' in page.content.decode()


def test_issuing_asks_what_the_public_gets(client, secretary, plan):
    answer = client.post(f"{JUNE}terbitkan/", {**ENTERED, "publication": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["publication"])


def test_new_edition_begins_with_what_the_public_got_of_the_old_one(client, secretary, plan):
    IssuedReportFactory(office=plan.office, publication="offered")

    assert client.get(f"{JUNE}terbitkan/").context["form"].initial["publication"] == "offered"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("none", "Untuk umum: tidak ditampilkan."),
        ("listed", "Untuk umum: keterangannya saja."),
        ("offered", "Untuk umum: keterangan dan berkasnya."),
    ],
)
def test_public_gets_more_or_less_when_it_is_changed(client, secretary, plan, asked, said):
    item = IssuedReportFactory(office=plan.office, publication="offered" if asked == "none" else "none")

    answer = client.post(f"{item.get_absolute_url()}untuk-umum/", {"publication": asked}, follow=True)

    item.refresh_from_db()
    assert item.publication == asked
    assert said in text(answer)


def test_publication_is_refused_at_the_field_when_it_is_unknown(client, secretary, plan):
    item = IssuedReportFactory(office=plan.office)

    answer = client.post(f"{item.get_absolute_url()}untuk-umum/", {"publication": "semua"})

    assert (answer.status_code, list(answer.context["publication_form"].errors)) == (422, ["publication"])


def test_publication_is_refused_when_the_account_may_not_issue(client, staff, plan):
    item = IssuedReportFactory(office=plan.office)

    assert client.get(item.get_absolute_url()).context["publication_form"] is None
    assert client.post(f"{item.get_absolute_url()}untuk-umum/", {"publication": "offered"}).status_code == 403
    item.refresh_from_db()
    assert item.publication == "none"
