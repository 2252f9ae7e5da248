"""Files of offices that cannot be read: each is refused in one Indonesian sentence, and nothing is half read."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest

from pranata.engines.plan.reading import UnreadablePlan, read_plan
from pranata.engines.plan.tests.reading_files import Table, compiled, docx_of, pdf_of, small, xlsx_of
from pranata.engines.plan.tests.reading_text import texts

TABLE = small(("1", "Area", "1. Kegiatan", "1. Menyusun rencana", "Rencana tersusun"))
WORD, SHEET, PRINT = docx_of([TABLE]), xlsx_of([TABLE]), pdf_of([TABLE])


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The archive with parts replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def retyped(data: bytes, old: bytes, new: bytes) -> bytes:
    """The archive as another kind of document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    return repacked(data, {"[Content_Types].xml": types.replace(old, new)})


def lying(data: bytes, part: str) -> bytes:
    """The archive in which a part claims to be ten bytes long."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(part).file_size
    return data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))


def doubled(data: bytes) -> bytes:
    """The archive with one part under the name of another."""
    return repacked(data, {"word/documenu.xml": b"<x/>"}).replace(b"word/documenu.xml", b"word/document.xml")


def locked(data: bytes) -> bytes:
    """The archive whose first part says that it is encrypted."""
    place = data.index(b"PK\x01\x02")
    return data[: place + 8] + b"\x01" + data[place + 9 :]


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = bytes(101 * 1024 * 1024)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
LOCKED_PDF = (
    b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj
3 0 obj << /Filter /Standard /V 1 /R 2 /P -4 /O <"""
    + b"61" * 32
    + b"> /U <"
    + b"62" * 32
    + b"""> >> endobj
trailer << /Root 1 0 R /Encrypt 3 0 R /ID [<31> <31>] /Size 4 >>
%%EOF
"""
)
MACRO = "Berkas memuat makro; simpan ulang sebagai DOCX atau XLSX tanpa makro."
TOO_LARGE = "Isi berkas terlalu besar setelah dibuka; batasnya 100 MB."
LOCKED = "Berkas dilindungi kata sandi; simpan ulang tanpa kata sandi."
NO_TABLE = "Berkas tidak memuat tabel lampiran dengan kolom kegiatan, sub kegiatan dan indikator."
SCAN = "PDF ini hasil pindaian tanpa teks; bawa berkas DOCX aslinya, atau PDF yang disimpan langsung dari Word."
REFUSED = {
    "macros in a Word file": (repacked(WORD, {"word/vbaProject.bin": b""}), MACRO),
    "docm": (retyped(WORD, b"document.main+xml", b"document.macroEnabled.main+xml"), MACRO),
    "macros in a workbook": (repacked(SHEET, {"xl/vbaProject.bin": b""}), MACRO),
    "old macro sheet": (repacked(SHEET, {"xl/macrosheets/sheet1.xml": b"<x/>"}), MACRO),
    "template": (
        retyped(WORD, b"document.main+xml", b"template.main+xml"),
        "Berkas ini adalah templat Word; simpan sebagai Dokumen Word (.docx).",
    ),
    "other kind": (
        retyped(WORD, b"wordprocessingml.document.main+xml", b"lain+xml"),
        "Berkas ini bukan DOCX atau XLSX; yang dapat dibaca: DOCX, XLSX, PDF teks, JSON, teks.",
    ),
    "bomb that says so": (repacked(WORD, {"word/media/a.png": BOMB}), TOO_LARGE),
    "bomb in a workbook": (repacked(SHEET, {"xl/media/a.png": BOMB}), TOO_LARGE),
    "bomb that lies": (
        lying(WORD, "word/document.xml"),
        "Berkas rusak: ukuran isinya tidak sama dengan ukuran yang tercatat di dalamnya.",
    ),
    "part twice": (doubled(WORD), "Berkas rusak: satu bagian di dalam arsipnya tercatat dua kali."),
    "entities": (
        repacked(WORD, {"word/a.xml": ENTITIES}),
        "Berkas memuat definisi XML yang tidak wajar dan tidak dibuka.",
    ),
    "cut archive": (WORD[:3000], "Berkas rusak: arsip di dalamnya tidak dapat dibuka."),
    "broken document": (repacked(WORD, {"word/document.xml": b"<x"}), "Berkas DOCX rusak dan tidak dapat dibaca."),
    "broken sheet": (
        repacked(SHEET, {"xl/workbook.xml": b"<x"}),
        "Berkas XLSX rusak dan tidak dapat dibaca.",
    ),
    "empty archive": (b"PK\x05\x06" + bytes(18), "Berkas ini adalah arsip kosong."),
    "plain archive": (
        repacked(b"PK\x05\x06" + bytes(18), {"a.docx": WORD}),
        "Berkas ini adalah arsip ZIP; keluarkan dulu DOCX, XLSX atau PDF dari dalamnya.",
    ),
    "locked archive": (locked(WORD), LOCKED),
    "locked Word file": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    "odt": (
        repacked(WORD, {"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "Berkas ini adalah ODT; simpan sebagai Dokumen Word (.docx).",
    ),
    "doc": (
        COMPOUND + "WordDocument".encode("utf-16-le"),
        "Berkas ini adalah Word lama (.doc); simpan sebagai Dokumen Word (.docx).",
    ),
    "xls": (
        COMPOUND + "Workbook".encode("utf-16-le"),
        "Berkas ini adalah Excel lama (.xls); simpan sebagai Buku Kerja Excel (.xlsx).",
    ),
    "no table in Word": (docx_of(["Tanpa tabel"]), NO_TABLE),
    "no table in a workbook": (
        xlsx_of(["Tanpa tabel"]),
        "Tidak ada lembar dengan kolom kegiatan, sub kegiatan dan indikator (lembar: “Lampiran”).",
    ),
    "sheet too wide": (
        xlsx_of([Table([[*row, *["kata"] * 90] for row in TABLE.rows])]),
        "Lembar “Lampiran” terlalu besar: 3 baris dan 107 kolom.",
    ),
    "no table in a PDF": (pdf_of(["Tanpa tabel"]), NO_TABLE),
    "scan": (compiled("#rect(width: 100%, height: 100%, fill: gray)"), SCAN),
    "cut PDF": (PRINT[:2000], "PDF rusak dan tidak dapat dibaca."),
    "locked PDF": (LOCKED_PDF, "PDF dilindungi kata sandi; simpan ulang tanpa kata sandi."),
    "PDF without pages": (LOCKED_PDF.replace(b"/Encrypt 3 0 R", b""), SCAN),
    "200 MB": (bytes(200 * 1024 * 1024), "Berkas ini lebih dari 20 MB."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_is_refused_in_one_sentence_when_it_cannot_be_read(name):
    data, message = REFUSED[name]
    with pytest.raises(UnreadablePlan) as refusal:
        read_plan(data, name="contoh")

    assert refusal.value.message == f"contoh: {message}"


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [(WORD, "contoh.pdf", "DOCX"), (SHEET, "contoh.docm", "XLSX"), (PRINT, "contoh.docx", "PDF")],
)
def test_content_decides_when_the_ending_says_otherwise(data, name, form):
    reading = read_plan(data, name=name)
    ending = name.removeprefix("contoh")

    assert texts(reading) == ["Menyusun rencana"]
    assert reading.remarks[0].message == (f"Akhiran nama berkas {ending}, tetapi isinya {form}; dibaca menurut isinya.")


@pytest.mark.parametrize("data", [WORD, SHEET, PRINT], ids=["DOCX", "XLSX", "PDF"])
@pytest.mark.parametrize("step", [97, 1009])
def test_damaged_file_is_refused_or_read_but_never_fails(data, step):
    for start in range(10, 500, 70):
        damaged = bytearray(data)
        for place in range(start, len(data), step):
            damaged[place] ^= 0x5A
        with contextlib.suppress(UnreadablePlan):
            assert texts(read_plan(bytes(damaged), name="contoh"))
