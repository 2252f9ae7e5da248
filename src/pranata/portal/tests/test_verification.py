"""The public page that verifies an issued report."""

import re

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "Kode ini tidak dikenal: tidak ada dokumen yang kami terbitkan dengan kode itu."


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def item():
    return IssuedReportFactory(office=OfficeFactory(name="KPU Kabupaten Contoh"), number="7/LAP/2022")


def page(client, item, **query):
    return client.get(f"/verifikasi/{item.public_code}/", query)


def test_standing_report_is_called_valid_with_number_title_office_date_and_hash(client, item):
    found = text(page(client, item))

    for expected in (
        "Dokumen ini berlaku", "7/LAP/2022", "Laporan contoh Juni 2022", "KPU Kabupaten Contoh", "5 Juli 2022",
        item.sha256, "Belum ada salinan bertanda tangan yang diunggah.",
    ):  # fmt: skip
        assert expected in found
    assert "Pegawai Contoh" not in found


def test_superseded_report_leads_to_the_one_that_stands(client, item):
    old = IssuedReportFactory(office=item.office, status="superseded")

    answer = page(client, old)

    assert "Dokumen ini sudah digantikan" in text(answer)
    assert "Penggantinya bernomor 7/LAP/2022, tanggal 5 Juli 2022." in text(answer)
    assert f'href="/verifikasi/{item.public_code}/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        ("wet", "Ditandatangani dengan tangan. Pindaian naskah bertanda tangan itu adalah salinan resminya."),
        ("electronic", "Ditandatangani secara elektronik."),
    ],
)
def test_kinds_of_signature_have_words_of_their_own(client, signature, words):
    item = IssuedReportFactory(signature=signature, signed_sha256="b" * 64)

    found = text(page(client, item))

    assert words in found
    assert "b" * 64 in found


def test_unknown_codes_all_answer_alike(client, item):
    answers = [
        client.get(f"/verifikasi/{code}/")
        for code in ("abc", "x" * 18, "a" * 18, item.public_code[:-1], "9001", "%3Cb%3E", "a" * 500)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert {text(answer) for answer in answers} == {text(answers[0])}
    assert UNKNOWN in text(answers[0])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("own", "Cocok: ini berkas yang kami terbitkan."),
        ("b" * 64, "Cocok: ini salinan bertanda tangan yang kami simpan."),
        ("c" * 64, "Tidak cocok: berkas itu bukan berkas yang kami terbitkan"),
        ("halo", "Itu bukan SHA-256"),
        ("<b>", "Itu bukan SHA-256"),
    ],
)
def test_hash_is_compared_when_it_is_entered(client, asked, words):
    item = IssuedReportFactory(signature="wet", signed_sha256="b" * 64)

    answer = page(client, item, sha256=item.sha256.upper() if asked == "own" else asked)

    assert words in text(answer)
    assert 'value="<b>"' not in answer.content.decode()


def test_page_sets_no_cookie_may_be_cached_and_asks_little(client, item, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = page(client, item)

    assert answer.cookies.output() == ""
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.get(answer.request["PATH_INFO"], headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_typed_code_or_address_leads_to_its_page(client, item):
    for typed in (item.public_code, f" {item.public_code[:9]} {item.public_code[9:]} ", item.public_address):
        answer = client.get("/verifikasi/", {"kode": typed})
        assert (answer.status_code, answer.url) == (302, f"/verifikasi/{item.public_code}/")
    assert "Pindai kode QR pada dokumen, atau ketik kode di bawahnya." in text(client.get("/verifikasi/"))


def test_page_is_read_in_english_with_the_title_as_it_is(client, item):
    answer = client.get(f"/en/verifikasi/{item.public_code}/")

    assert answer.status_code == 200
    assert '<dd lang="id">Laporan contoh Juni 2022</dd>' in answer.content.decode()
