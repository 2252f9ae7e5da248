import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.models import Plan
from pranata.engines.plan.queries import plan_reading
from pranata.engines.plan.reading import read_plan, to_json
from pranata.engines.plan.tests.reading_files import blocks_of, xlsx_of

pytestmark = pytest.mark.django_db

DECREE = settings.DATA_DIR / "decrees" / "3503-2022.md"
IMPORT = "/meja/3503/rencana-aksi/impor/"


@pytest.fixture
def office():
    return OfficeFactory(code="3503", name="KPU Kabupaten Trenggalek")


def workbook() -> bytes:
    """The shipped decree as an office's own workbook, the words around its table left where they are."""
    return xlsx_of(blocks_of(DECREE.read_text()))


def with_earlier_placing() -> bytes:
    """Our JSON of the decree as it was read for an office of a slightly other name."""
    reading = to_json(read_plan(DECREE.read_bytes(), name=DECREE.name))
    said = {"code": "office_name", "severity": "doubt", "lines": [13], "message": "Nama satuan kerja tercetak lain."}
    return json.dumps({**reading, "remarks": [*reading["remarks"], said]}).encode()


FILES = {"keputusan.md": DECREE.read_bytes, "keputusan.xlsx": workbook, "keputusan.json": with_earlier_placing}


def send(client, content, *, name="keputusan.md", year=2022, kind="original", **more):
    upload = SimpleUploadedFile(name, content)
    return client.post(IMPORT, {"file": upload, "year": year, "kind": kind, **more})


def dry_run(path):
    out = StringIO()
    call_command("import_plan", str(path), "--office", "3503", "--year", "2022", "--dry-run", "--json", stdout=out)
    return json.loads(out.getvalue())["remarks"]


@pytest.mark.parametrize("name", FILES)
def test_dry_run_preview_and_review_say_the_same_of_a_file(client, secretary, tmp_path, name):
    content = FILES[name]()
    path = tmp_path / name
    path.write_bytes(content)

    said = dry_run(path)
    preview = send(client, content, name=name, periksa="1")
    written_before = Plan.objects.count()
    send(client, content, name=name)

    stored = to_json(plan_reading(Plan.objects.select_related("document").get()))["remarks"]
    assert (preview.status_code, written_before) == (200, 0)
    assert to_json(preview.context["preview"].reading)["remarks"] == said
    assert [line.remark.message for line in preview.context["preview"].lines] == [each["message"] for each in said]
    assert stored == said
    assert len(said) > 20


def test_imported_decree_leads_to_its_review(client, secretary):
    response = send(client, DECREE.read_bytes())

    plan = Plan.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/meja/3503/rencana-aksi/2022/catatan/")
    assert (plan.status, plan.document.file_name) == ("draft", "keputusan.md")
    assert client.get(response["Location"]).context["counts"].total == plan.remarks.count()


def test_review_quotes_the_file_when_a_row_was_read_as_printed(client, secretary):
    send(client, DECREE.read_bytes())
    review = "/meja/3503/rencana-aksi/2022/catatan/"

    decree = client.get(review).context["groups"][0]
    rows = client.get(review, {"jenis": "no_schedule"}).context["groups"]

    quoted = [part.text for line in decree.items[0].printed for part in line.parts]
    kept = {group.subject: bool(group.row.as_printed) for group in rows}
    assert quoted == ["NOMOR : 13/HK.03.1/3503/2022", "NOMOR: 13/HK.03.1-Kpt/3503/2022"]
    assert False in kept.values()
    assert [group.subject for group in rows if not group.printed] == []


@pytest.mark.parametrize("button", [{}, {"periksa": "1"}])
def test_decree_of_another_office_is_refused_with_the_remark_that_says_so(client, secretary, button):
    content = DECREE.read_bytes().replace(b"TRENGGALEK", b"TULUNGAGUNG").replace(b"Trenggalek", b"Tulungagung")

    response = send(client, content, **button)

    assert response.status_code == 422
    assert "Tidak dapat diimpor" in response.text
    assert "bukan KPU Kabupaten Trenggalek." in response.text
    assert Plan.objects.count() == 0


def test_second_import_of_the_year_is_refused(client, secretary):
    send(client, DECREE.read_bytes())

    response = send(client, DECREE.read_bytes())

    assert response.status_code == 422
    assert "sudah pernah diimpor." in response.text
    assert Plan.objects.count() == 1


def test_change_is_refused_when_nothing_is_in_force(client, secretary):
    response = send(client, DECREE.read_bytes(), kind="amendment")

    assert response.status_code == 422
    assert "belum ditetapkan, jadi belum ada yang diubah atau diralat." in response.text


@pytest.mark.parametrize("button", [{}, {"periksa": "1"}])
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("keputusan.md", b"Surat biasa tanpa tabel.", "keputusan.md: "),
        ("keputusan.pdf", b"\x89PNG....", "keputusan.pdf: Berkas ini adalah gambar"),
        ("keputusan.html", DECREE.read_bytes(), "Halaman web, SVG, dan XML tidak diterima"),
        ("keputusan", DECREE.read_bytes(), "Nama berkas tanpa akhiran"),
        ("keputusan.md", b"", "kosong"),
    ],
)
def test_file_is_refused_at_its_field_when_it_cannot_be_read(client, secretary, name, content, words, button):
    response = send(client, content, name=name, **button)

    assert response.status_code == 422
    assert words in " ".join(response.context["form"].errors["file"])
    assert Plan.objects.count() == 0


def test_file_is_refused_before_it_is_read_when_it_is_too_large(client, secretary, settings):
    settings.MAX_UPLOAD_BYTES = 1024**2

    response = send(client, b"x" * (1024**2 + 1))

    assert response.context["form"].errors["file"] == ["Berkas terlalu besar; paling besar 1 MB."]


@pytest.mark.parametrize("year", ["", "1999", "2100", "dua"])
def test_year_is_asked_again_when_it_cannot_be(client, secretary, year):
    response = send(client, DECREE.read_bytes(), year=year)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["year"]


def test_import_is_refused_to_who_may_not(client, office):
    client.force_login(RoleAssignmentFactory(office=office).user)

    assert (client.get(IMPORT).status_code, send(client, b"x").status_code) == (403, 403)


def test_import_is_not_there_for_a_stranger(client, office, stranger):
    assert client.get(IMPORT).status_code == 404
