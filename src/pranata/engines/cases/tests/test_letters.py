"""Letters as files, looked into with the libraries that read them."""

import io
import re
from dataclasses import replace

import docx
import pdfplumber
import pytest

import make_letter_template
from pranata.base.paper.letterhead import Letterhead
from pranata.base.paper.tests.images import image
from pranata.engines.cases.actions.charging import correct
from pranata.engines.cases.actions.clocks import pause, start_clock
from pranata.engines.cases.actions.ending import answer
from pranata.engines.cases.letters.drafts import draft_letter, file_name
from pranata.engines.cases.letters.pdf import print_pdf
from pranata.engines.cases.letters.word import TEMPLATE, print_docx
from pranata.engines.reports.editions import Written

HEAD = Letterhead(office=("KPU Kabupaten Contoh",), address=("Jalan Fiktif 1",), logo=image("PNG"), city="Contoh")
HOSTILE = '#panic() *x* $1$ <b>&amp; {{ 1+1 }} {% if %} "=1+1" \\ 漢 \x07'


@pytest.fixture
def letter(case):
    return draft_letter(
        case,
        title="Tanda Terima Permohonan",
        paragraphs=["Permohonan Saudara telah kami terima.\nTerima kasih."],
        role="Petugas PPID",
        facts=[("Cara memperoleh", "salinan digital")],
        code="7K2M-9QXD-AAAA-BBBB",
    )


def words(content):
    """The text of a PDF without blanks and places to break."""
    with pdfplumber.open(io.BytesIO(content)) as found:
        text = "".join(page.filter(lambda each: each.get("upright", True)).extract_text() for page in found.pages)
    return re.sub("[\\s\u00ad\u200b]", "", text)


def word_texts(content):
    """The texts of a DOCX in printed order of their kind: paragraphs, then rows of tables."""
    document = docx.Document(io.BytesIO(content))
    rows = [" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()] + rows


def test_letter_tells_the_facts_of_the_case_and_why_it_is_due_then(letter):
    assert letter.to == ("Pemohon Contoh",)
    assert letter.facts == (
        ("Jenis", "Pertanyaan contoh"),
        ("Nomor registrasi", "CT-2022-0001"),
        ("Diterima", "26 April 2022"),
        ("Terdaftar", "26 April 2022"),
        ("Paling lambat dijawab", "19 Mei 2022"),
        ("Cara memperoleh", "salinan digital"),
        ("Kode tanda terima", "7K2M-9QXD-AAAA-BBBB"),
    )
    assert letter.clock.question == "Mengapa 19 Mei?"
    assert letter.clock.sentences[1] == "10 hari kerja. UU 14/2008 Pasal 22 ayat (7)."
    assert letter.is_draft is True


def test_paused_case_promises_no_day(case, officer):
    start_clock(case, "complaints.answer_oversight", by=officer)
    pause(case, reason="Menunggu berkas.", by=officer)

    letter = draft_letter(case, title="Contoh", paragraphs=[], role="PPID")
    assert [label for label, _text in letter.facts] == ["Jenis", "Nomor registrasi", "Diterima", "Terdaftar"]
    assert letter.clock.question == "Mengapa belum ada batas waktu?"


def test_answered_case_tells_the_day_of_the_answer(case, officer):
    answer(case, text="Terlampir.", by=officer)

    facts = draft_letter(case, title="Contoh", paragraphs=[], role="PPID").facts

    assert facts[-1] == ("Dijawab", "26 April 2022")
    assert [label for label, _value in facts if label == "Paling lambat dijawab"] == []


def test_case_without_clock_or_name_gets_a_letter_too(receipt):
    receipt.case.sealed_contact = b""

    found = draft_letter(receipt.case, title="Contoh", paragraphs=["Contoh"], role="PPID")

    assert (found.clock, found.to) == (None, ())
    assert "………" in words(print_pdf(found, Letterhead()).content)
    assert "Yth." in word_texts(print_docx(found, Letterhead()).content)


def test_pdf_holds_every_text(letter):
    said = words(print_pdf(letter, HEAD).content)

    expected = ["KPUKABUPATENCONTOH", "JalanFiktif1", "Contoh,26April2022", "Nomor:…", "PemohonContoh", "Terimakasih."]
    expected += ["Mengapa19Mei?", "UU14/2008Pasal22ayat(7).", "PetugasPPID", "7K2M-9QXD-AAAA-BBBB"]
    assert [text for text in expected if text not in said] == []


def test_docx_holds_every_text(letter):
    said = word_texts(print_docx(letter, HEAD).content)

    assert said[:5] == ["KPU KABUPATEN CONTOH", "Jalan Fiktif 1", "Contoh, 26 April 2022", "Yth.", "Pemohon Contoh"]
    assert "Nomor : ………………………" in said
    assert "Nomor registrasi : CT-2022-0001" in said
    assert "2. 10 hari kerja. UU 14/2008 Pasal 22 ayat (7)." in said
    assert [text for text in said if "{" in text] == []


@pytest.mark.parametrize("write", [print_pdf, print_docx])
def test_same_letter_gives_the_same_bytes(letter, write):
    assert write(letter, HEAD).content == write(letter, HEAD).content


def test_texts_are_taken_for_nothing_but_text(letter):
    hostile = replace(letter, to=(HOSTILE,), paragraphs=(HOSTILE,), facts=(("Contoh", HOSTILE),), title=HOSTILE)

    printed = print_pdf(hostile, HEAD)
    shown = re.sub(r"\s", "", HOSTILE.replace("漢", "□").replace("\x07", "□"))
    assert words(printed.content).count(shown[:20]) == 4
    assert printed.warnings[0].startswith("Huruf yang tidak dapat dicetak dalam PDF diganti □: ")
    said = word_texts(print_docx(hostile, HEAD).content)
    assert said.count(HOSTILE.replace("\x07", "")) == 2


def test_number_takes_the_mark_of_a_draft_away(letter):
    issued = print_docx(replace(letter, number="7/CONTOH/2022", name="Pegawai Contoh"), HEAD)

    assert isinstance(issued, Written)
    header = docx.Document(io.BytesIO(issued.content)).sections[0].header
    assert "KONSEP" not in "".join(paragraph.text for paragraph in header.paragraphs)
    assert "Nomor : 7/CONTOH/2022" in word_texts(issued.content)
    draft = docx.Document(io.BytesIO(print_docx(letter, HEAD).content)).sections[0].header
    assert "KONSEP" in "".join(paragraph.text for paragraph in draft.paragraphs)


def test_long_address_breaks_into_its_lines(case, officer):
    correct(case, by=officer, contact={"name": "Pemohon Contoh", "address": "Jalan Fiktif 2\n\nDesa Contoh"})

    found = draft_letter(case, title="Contoh", paragraphs=[], role="PPID")

    assert found.to == ("Pemohon Contoh", "Jalan Fiktif 2", "Desa Contoh")


def test_file_is_named_after_letter_and_number(case, receipt):
    assert file_name(case, "Tanda Terima Permohonan", "pdf") == "tanda-terima-permohonan-ct-2022-0001-konsep.pdf"
    assert file_name(receipt.case, "Tanda Terima", "docx") == f"tanda-terima-{receipt.case.pk}-konsep.docx"


def test_template_is_the_one_the_tool_makes():
    def texts(content):
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [paragraph.text for paragraph in document.paragraphs] + cells

    assert texts(TEMPLATE.read_bytes()) == texts(make_letter_template.make())
