"""Implementation reports as files, looked into with the libraries that read them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from python_calamine import CalamineWorkbook

import make_report_template
from pranata.base.paper.letterhead import Letterhead
from pranata.engines.plan.models import Progress, Subactivity
from pranata.engines.plan.report.facts import report_facts
from pranata.engines.plan.report.pdf import print_pdf
from pranata.engines.plan.report.sheet import LONGEST_CELL, print_xlsx
from pranata.engines.plan.report.word import TEMPLATE, print_docx
from pranata.engines.plan.tests.factories import FigureFactory, IndicatorFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan, prove
from pranata.engines.plan.tests.writing_sample import pdf_pages, png
from pranata.engines.reports.editions import Imprint
from pranata.lib.periods import Period

HEAD = Letterhead(office=("KPU KABUPATEN CONTOH",), address=("Jalan Fiktif 1",), logo=png(), city="Contoh")
QR = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h3v3h-3z"/></svg>'
ISSUED = Imprint(
    name="Pegawai Contoh",
    place="Contoh",
    number="7/CONTOH/2022",
    issued_on=date(2022, 7, 21),
    code="abcdefghjkmnpqrstu",
    address="https://contoh.example/verifikasi/abcdefghjkmnpqrstu/",
    qr=QR,
    chain_head="12:0123456789abcdef",
)
HOSTILE = '#panic() *x* $1$ <b>&amp; {{ 1+1 }} {% if %} "=1+1" \\ 漢 😀 \x07'


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


@pytest.fixture
def plan(office):
    plan = counted_plan(office)
    prove(plan, "1.1.1", 6, title="Notula contoh")
    return plan


def facts_of(plan, period="2022-06"):
    return report_facts(plan.office, Period.parse(period))


def upright(page):
    """The page without the mark behind its text."""
    return page.filter(lambda each: each.get("upright", True))


def words(content):
    """The text of a PDF without blanks, line ends, hyphens at line ends and places to break."""
    text = "\n".join(upright(page).extract_text() or "" for page in pdf_pages(content))
    return without_blanks(re.sub("[\u00ad\u200b]|-\n", "", text))


def without_blanks(text):
    return re.sub(r"\s", "", text)


def word_texts(content):
    """The texts of a DOCX: paragraphs, then cells."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_draft_is_marked_on_each_page_and_holds_every_due_code(plan):
    facts = facts_of(plan, "2022")
    written = print_pdf(facts, HEAD, Imprint(place="Contoh"))
    pages = [page.extract_text() for page in pdf_pages(written.content)]

    assert len(pages) > 2
    assert [page for page in pages if "KONSEP, belum diterbitkan" not in page] == []
    assert [row.code for row in facts.due_rows if row.code not in words(written.content)] == []
    assert written.warnings == ()


def test_words_of_a_draft_when_the_plan_is_counted(plan):
    found = words(print_pdf(facts_of(plan), HEAD, Imprint(place="Contoh")).content)

    for expected in (
        "LAPORAN PELAKSANAAN RENCANA AKSI REFORMASI BIROKRASI BULAN JUNI 2022",
        "Keputusan Nomor 1/CONTOH/2022",
        "2 dari 3 (66%)",
        "diajukan 25 Juni 2022",
        "Hujan",
        "Ulangi",
        "Pegawai Contoh",
        "Notula contoh",
        "Tenggat pelaporan: Juni pada 30 Juni 2022.",
        "Contoh, 20 Juli 2022 Sekretaris",
        "Area 1: terverifikasi: 1.1.1·6.",
    ):
        assert without_blanks(expected) in found
    assert "NOMOR:" not in found


def test_issued_paper_carries_number_code_and_name_and_no_mark(plan):
    content = print_pdf(facts_of(plan), HEAD, ISSUED).content
    found = words(content)

    assert "KONSEP" not in found
    for expected in (
        "NOMOR : 7/CONTOH/2022",
        "Contoh, 21 Juli 2022 Sekretaris",
        "https://contoh.example/verifikasi/abcdefghjkmnpqrstu/",
        "Kode: abcdefghjkmnpqrstu",
        "Ujung jejak audit saat diterbitkan: 12:0123456789abcdef",
    ):
        assert without_blanks(expected) in found
    assert found.count("PegawaiContoh") == 2


def test_pdf_is_tagged_archival_and_only_our_fonts_are_inside(plan):
    content = print_pdf(facts_of(plan), HEAD, ISSUED).content
    pages = pdf_pages(content)

    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert pages[0].pdf.doc.catalog["MarkInfo"]["Marked"] is True
    assert "StructTreeRoot" in pages[0].pdf.doc.catalog
    fonts = {char["fontname"] for page in pages for char in page.chars}
    assert {name[7:] for name in fonts} == {"TeXGyreBonum-Regular", "TeXGyreBonum-Bold", "DejaVuSans"}
    assert {name[6] for name in fonts} == {"+"}
    assert pages[0].pdf.metadata["CreationDate"] == "D:20220721000000Z"


def test_notes_are_reached_by_links_when_the_figure_is_raised(plan):
    facts = facts_of(plan)
    links = [link for page in pdf_pages(print_pdf(facts, HEAD, ISSUED).content) for link in page.annots]

    in_sentences = [note for section in facts.narrative for each in section.sentences for note in each.notes]
    assert len(links) == len(facts.notes) + len(in_sentences)


def test_pdf_is_the_same_when_it_is_written_twice(plan):
    facts = facts_of(plan)

    assert print_pdf(facts, HEAD, ISSUED) == print_pdf(facts, HEAD, ISSUED)
    assert print_docx(facts, HEAD, Imprint()) == print_docx(facts, HEAD, Imprint())
    assert print_xlsx(facts, HEAD, Imprint()) == print_xlsx(facts, HEAD, Imprint())


def test_empty_month_says_so_in_every_format(plan):
    facts = facts_of(plan, "2022-03")
    nothing = "Tidak ada subkegiatan yang dijadwalkan dalam periode ini."

    assert without_blanks(nothing) in words(print_pdf(facts, Letterhead(), Imprint()).content)
    assert nothing in word_texts(print_docx(facts, Letterhead(), Imprint()).content)
    assert [nothing] in [row[:1] for row in sheets(print_xlsx(facts, Letterhead(), Imprint()).content)["Ringkasan"]]


@pytest.mark.parametrize("period", ["2022-06", "2022"])
def test_hostile_text_is_printed_as_it_stands(plan, period):
    Subactivity.objects.filter(plan=plan).update(text=HOSTILE)
    Progress.objects.update(achievement=f"=1+1 {'a' * 400}", obstacle=HOSTILE, follow_up=f"{HOSTILE}\nbaris dua")
    facts = facts_of(plan, period)
    plain = HOSTILE.replace(" \x07", "")

    pdf, word, sheet = (write(facts, HEAD, Imprint()) for write in (print_pdf, print_docx, print_xlsx))

    assert without_blanks(plain.replace("漢", "□")) in words(pdf.content)
    assert pdf.warnings == ("Huruf yang tidak dapat dicetak dalam PDF diganti □: U+0007, 漢 (U+6F22).",)
    texts = word_texts(word.content)
    assert f"{plain} " in texts
    assert f"{plain} \nbaris dua" in texts
    details = sheets(sheet.content)["Pelaksanaan"]
    assert f"=1+1 {'a' * 400}" in [row[5] for row in details]
    with zipfile.ZipFile(io.BytesIO(sheet.content)) as archive:
        assert [name for name in archive.namelist() if b"<f>" in archive.read(name)] == []


def test_name_of_the_office_is_no_template_when_it_stands_in_the_properties(plan):
    facts = replace(facts_of(plan), office_name="KPU {{ 1+1 }} {% if %}")

    written = print_docx(facts, HEAD, Imprint())

    assert docx.Document(io.BytesIO(written.content)).core_properties.author == "KPU {{ 1+1 }} {% if %}"


def test_long_words_stay_inside_the_page(plan):
    Progress.objects.update(achievement="x" * 300, obstacle="y" * 300)

    for page in pdf_pages(print_pdf(facts_of(plan), HEAD, Imprint()).content):
        assert max(char["x1"] for char in page.chars if char["size"] < 20) < page.width - 30


def test_docx_has_a_column_for_each_month_and_every_due_row(plan):
    written = print_docx(facts_of(plan, "2022"), HEAD, Imprint())
    document = docx.Document(io.BytesIO(written.content))
    _summary, matrix, details, _measured, evidence, _readings = document.tables

    assert len(matrix.columns) == 14
    assert [cell.text for cell in matrix.rows[0].cells][:4] == ["Kode", "Subkegiatan", "Jan", "Feb"]
    assert [row.cells[0].text for row in matrix.rows[1:]] == [
        "1. Area contoh 1", "1.1.1", "1.1.2", "2. Area contoh 2", "2.1.1", "2.1.2",
    ]  # fmt: skip
    assert [cell.text for cell in matrix.rows[2].cells][2:8] == ["!", "", "", "", "", "✓"]
    assert len(details.rows) == 1 + 2 + 6
    assert evidence.rows[1].cells[1].text == "Notula contoh"
    assert document.sections[0].header.paragraphs[0].text == "KONSEP"
    assert len(document.inline_shapes) == 1


def test_docx_links_each_figure_with_its_note(plan):
    facts = facts_of(plan)
    with zipfile.ZipFile(io.BytesIO(print_docx(facts, HEAD, Imprint()).content)) as archive:
        body = archive.read("word/document.xml").decode()

    marks = set(re.findall(r'w:name="(note-\d+)"', body))
    assert marks == {f"note-{note.no}" for note in facts.notes}
    assert set(re.findall(r'w:anchor="(note-\d+)"', body)) - {"note-0"} == marks


def test_xlsx_holds_numbers_as_numbers_and_leads_to_the_records(plan):
    facts = facts_of(plan)
    found = sheets(print_xlsx(facts, HEAD, Imprint()).content)

    assert list(found) == [
        "Ringkasan", "Matriks", "Pelaksanaan", "Angka indikator", "Capaian indikator", "Uraian", "Bukti",
        "Catatan angka", "Rekaman",
    ]  # fmt: skip
    assert {rows[0][0] for rows in found.values()} == {"KONSEP"}
    total = next(row for row in found["Ringkasan"] if row[0] == "Seluruh area")
    assert total == ["Seluruh area", 3.0, "8", 3.0, "9", 1.0, "10", 1.0, "11", 1.0, "12", 0.0, "", 0.0, "",
                     "2 dari 3 (66%)"]  # fmt: skip
    assert [row for row in found["Rekaman"] if row[0] == "10"] == [["10", "Seluruh area: terverifikasi", "1.1.1·6"]]


def test_figures_of_indicators_are_printed_with_their_target_in_every_format(plan):
    progress = Progress.objects.select_related("subactivity").get(subactivity__code="1.1.1")
    indicator = IndicatorFactory(subactivity=progress.subactivity, text="Tersusunnya laporan", target="95.5")
    FigureFactory(progress=progress, indicator=indicator, value=24, out_of=26)
    facts = facts_of(plan)
    line = "Tersusunnya laporan: 24 dari 26 (92,3%); target 95,5"

    pages = pdf_pages(print_pdf(facts, HEAD, Imprint()).content)
    cells = [cell or "" for page in pages for table in page.extract_tables() for row in table for cell in row]
    assert without_blanks(f"Rapat selesai{line}") in map(without_blanks, cells)
    assert f"Rapat selesai\n{line}" in word_texts(print_docx(facts, HEAD, Imprint()).content)
    book = sheets(print_xlsx(facts, HEAD, Imprint()).content)
    assert f"Rapat selesai\n{line}" in [row[5] for row in book["Pelaksanaan"]]
    assert book["Angka indikator"][2:] == [
        ["Kode", "Bulan", "Indikator", "Nilai", "Dari", "Realisasi", "Target"],
        ["1.1.1", "Juni", "Tersusunnya laporan", 24.0, 26.0, "24 dari 26 (92,3%)", "95,5"],
    ]


def test_xlsx_cuts_what_excel_cannot_hold_and_says_so(plan):
    facts = facts_of(plan)
    longest = replace(facts, remarks=())
    Progress.objects.filter(subactivity__code="1.1.1").update(achievement="p" * (LONGEST_CELL + 1))

    written = print_xlsx(replace(facts_of(plan), remarks=longest.remarks), HEAD, Imprint())

    assert written.warnings == ("Lembar Pelaksanaan baris 4: teks terlalu panjang bagi Excel dan terpotong.",)
    cut = next(row[5] for row in sheets(written.content)["Pelaksanaan"] if row[0] == "1.1.1")
    assert (len(cut), cut[-3:]) == (LONGEST_CELL, "PDF)"[-3:])


def test_template_is_what_its_tool_makes():
    kept, made = (
        {name: archive.read(name) for name in archive.namelist()}
        for content in (TEMPLATE.read_bytes(), make_report_template.make())
        for archive in [zipfile.ZipFile(io.BytesIO(content))]
    )

    assert kept == made
