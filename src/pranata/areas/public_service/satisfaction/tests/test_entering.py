import io
import re
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.areas.public_service.satisfaction.imports import template_of
from pranata.engines.surveys.models import Batch, Channel, Response, Status
from pranata.engines.surveys.queries.progress import suggestions
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import AddedQuestionFactory, SurveyFactory, SurveyServiceFactory

pytestmark = pytest.mark.django_db
CODES = [f"u{place}" for place in range(1, 10)]
HEAD = ",".join(CODES)
THREES = ",".join("3" * 9)


@pytest.fixture
def typist(survey, client):
    """Staff who may type, signed in."""
    user = account(survey.office, "staff")
    client.force_login(user)
    return user


def address(survey, rest=""):
    return f"/meja/{survey.office.code}/survei/{survey.pk}/isi/{rest}"


def words(response):
    return " ".join(response.content.decode().split())


def paper(number, value, **more):
    return {f"f{number}-{code}": str(value) for code in CODES} | {
        f"f{number}-{name}": text for name, text in more.items()
    }


def workbook(rows, head=CODES):
    """An XLSX file; a day becomes a cell that Excel shows as a day."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet()
    for line, row in enumerate([head, *rows]):
        for place, cell in enumerate(row):
            sheet.write(line, place, cell)
    book.close()
    return SimpleUploadedFile("jawaban.xlsx", out.getvalue())


def text_file(text, name="jawaban.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def send(client, survey, upload):
    return client.post(address(survey, "berkas/"), {"file": upload})


def confirm(client, survey, preview):
    kept = re.search(r'name="kept" value="([^"]+)"', preview.content.decode())
    assert kept
    return client.post(address(survey, "berkas/simpan/"), {"kept": kept[1]})


def test_typed_forms_are_one_batch(survey, typist, client):
    response = client.post(address(survey), paper(1, 3) | paper(4, 4, suggestion="tambah kursi"))
    batch = Batch.objects.get()
    assert (response.status_code, batch.count, batch.channel) == (302, 2, Channel.PAPER)
    assert [text for _pk, text in suggestions(survey)] == ["tambah kursi"]


def test_faulty_form_is_named_and_what_was_typed_comes_back(survey, typist, client):
    response = client.post(address(survey), paper(1, 3) | paper(2, 3, u5="7"))
    page = words(response)
    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert "Formulir 2, u5: &#x27;7&#x27; bukan nilai 1 sampai 4." in page
    assert 'name="f2-u5" value="7"' in page
    assert 'aria-invalid="true"' in page


def test_page_that_is_sent_twice_is_kept_once(survey, typist, client):
    once = re.search(r'name="once" value="([^"]+)"', client.get(address(survey)).content.decode())[1]
    fields = paper(1, 3) | {"once": once}
    assert client.post(address(survey), fields).status_code == 302
    again = client.post(address(survey), fields)
    assert ("sudah disimpan" in words(again), Response.objects.count()) == (True, 1)


def test_file_that_is_confirmed_twice_is_kept_once(survey, typist, client):
    preview = send(client, survey, workbook([[3] * 9]))
    for _each in range(2):
        assert confirm(client, survey, preview).status_code == 302
    assert Response.objects.count() == 1


def test_empty_page_keeps_nothing(survey, typist, client):
    assert "Belum ada formulir" in words(client.post(address(survey), {}))


def test_form_with_a_service_and_a_respondent_is_typed(survey, typist, client):
    service = SurveyServiceFactory(survey=survey, name="Layanan contoh")
    question = AddedQuestionFactory(survey=survey)
    survey.asked = "sex"
    survey.save()
    client.post(address(survey), paper(1, 3, service="Layanan contoh", sex="P", **{question.code: "2"}))
    row = Response.objects.get()
    assert (row.service, row.sex, row.added.get().option) == (service, "P", 2)


def test_file_is_looked_at_and_then_kept(survey, typist, client):
    preview = send(client, survey, workbook([[3] * 9, [4] * 9]))
    assert (preview.status_code, Response.objects.count()) == (200, 0)
    assert "87,50" in words(preview)
    assert confirm(client, survey, preview).status_code == 302
    assert (Response.objects.count(), Batch.objects.get().channel) == (2, Channel.FILE)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[3] * 8 + [5]], "Baris 2, kolom u9: &#x27;5&#x27; bukan nilai 1 sampai 4."),
        ([[3] * 9, [3.5] + [3] * 8], "Baris 3, kolom u1: &#x27;3.5&#x27; bukan nilai 1 sampai 4; nilai desimal"),
        ([["3,5"] + [3] * 8], "kolom u1: &#x27;3,5&#x27; bukan nilai 1 sampai 4; nilai desimal"),
        ([[date(2022, 3, 4)] + [3] * 8], "kolom u1: &#x27;2022-03-04&#x27; bukan nilai 1 sampai 4; tampaknya tanggal"),
        ([[44624] + [3] * 8], "tampaknya tanggal yang dibuat Excel"),
        ([["=1/0"] + [3] * 8], "Baris 2, kolom u1"),
    ],
    ids=["too high", "decimal point", "decimal comma", "Excel day", "number of a day", "broken formula"],
)
def test_faulty_cell_of_a_workbook_is_named_and_nothing_is_kept(survey, typist, client, rows, said):
    response = send(client, survey, workbook(rows))
    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert said in words(response)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b"\n\n", "Berkas kosong"),
        (f"{HEAD}\n".encode(), "Tidak ada baris terisi"),
        (f"{HEAD},service\n{THREES},Pela\x92anan\n".encode("latin-1"), "Baris 2: bukan UTF-8"),
        (f"{HEAD}\n{THREES}\n".encode("utf-16"), "UTF-16"),
        (f"{HEAD}\n3,4,3,3,3,3,3,3,3,2\n".encode(), "Baris 2: 10 sel, judul kolomnya 9"),
        (b"u1" + b"," * 200 + b"\n3\n", "terlalu luas"),
        (f"{HEAD}\n{THREES}\n".encode() + b"\n" * 30_000 + THREES.encode(), "terlalu luas"),
        (b"u1,u2\n3,3\n", "Judul kolom tidak ditemukan"),
        (f"{HEAD}\n{THREES}\n,,,,,,,,\n3,3,3,3,3,3,3,3,9\n".encode(), "Baris 4, kolom u9"),
    ],
)
def test_faulty_text_file_is_refused_in_words(survey, typist, client, data, said):
    response = send(client, survey, text_file(data))
    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert said in words(response)


@pytest.mark.parametrize(
    "text", [f"{HEAD}\n{THREES}\n", f"\ufeff{HEAD}\r\n{THREES}\r\n", f"{HEAD}\n{THREES}\n".replace(",", ";")]
)
def test_usual_text_files_are_read(survey, typist, client, text):
    assert confirm(client, survey, send(client, survey, text_file(text))).status_code == 302
    assert Response.objects.count() == 1


def test_runs_and_files_that_were_sent_before_are_warned_of(survey, typist, client):
    upload = "\n".join([HEAD, *[THREES] * 12])
    first = send(client, survey, text_file(upload))
    assert "12 jawaban berturut-turut sama" in words(first)
    assert confirm(client, survey, first).status_code == 302
    assert Batch.objects.get().count == 12
    assert "sudah pernah dimasukkan bulan ini" in words(send(client, survey, text_file(upload)))


def test_preview_of_another_survey_or_a_forged_one_keeps_nothing(survey, typist, client):
    other = SurveyFactory(office=survey.office)
    preview = send(client, survey, workbook([[3] * 9]))
    confirm(client, other, preview)
    client.post(address(survey, "berkas/simpan/"), {"kept": "x"})
    assert Response.objects.count() == 0


def test_survey_that_closed_meanwhile_keeps_nothing(survey, typist, client):
    preview = send(client, survey, workbook([[3] * 9]))
    survey.status = Status.CLOSED
    survey.save()
    confirm(client, survey, preview)
    assert Response.objects.count() == 0
    assert "tidak menerima jawaban" in words(client.post(address(survey), paper(1, 3)))


def test_template_can_be_filled_in_and_sent(survey, typist, client):
    SurveyServiceFactory(survey=survey, name="Layanan contoh")
    content = client.get(address(survey, "berkas/templat.xlsx")).content
    assert content[:4] == b"PK\x03\x04"
    response = send(client, survey, SimpleUploadedFile("t.xlsx", template_of(survey)))
    assert "Tidak ada baris terisi" in words(response)


def test_who_works_elsewhere_or_may_not_type_keeps_nothing(survey, client):
    client.force_login(account(SurveyFactory().office))
    assert client.get(address(survey)).status_code == 404
    client.force_login(account(survey.office, "assessor"))
    assert client.post(address(survey), paper(1, 3)).status_code == 403
    assert Response.objects.count() == 0
