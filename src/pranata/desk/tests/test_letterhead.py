"""The page "Kop dan nomor naskah"."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.models import OfficePaper
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.paper.tests.images import image
from pranata.engines.documents.models import NumberSeries
from pranata.engines.documents.tests.factories import DocumentFactory, NumberSeriesFactory
from pranata.lib import clock

pytestmark = pytest.mark.django_db

ADDRESS = "/meja/9001/naskah/"


@pytest.fixture
def secretary(client, office):
    """Signed in at the office, with the right to change its paper."""
    user = RoleAssignmentFactory(office=office, role="secretary").user
    client.force_login(user)
    return user


@pytest.fixture
def storage_dir(settings, tmp_path):
    """The folder in which this test's files are stored, empty."""
    folder = tmp_path / "files"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return folder


def values(**changed):
    return {
        "office_lines": "KOMISI PEMILIHAN UMUM\r\nKABUPATEN CONTOH",
        "address_lines": "Jalan Fiktif 1, Contoh",
        "city": "Contoh",
        "number_pattern": "{urut}/{klasifikasi}/{kode}/{tahun}",
        "classification": "HK.03.1",
        "last_number": "",
        **changed,
    }


def field_errors(response) -> dict[str, str]:
    """What the page says is wrong, by field."""
    found = re.findall(r'id="id_(\w+)_error"><span>(.*?)</span>', response.content.decode())
    return {name: text.replace("&#x27;", "'").replace("&quot;", '"') for name, text in found}


def notices(response) -> list[str]:
    return re.findall(r'<div class="notices[^>]*><p>(.*?)</p>', response.content.decode())


def sheet(response) -> list[str]:
    """The lines of the preview."""
    (inner,) = re.findall(r'<div class="letterhead-sheet">(.*?)</div>', response.content.decode(), re.DOTALL)
    lines = re.split(r"<br>|</p>", inner)
    return [text for text in (" ".join(re.sub(r"<[^>]*>", "", line).split()) for line in lines) if text]


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}logo/"])
def test_page_is_there_only_for_those_who_manage_the_paper(client, office, staff, address):
    assert client.get(address).status_code == 404

    client.force_login(RoleAssignmentFactory(office=OfficeFactory(code="9002"), role="secretary").user)
    assert client.get(address).status_code == 404
    assert client.post(f"{ADDRESS}logo/hapus/").status_code == 404
    assert client.post(ADDRESS, values()).status_code == 404
    assert OfficePaper.objects.count() == 0


def test_page_says_what_is_blank_when_nothing_was_set(client, secretary):
    response = client.get(ADDRESS)

    gaps = "nama satuan kerja, alamat, logo, tempat penetapan"
    assert notices(response) == [
        f"Belum diisi: {gaps}. Keputusan tetap dapat dicetak; bagian itu dibiarkan kosong.",
    ]
    assert sheet(response) == [
        "logo belum ada",
        "nama satuan kerja belum diisi",
        "alamat belum diisi",
        "NOMOR : diketik saat penetapan",
    ]


def test_letterhead_is_saved_and_shown_as_it_prints(client, secretary, storage_dir):
    logo = SimpleUploadedFile("logo.png", image("PNG"))

    response = client.post(ADDRESS, values(logo=logo, last_number="44"), follow=True)

    assert response.redirect_chain == [(ADDRESS, 302)]
    assert notices(response) == ["Kop dan nomor naskah disimpan."]
    assert sheet(response) == [
        "KOMISI PEMILIHAN UMUM",
        "KABUPATEN CONTOH",
        "Jalan Fiktif 1, Contoh",
        f"NOMOR : 45/HK.03.1/9001/{clock.today().year}",
    ]
    shown = client.get(f"{ADDRESS}logo/")
    assert (shown["Content-Type"], shown.getvalue()) == ("image/png", image("PNG"))
    shown.close()


def test_series_is_left_alone_when_no_last_number_is_given(client, office, secretary):
    NumberSeriesFactory(office=office, year=clock.today().year, last_number=7)

    client.post(ADDRESS, values())

    assert NumberSeries.objects.get().last_number == 7


def test_number_is_shown_past_those_that_are_filed(client, office, secretary):
    OfficePaperFactory(office=office)
    DocumentFactory(office=office, number=f"1/HK.03.1/9001/{clock.today().year}")

    assert sheet(client.get(ADDRESS))[-1] == f"NOMOR : 2/HK.03.1/9001/{clock.today().year}"
    assert NumberSeries.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        (
            {"number_pattern": "{urut}/{unit}"},
            "number_pattern",
            "Pola nomor memuat {unit} yang tidak dikenal; yang ada: {urut}, {klasifikasi}, {kode}, {bulan}, {tahun}.",
        ),
        (
            {"number_pattern": "{tahun"},
            "number_pattern",
            "Pola nomor memuat kurung kurawal yang tidak berpasangan.",
        ),
        (
            {"classification": ""},
            "classification",
            "Pola nomor memerlukan {klasifikasi}, tetapi isinya belum ada.",
        ),
        ({"address_lines": "x" * 101}, "address_lines", "Baris 1 lebih dari 100 huruf."),
    ],
)
def test_page_comes_again_with_the_reason_at_the_field(client, secretary, changed, field, message):
    response = client.post(ADDRESS, values(**changed))

    assert response.status_code == 422
    assert field_errors(response) == {field: message}
    assert OfficePaper.objects.count() == 0


def test_nothing_is_saved_when_the_logo_is_refused(client, secretary, storage_dir):
    response = client.post(ADDRESS, values(logo=SimpleUploadedFile("logo.png", b"GIF89a bukan logo")))

    assert response.status_code == 422
    assert field_errors(response) == {"logo": "Logo harus berupa gambar PNG atau JPEG."}
    assert OfficePaper.objects.count() == 0


def test_second_writer_is_told_and_keeps_what_was_typed(client, secretary):
    seen = re.search('name="seen" value="([^"]+)"', client.get(ADDRESS).content.decode())[1]
    client.post(ADDRESS, values(city="Pertama", seen=seen))

    response = client.post(ADDRESS, values(city="Kedua", seen=seen))

    assert (response.status_code, OfficePaper.objects.get().city) == (422, "Pertama")
    assert "diubah orang lain" in notices(response)[-1]
    assert 'value="Kedua"' in response.content.decode()


def test_logo_is_removed(client, secretary, storage_dir):
    client.post(ADDRESS, values(logo=SimpleUploadedFile("logo.jpg", image("JPEG"))), follow=True)

    response = client.post(f"{ADDRESS}logo/hapus/", follow=True)

    assert notices(response) == [
        "Logo dihapus.",
        "Belum diisi: logo. Keputusan tetap dapat dicetak; bagian itu dibiarkan kosong.",
    ]
    assert client.get(f"{ADDRESS}logo/").status_code == 404


def test_pattern_that_no_longer_holds_is_explained(client, office, secretary):
    OfficePaperFactory(office=office, number_pattern="kenari")

    response = client.get(ADDRESS)

    assert "Pola nomor harus memuat {urut}, supaya setiap keputusan bernomor sendiri." in response.content.decode()


@pytest.mark.parametrize(("places", "has_link"), [({"letterhead"}, True), (set(), False)])
def test_download_menu_says_what_is_blank(office, places, has_link):
    shown = render_to_string(
        "desk/letterhead_gaps.html", {"gaps": ["alamat", "logo"], "office": office, "places": places}
    )

    assert "Kop belum diisi: alamat, logo." in shown
    assert (f'href="{ADDRESS}"' in shown) is has_link


def test_download_menu_says_nothing_when_all_is_filled(office):
    assert render_to_string("desk/letterhead_gaps.html", {"gaps": [], "office": office, "places": set()}).strip() == ""
