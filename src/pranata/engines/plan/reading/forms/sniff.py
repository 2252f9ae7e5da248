"""Which form a file has, by its content; what cannot be read is refused with what to bring instead."""

from __future__ import annotations

from pathlib import PurePath

from ..model import Remark, UnreadablePlan
from ..remarks import make_remark
from .archive import DOCX, office_kind
from .flat import FlatText

OFFICE_ARCHIVE = b"PK\x03\x04"
EMPTY_ARCHIVE = b"PK\x05\x06"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files and of locked new ones
PDF = b"%PDF-"
PDF_HEAD = 1024  # bytes before which the mark of a PDF may stand
ENDINGS = {
    "DOCX": (".docx",),
    "XLSX": (".xlsx",),
    "PDF": (".pdf",),
    "JSON": (".json",),
    "teks": (".txt", ".md", ".tsv", ".text", ".csv", ""),
}
KNOWN_ENDINGS = frozenset(
    [ending for endings in ENDINGS.values() for ending in endings if ending]
    + [".docm", ".xlsm", ".doc", ".xls", ".rtf", ".odt", ".ods", ".dotx", ".xltx", ".xlsb"]
)


def flatten(data: bytes) -> FlatText | None:
    """The decree as lines when the file is a DOCX, an XLSX of another office or a text PDF; None for any other form.

    Raises UnreadablePlan for files of those kinds that cannot be read: broken, locked, with macros, scanned.
    """
    if data.startswith(COMPOUND):
        raise UnreadablePlan(compound_reason(data))
    if data.startswith(EMPTY_ARCHIVE):
        raise UnreadablePlan("Berkas ini adalah arsip kosong.")
    if data.startswith(OFFICE_ARCHIVE):
        if office_kind(data) == DOCX:
            from .docx_form import flatten_docx  # noqa: PLC0415 -- slow import

            return flatten_docx(data)
        from .sheet_form import flatten_sheets  # noqa: PLC0415 -- slow import

        return flatten_sheets(data)
    if PDF in data[:PDF_HEAD]:
        from .pdf_form import flatten_pdf  # noqa: PLC0415 -- slow import

        return flatten_pdf(data)
    return None


def compound_reason(data: bytes) -> str:
    """Why a compound file is refused: locked, or of the time before DOCX and XLSX."""
    if utf16("EncryptedPackage") in data:
        return "Berkas dilindungi kata sandi; simpan ulang tanpa kata sandi."
    if utf16("WordDocument") in data:
        return "Berkas ini adalah Word lama (.doc); simpan sebagai Dokumen Word (.docx)."
    if utf16("Workbook") in data or utf16("Book") in data:
        return "Berkas ini adalah Excel lama (.xls); simpan sebagai Buku Kerja Excel (.xlsx)."
    return "Berkas ini adalah Excel atau Word lama; simpan sebagai DOCX atau XLSX."


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def ending_remark(name: str, form: str) -> list[Remark]:
    """A remark when a file's ending promises another form than its content has."""
    ending = PurePath(name).suffix.lower()
    if ending not in KNOWN_ENDINGS or ending in ENDINGS[form]:
        return []
    return [make_remark("file_ending", [], ending=ending, form=form)]
