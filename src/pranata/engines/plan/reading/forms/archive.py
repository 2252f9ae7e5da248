"""The ZIP archive that a DOCX or XLSX is: what is inside, and whether it may be opened at all."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from ..model import UnreadablePlan

MAX_UNPACKED = 100 * 1024 * 1024  # bytes of all parts together
MAX_PART = 40 * 1024 * 1024  # bytes of one XML part
MAX_PARTS = 3_000
CHUNK = 1 << 20
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,  # zipfile's word for a compression it does not know
    RuntimeError,
    ValueError,
)
ENCRYPTED = 1  # bit 0 of a part's flags
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)\b", re.IGNORECASE)
DOCX, XLSX = "DOCX", "XLSX"
MAIN_PARTS = ((b"wordprocessingml.document.main+xml", DOCX), (b"spreadsheetml.sheet.main+xml", XLSX))
OTHER_PARTS = (
    (b"wordprocessingml.template.main+xml", "templat Word; simpan sebagai Dokumen Word (.docx)"),
    (b"spreadsheetml.template.main+xml", "templat Excel; simpan sebagai Buku Kerja Excel (.xlsx)"),
    (b"sheet.binary.", "Excel biner (XLSB); simpan sebagai Buku Kerja Excel (.xlsx)"),
    (b"presentationml", "PowerPoint; yang dapat dibaca: DOCX, XLSX, PDF teks"),
)
OPEN_DOCUMENTS = (
    (b"opendocument.text", "ODT; simpan sebagai Dokumen Word (.docx)"),
    (b"opendocument.spreadsheet", "ODS; simpan sebagai Buku Kerja Excel (.xlsx)"),
)
MACRO_PARTS = re.compile(r"vbaproject\.bin$|(^|/)macrosheets/|vbadata\.xml$", re.IGNORECASE)


def office_kind(data: bytes) -> str:
    """DOCX or XLSX, once everything inside was weighed.

    Raises UnreadablePlan for archives that are broken, locked, of another kind, carry macros, or unpack to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            weigh(archive, data)
            return kind_of(archive)
    except BROKEN as error:
        raise UnreadablePlan("Berkas rusak: arsip di dalamnya tidak dapat dibuka.") from error


def weigh(archive: zipfile.ZipFile, data: bytes) -> None:
    """Unpack every part without keeping it, so that the real sizes count and not only the declared ones."""
    entries = archive.infolist()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadablePlan("Berkas dilindungi kata sandi; simpan ulang tanpa kata sandi.")
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_large()
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnreadablePlan("Berkas rusak: satu bagian di dalam arsipnya tercatat dua kali.")
    for entry in entries:
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        if is_xml and entry.file_size > MAX_PART:
            raise too_large()
        for chunk in unpacked(entry, data):
            if is_xml and DOCTYPE.search(chunk):
                raise UnreadablePlan("Berkas memuat definisi XML yang tidak wajar dan tidak dibuka.")


def too_large() -> UnreadablePlan:
    return UnreadablePlan(f"Isi berkas terlalu besar setelah dibuka; batasnya {MAX_UNPACKED // (1024 * 1024)} MB.")


def unpacked(entry: zipfile.ZipInfo, data: bytes) -> list[bytes]:
    """The first bytes of a part in one piece; raises when the part holds more than it declares."""
    header = LOCAL_HEADER.unpack_from(data, entry.header_offset)
    start = entry.header_offset + LOCAL_HEADER.size + header[9] + header[10]
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        if len(packed) != entry.file_size:
            raise zipfile.BadZipFile(entry.filename)
        return [packed]
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(entry.filename)
    return inflated(packed, entry.file_size)


def inflated(packed: bytes, declared: int) -> list[bytes]:
    """The first piece of a deflated part whose real size is the declared one; raises UnreadablePlan for any other."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    first = piece = stream.decompress(packed, CHUNK)
    size = len(piece)
    while piece and size <= declared:
        piece = stream.decompress(stream.unconsumed_tail, CHUNK)
        size += len(piece)
    if size != declared:
        raise UnreadablePlan("Berkas rusak: ukuran isinya tidak sama dengan ukuran yang tercatat di dalamnya.")
    return [first]


def kind_of(archive: zipfile.ZipFile) -> str:
    """The kind of document, from its own list of parts."""
    names = archive.namelist()
    if "mimetype" in names:
        mime = archive.read("mimetype")
        for mark, words in OPEN_DOCUMENTS:
            if mark in mime:
                raise UnreadablePlan(f"Berkas ini adalah {words}.")
    if "[Content_Types].xml" not in names:
        raise UnreadablePlan("Berkas ini adalah arsip ZIP; keluarkan dulu DOCX, XLSX atau PDF dari dalamnya.")
    types = archive.read("[Content_Types].xml")
    if b"macroenabled" in types.lower() or any(MACRO_PARTS.search(name) for name in names):
        raise UnreadablePlan("Berkas memuat makro; simpan ulang sebagai DOCX atau XLSX tanpa makro.")
    for mark, words in OTHER_PARTS:
        if mark in types:
            raise UnreadablePlan(f"Berkas ini adalah {words}.")
    if "_rels/.rels" in names and b"purl.oclc.org/ooxml" in archive.read("_rels/.rels"):
        raise UnreadablePlan(
            "Berkas disimpan sebagai Open XML Ketat (Strict); simpan ulang sebagai DOCX atau XLSX biasa."
        )
    kind = next((kind for mark, kind in MAIN_PARTS if mark in types), None)
    if kind is None:
        raise UnreadablePlan("Berkas ini bukan DOCX atau XLSX; yang dapat dibaca: DOCX, XLSX, PDF teks, JSON, teks.")
    return kind
