import io
import re

import docx
import pytest

from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.desk.review.actions import decree_token, save_decree
from pranata.desk.review.decree_text import as_clauses, as_lines, edited
from pranata.engines.plan.exports import export
from pranata.engines.plan.reading import DecreeReading, decree_from_json, decree_to_json
from pranata.engines.plan.reading.model import AnnexHeading, Dictum, LabelledText

pytestmark = pytest.mark.django_db

DECREE = "/meja/9001/rencana-aksi/2022/naskah/"


@pytest.fixture
def decree(plan):
    """The decree of the plan with two considerations, a basis and two clauses."""
    reading = DecreeReading(
        number="1/CONTOH/2022",
        title="RENCANA AKSI CONTOH",
        office_name="KPU KABUPATEN CONTOH",
        considerations=[LabelledText("a", "bahwa satu;"), LabelledText("b", "bahwa dua;")],
        legal_basis=[LabelledText("1", "Undang-Undang Contoh;")],
        decides="KEPUTUSAN TENTANG CONTOH",
        dictum=[
            Dictum("KESATU", "Menetapkan rencana:", [LabelledText("a", "satu;"), LabelledText("b", "dua.")]),
            Dictum("KEDUA", "Berlaku sejak ditetapkan."),
        ],
        annex=AnnexHeading(number="1/CONTOH/2022", title="RENCANA", caption="TABEL", place="Contoh"),
    )
    plan.document.title, plan.document.body = reading.title, decree_to_json(reading)
    plan.document.save()
    return plan.document


def sent(document, **changes):
    """What the editor sends when nothing but ``changes`` was typed."""
    body = document.body
    values = {
        "seen": "",
        "title": document.title,
        "considerations": as_lines(body["considerations"]),
        "legal_basis": as_lines(body["legal_basis"], "no"),
        "decides": body["decides"],
        "annex_title": body["annex"]["title"],
        "annex_caption": body["annex"]["caption"],
        "diktum-TOTAL_FORMS": len(body["dictum"]) + 1,
        "diktum-INITIAL_FORMS": len(body["dictum"]),
    }
    for position, clause in enumerate(body["dictum"]):
        items = as_lines(clause["items"])
        parts = {"label": clause["label"], "text": clause["text"], "items": items}
        values |= {f"diktum-{position}-{name}": value for name, value in parts.items()}
    return values | changes


def save(client, document, **changes):
    mark = re.search(r'name="seen" value="([^"]+)"', client.get(DECREE).text)[1]
    response = client.post(DECREE, sent(document, **{"seen": mark, **changes}))
    document.refresh_from_db()
    return response


def test_decree_stays_as_it_was_when_nothing_was_typed(client, decree, secretary):
    before = decree.body

    response = save(client, decree)

    assert response["Location"] == DECREE
    assert decree.body == before


def test_edited_decree_is_exported_with_the_edited_words(client, plan, decree, secretary):
    save(
        client,
        decree,
        title="JUDUL YANG DIPERBAIKI",
        considerations="a. bahwa pertimbangan diperbaiki;\n\nb. bahwa pertimbangan kedua;",
        legal_basis="1. Peraturan yang diperbaiki;",
        decides="KEPUTUSAN YANG DIPERBAIKI",
        annex_caption="TABEL YANG DIPERBAIKI",
        **{
            "diktum-0-items": "a. butir yang diperbaiki;",
            "diktum-1-DELETE": "on",
            "diktum-2-label": "KEDUA",
            "diktum-2-text": "Diktum yang ditambahkan.",
        },
    )

    plan.document.refresh_from_db()
    written = docx.Document(io.BytesIO(export(plan, "docx").content))
    texts = [paragraph.text for paragraph in written.paragraphs]
    texts += [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    words = " ".join(" ".join(texts).split())
    for expected in (
        "JUDUL YANG DIPERBAIKI",
        "bahwa pertimbangan diperbaiki;",
        "Peraturan yang diperbaiki;",
        "KEPUTUSAN YANG DIPERBAIKI",
        "TABEL YANG DIPERBAIKI",
        "butir yang diperbaiki;",
        "Diktum yang ditambahkan.",
    ):
        assert words.count(expected) >= 1, expected
    assert "Berlaku sejak ditetapkan." not in words


def test_other_parts_stay_when_the_decree_is_edited(client, decree, secretary):
    save(client, decree, title="JUDUL\x01 LAIN")

    reading = decree_from_json(decree.body)
    assert (decree.title, reading.title, reading.number) == ("JUDUL LAIN", "JUDUL LAIN", "1/CONTOH/2022")
    assert reading.annex == AnnexHeading(number="1/CONTOH/2022", title="RENCANA", caption="TABEL", place="Contoh")


def test_remark_of_the_decree_is_settled_when_its_box_is_ticked(client, plan, decree, secretary):
    remark = plan.remarks.get(subject="")

    response = save(client, decree, selesai=remark.pk)

    remark.refresh_from_db()
    assert (remark.status, response["Location"]) == ("corrected", "/meja/9001/rencana-aksi/2022/catatan/")


def test_decree_comes_back_when_its_title_is_missing(client, decree, secretary):
    response = save(client, decree, title=" ", considerations="a. bahwa yang baru diketik;")

    assert response.status_code == 422
    assert "bahwa yang baru diketik;" in response.text
    assert decree.title == "RENCANA AKSI CONTOH"


def test_late_writer_sees_what_the_other_wrote(client, plan, decree, secretary):
    mark = re.search(r'name="seen" value="([^"]+)"', client.get(DECREE).text)[1]
    plan.document.refresh_from_db()
    save_decree(plan, title="JUDUL ORANG LAIN", parts={}, seen=decree_token(plan), by=secretary)

    response = client.post(DECREE, sent(decree, seen=mark, title="JUDUL SAYA"))
    again = re.search(r'name="seen" value="([^"]+)"', response.text)[1]
    saved = client.post(DECREE, sent(decree, seen=again, title="JUDUL SAYA"))

    decree.refresh_from_db()
    assert (response.status_code, saved.status_code) == (409, 302)
    assert "<dd>JUDUL ORANG LAIN</dd>" in response.text
    assert "JUDUL SAYA</textarea>" in response.text
    assert decree.title == "JUDUL SAYA"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("", "Pola nomor keputusan belum diisi"), ("{urut}/{klasifikasi}/{kode}/{tahun}", "1/HK.03.1/9001/")],
)
def test_page_tells_the_next_number_or_why_there_is_none(client, office, decree, secretary, pattern, words):
    OfficePaperFactory(office=office, number_pattern=pattern)
    decree.number = ""
    decree.save()

    assert words in client.get(DECREE).text


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("a. satu\nb. dua", [("a", "satu"), ("b", "dua")]),
        ("1) satu\n 12.  dua ", [("1", "satu"), ("12", "dua")]),
        ("aa. satu", [("aa", "satu")]),
        ("tanpa huruf", [("", "tanpa huruf")]),
        ("Nomor. 5 tetap", [("", "Nomor. 5 tetap")]),
        ("\n\n", []),
        ("a.", [("", "a.")]),
    ],
)
def test_lines_become_clauses(text, clauses):
    assert [(each["label"], each["text"]) for each in as_clauses(text)] == clauses


def test_clauses_of_strange_labels_stay_when_nobody_changed_their_lines():
    stored = [{"label": "a)1", "text": "satu"}, {"label": "", "text": "a. dua"}]

    assert edited(as_lines(stored), stored) == stored
    assert edited("b. tiga", stored) == [{"label": "b", "text": "tiga"}]
