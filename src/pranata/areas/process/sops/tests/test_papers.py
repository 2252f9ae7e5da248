"""PDF and DOCX say every step; a long table goes on over pages with connectors."""

import io
from dataclasses import replace

import pdfplumber
from django.test import Client
from docx import Document

from pranata.areas.process.sops.actions.tables import write_table
from pranata.areas.process.sops.delivery import paper_response
from pranata.areas.process.sops.papers import sop_paper
from pranata.areas.process.sops.printing import TEXT_FONT
from pranata.areas.process.sops.tests.conftest import ACTORS, ROWS


def pdf_pages(content):
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [" ".join((page.extract_text() or "").split()) for page in pdf.pages]


def long_table():
    """Thirty steps, the last decision back to the second row."""
    row = replace(ROWS[1], activity="Memeriksa kelengkapan berkas contoh yang panjang " * 3, note="Contoh " * 10)
    middle = [replace(row, actor=ACTORS[number % 3], output=f"Keluaran-{number}") for number in range(2, 29)]
    return [ROWS[0], *middle, replace(ROWS[2], yes_to=30, no_to=2), ROWS[4]]


def test_pdf_has_identity_and_every_step(effective):
    pages = pdf_pages(paper_response(effective, "pdf", is_public=False).content)
    assert len(pages) == 2
    for words in ("1/SOP/Contoh", "1 Maret 2022", "Nama Contoh", "199001012015011999", "Dasar hukum"):
        assert words in pages[0]
    for row in ROWS:
        assert row.activity in pages[1]
    for words in (*ACTORS, "2 hari kerja 1 jam 30 menit", "Mutu baku"):
        assert words in pages[1]


def test_long_table_goes_on_over_pages_with_connectors(draft, writer):
    write_table(draft, ACTORS, long_table(), by=writer)
    paper = sop_paper(draft, draft.made_on, font=TEXT_FONT)
    pages = pdf_pages(paper_response(draft, "pdf", is_public=False).content)
    assert len(pages) == 1 + len(paper.pages)
    assert len(paper.pages) > 2
    for number, page in enumerate(paper.pages, start=1):
        for row in page.rows:
            assert row.output in pages[number]
    assert sum(page.drawing.count("sop-connector") for page in paper.pages) == 2 * (len(paper.pages) - 1) + 2
    assert "KONSEP" in paper.mark


def test_paper_holds_a_crowd_of_actors_and_an_empty_table(draft, writer):
    write_table(draft, [f"Kepala Subbagian Contoh {number}" for number in range(12)], ROWS[:0], by=writer)
    assert len(pdf_pages(paper_response(draft, "pdf", is_public=False).content)) == 1
    crowd = [f"Kepala Subbagian Contoh {number}" for number in range(12)]
    write_table(draft, crowd, [replace(ROWS[1], actor=each) for each in crowd], by=writer)
    assert "Kelengkapan" in pdf_pages(paper_response(draft, "pdf", is_public=False).content)[1]


def test_docx_says_the_same_and_is_the_same_when_printed_twice(effective):
    content = paper_response(effective, "docx", is_public=False).content
    assert content == paper_response(effective, "docx", is_public=False).content
    table = Document(io.BytesIO(content)).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [
        "No.", "Kegiatan", *ACTORS, "Kelengkapan", "Waktu", "Output", "Keterangan",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[3].cells][:6] == [
        "3", "Menilai apakah lengkap", "", "◇\nYa → 4\nTidak → 2", "", "Catatan",
    ]  # fmt: skip


def test_public_reads_what_holds_without_the_nip(effective, draft, office):
    stranger = Client()
    place = f"/{office.code}/sop/"
    assert [each.pk for each in stranger.get(place).context["page"]] == [effective.pk]
    page = stranger.get(f"{place}{effective.pk}/").content.decode()
    assert ("Menyetujui jawaban" in page, "199001012015011999" in page) == (True, False)
    paper = " ".join(pdf_pages(stranger.get(f"{place}{effective.pk}/sop.pdf").content))
    assert ("Nama Contoh" in paper, "199001012015011999" in paper) == (True, False)


def test_public_does_not_find_drafts(draft, office):
    stranger = Client()
    assert stranger.get(f"/{office.code}/sop/{draft.pk}/").status_code == 404
    assert stranger.get(f"/{office.code}/sop/{draft.pk}/sop.pdf").status_code == 404
    assert list(stranger.get(f"/{office.code}/sop/").context["page"]) == []
