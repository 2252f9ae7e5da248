"""A small decree of an office that does not exist, and ways to look into the files written from it."""

from __future__ import annotations

import io
import re
import struct
import zlib

import pdfplumber
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table

from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    IndicatorReading,
    PlanReading,
    SubactivityReading,
)
from pranata.engines.plan.reading.model import AnnexHeading, Dictum, LabelledText, Signatory
from pranata.engines.plan.writing import Letterhead

OFFICE = "KOMISI PEMILIHAN UMUM KABUPATEN CONTOH"
TITLE = f"PENETAPAN RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN {OFFICE} TAHUN 2024"
CERTIFIER = "Sekretaris Komisi Pemilihan Umum Kabupaten Contoh"
HEADINGS = ["NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN", "PELAKSANAAN (BULAN)"]
MONTHS = ["JAN", "FEB", "MAR", "APRIL", "MEI", "JUNI", "JULI", "AGT", "SEPT", "OKT", "NOV", "DES"]


def png() -> bytes:
    """A white PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00\xff")) + chunk(b"IEND", b"")


def letterhead() -> Letterhead:
    """A complete letterhead."""
    return Letterhead(
        ("KOMISI PEMILIHAN UMUM", "KABUPATEN CONTOH"), ("Jalan Fiktif 1, Contoh", "Telepon 000"), png(), "Contoh"
    )


def areas() -> list[AreaReading]:
    """Two areas, three sub-activities; 1.1.1 has two indicators, the second with narrower months."""
    first = SubactivityReading(
        "1.1.1", "1", "Menetapkan tim", [IndicatorReading("SK tim"), IndicatorReading("Laporan tim", [6])], [1, 6]
    )
    second = SubactivityReading("1.1.2", "2", "Menyusun rencana", [IndicatorReading("Rencana tersusun")], [2])
    third = SubactivityReading("2.1.1", "", "Survei", [], [12])
    return [
        AreaReading(1, "Manajemen Perubahan", [ActivityReading("1", "Perencanaan", [first, second])]),
        AreaReading(2, "Pelayanan Publik", [ActivityReading("", "Kepuasan", [third])]),
    ]


def sample() -> PlanReading:
    """A complete certified copy."""
    decree = DecreeReading(
        number="7/HK.03.1/9998/2024",
        title=TITLE,
        office_name=OFFICE,
        year=2024,
        place="Contoh",
        date="2024-01-05",
        is_copy=True,
        considerations=[LabelledText("a", "bahwa perlu rencana;"), LabelledText("b", "bahwa perlu keputusan.")],
        legal_basis=[LabelledText("1", "Undang-Undang;"), LabelledText("2", "Peraturan.")],
        decides=f"KEPUTUSAN {OFFICE} TENTANG {TITLE}.",
        dictum=[
            Dictum("KESATU", "Menetapkan Rencana Aksi."),
            Dictum("KEDUA", "Rencana bertujuan:", [LabelledText("a", "tertib;"), LabelledText("b", "terukur.")]),
        ],
        signatories=[
            Signatory("KETUA", "NAMA FIKTIF SATU"),
            Signatory(CERTIFIER, "NAMA FIKTIF DUA"),
            Signatory("KETUA", "NAMA FIKTIF SATU"),
            Signatory(CERTIFIER, "NAMA FIKTIF DUA"),
        ],
        annex=AnnexHeading("7/HK.03.1/9998/2024", TITLE, "RENCANA AKSI TAHUN 2024", 2024, "Contoh", "2024-01-05"),
    )
    return PlanReading(decree, areas())


def annex_only(*found: AreaReading) -> PlanReading:
    """A reading that has only areas."""
    return PlanReading(areas=list(found))


def one_row(text: str, indicator: str) -> PlanReading:
    """A plan of one sub-activity with one indicator, in January."""
    sub = SubactivityReading("1.1.1", "", text, [IndicatorReading(indicator)], [1])
    return annex_only(AreaReading(1, "Area", [ActivityReading("1", "Kegiatan", [sub])]))


def open_docx(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def docx_lines(content: bytes) -> list[str]:
    """Every line of the document outside tables, tabs as spaces."""
    lines = [line for paragraph in open_docx(content).paragraphs for line in paragraph.text.split("\n")]
    return [" ".join(line.split()) for line in lines]


def docx_rows(table: Table) -> list[list[str]]:
    """The texts of the table's cells as they stand in the file; a cell that goes on below a merged one is ""."""
    return [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row._tr.tc_lst] for row in table.rows
    ]


def pdf_pages(content: bytes) -> list[pdfplumber.page.Page]:
    return pdfplumber.open(io.BytesIO(content)).pages


def pdf_table(page: pdfplumber.page.Page) -> list[list[str]]:
    """The table of a page: cell texts with single spaces, "" where a merged cell goes on."""
    table = page.extract_table()
    assert table is not None
    return [[" ".join((cell or "").split()) for cell in row] for row in table]


def pdf_words(content: bytes) -> str:
    """Every word of every page but its number, joined by single spaces."""
    texts = [re.sub(r"^- [0-9]+ -", "", page.extract_text()) for page in pdf_pages(content)]
    return " ".join(" ".join(texts).split())
