import io
import zipfile
from datetime import date

import pdfplumber
import pytest
from docx import Document

from pranata.base.paper.letterhead import Letterhead
from pranata.engines.assessments.actions import answering, assessors, proofs, sheets
from pranata.engines.assessments.models import Level
from pranata.engines.assessments.packing import evidence_rows, write_evidence
from pranata.engines.assessments.papers import consensus_paper, sheet_paper, working_paper
from pranata.engines.assessments.printing import print_docx, print_pdf
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.tests.factories import item_of
from pranata.engines.evidence.models import Confidentiality
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.lib import clock

TODAY = date(2022, 6, 27)
HEAD = Letterhead(office=("KPU Kabupaten Contoh",), city="Contoh")


@pytest.fixture
def assessed(sheet, secretary, staff, assessor):
    """I.1.a is claimed and refused, I.2.a is agreed upon."""
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="YA"), note="SK tim", by=staff)
    answering.answer(item_of(sheet, "I.2.a"), Reply(choice="YA"), by=staff)
    sheets.submit(sheet, by=secretary)
    reason = "SK belum ditandatangani"
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="TIDAK"), level=Level.INTERNAL, reason=reason, by=assessor)
    answering.answer(item_of(sheet, "I.2.a"), Reply(choice="YA"), level=Level.INTERNAL, by=assessor)
    return read_sheet(sheet, reader=secretary, today=TODAY)


def table_of(paper, heading):
    return next(each.table for each in paper.chapters if each.heading == heading)


def test_working_paper_has_what_was_assessed_with_variance_and_reason(assessed):
    paper = working_paper(assessed, Level.INTERNAL, TODAY)

    rows = [(row[0], *row[2:6]) for row in table_of(paper, "Penilaian").rows]
    assert rows == [
        ("I.1.a", "Ya", "Tidak", "-1,00", "SK belum ditandatangani"),
        ("I.2.a", "Ya", "Ya", "0,00", ""),
    ]
    assert paper.name == f"zona-integritas-2022-kertas-kerja-internal-{assessed.sheet.office.code}"


def test_minutes_list_the_differences_and_both_totals(assessed):
    paper = consensus_paper(assessed, TODAY)

    assert [row[0] for row in table_of(paper, "Perbedaan").rows] == ["I.1.a"]
    assert paper.chapters[0].paragraphs[0] == "KONSEP: lembar ini belum disepakati."
    assert paper.chapters[0].paragraphs[2] == (
        "Nilai mandiri 0,58; nilai sesudah penilaian 0,33 dari 100,00. Kategori: belum memenuhi syarat."
    )
    assert paper.signers == ("Satuan kerja", "Penilai internal")


def test_sheet_on_paper_has_every_question_and_every_condition(assessed):
    paper = sheet_paper(assessed, TODAY)

    codes = {row[0] for each in paper.chapters if each.table for row in each.table.rows}
    assert set(assessed.instrument.questions) <= codes
    assert len(table_of(paper, "Syarat WBK").rows) == 18


def test_pdf_and_docx_say_the_same(assessed):
    paper = working_paper(assessed, Level.INTERNAL, TODAY)

    pdf, docx = print_pdf(paper, HEAD), print_docx(paper, HEAD)

    with pdfplumber.open(io.BytesIO(pdf.content)) as pages:
        printed = " ".join((page.extract_text() or "") for page in pages.pages).split()
    document = Document(io.BytesIO(docx.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"I.1.a", "Tidak", "-1,00"} <= set(printed)
    assert {"I.1.a", "Tidak", "-1,00"} <= set(cells)
    assert (pdf.warnings, docx.content == print_docx(paper, HEAD).content) == ((), True)


def test_archive_has_a_folder_for_each_question(sheet, office, staff, secretary):
    item = item_of(sheet, "R.V.2.a")
    shown, hidden = EvidenceFactory(office=office), EvidenceFactory(office=office)
    hidden.confidentiality = Confidentiality.RESTRICTED
    hidden.save()
    for each in (shown, hidden):
        proofs.prove(item, lambda each=each: each, by=secretary)
    target = io.BytesIO()

    write_evidence(target, read_sheet(sheet, reader=staff, today=TODAY), reader=staff, today=TODAY)

    with zipfile.ZipFile(target) as archive:
        index = archive.read("indeks.csv").decode("utf-8-sig").splitlines()
        names = sorted(archive.namelist())
    assert [line.split(",")[0] for line in index[1:]] == [
        "r-v-2-a",
        "1 bukti lain tidak disertakan karena tidak terbuka bagi Anda.",
    ]
    assert {"SHA256SUMS", "indeks.csv"} <= set(names)


def test_assessor_of_another_office_gets_the_evidence_that_is_not_restricted(sheet, office, secretary, stranger):
    shown, hidden, other = (EvidenceFactory(office=office) for _each in range(3))
    hidden.confidentiality = Confidentiality.RESTRICTED
    hidden.save()
    for each in (shown, hidden):
        proofs.prove(item_of(sheet, "I.1.a"), lambda each=each: each, by=secretary)
    assessors.appoint(
        sheet, stranger, level=Level.INTERNAL, valid_to=date(2022, 7, 31), purpose="Asesor silang", by=secretary
    )
    target = io.BytesIO()

    write_evidence(target, read_sheet(sheet, reader=stranger, today=TODAY), reader=stranger, today=clock.today())

    with zipfile.ZipFile(target) as archive:
        index = archive.read("indeks.csv").decode("utf-8-sig")
    assert [each.title in index for each in (shown, hidden, other)] == [True, False, False]


def test_sheet_on_paper_lists_its_evidence_in_the_order_of_the_questions(sheet, office, secretary):
    for code in ("R.V.2.a", "I.1.a"):
        proofs.prove(item_of(sheet, code), lambda: EvidenceFactory(office=office, title="Bukti contoh"), by=secretary)
    view = read_sheet(sheet, reader=secretary, today=TODAY)

    paper = sheet_paper(view, TODAY, evidence_rows(view, reader=secretary))

    assert table_of(paper, "Daftar bukti").rows == (
        ("I.1.a", "Bukti contoh", "1 Juni 2022", "", "i-1-a"),
        ("R.V.2.a", "Bukti contoh", "1 Juni 2022", "", "r-v-2-a"),
    )
