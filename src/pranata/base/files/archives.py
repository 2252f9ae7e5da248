"""Looks into ZIP containers, the modern Office formats among them, without unpacking more than a few lines."""

import struct
import zipfile
import zlib
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pranata.base.files.errors import RefusedFile
from pranata.base.files.kinds import ACCEPTED, MACRO_REFUSED, OPEN_DOCUMENT, REFUSED_ENDINGS
from pranata.base.files.names import clean_name, extension

MOST_ENTRIES = 10_000
UNPACKED_TIMES_UPLOAD = 20  # all entries together may unpack to so many times the largest upload
MOST_BYTES_READ = 256 * 1024
BYTES_AT_ONCE = 1024 * 1024
DIRECTORY_ENTRY = b"PK\x01\x02"  # how each begins (ZIP specification, 4.3.12)
TOO_LARGE = _("Isi arsip terlalu besar bila dibuka.")
ENCRYPTED = 0x1  # bit 0 of an entry's flags (ZIP specification, 4.4.4)
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError, OSError, OverflowError,
    RuntimeError, ValueError,
)  # fmt: skip
OPEN_XML_MAIN_PARTS = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}


def archive_type(file: BinaryIO) -> str:
    """The media type of a ZIP container; raises ``RefusedFile`` for bombs, macros, and what cannot be looked into."""
    try:
        refuse_swarm(file)
        with zipfile.ZipFile(file) as archive:
            refuse_bomb(archive)
            refuse_doubles(archive)
            return office_type(archive) or plain_archive_type(archive)
    except UNREADABLE:
        raise RefusedFile(_("Arsip atau dokumen ini rusak dan tidak dapat dibuka.")) from None


def refuse_swarm(file: BinaryIO) -> None:
    """Count the directory's entries before they are all read into memory; files inside may look like a few more."""
    file.seek(0)
    seen, tail = 0, b""
    while chunk := file.read(BYTES_AT_ONCE):
        seen += (tail + chunk).count(DIRECTORY_ENTRY)
        tail = chunk[1 - len(DIRECTORY_ENTRY) :]
    if seen > 10 * MOST_ENTRIES:
        raise RefusedFile(TOO_LARGE)


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Sizes are those the archive declares; a reader stops where an entry outgrows its declaration."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > UNPACKED_TIMES_UPLOAD * settings.MAX_UPLOAD_BYTES:
        raise RefusedFile(TOO_LARGE)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise RefusedFile(_("Arsip berkata sandi tidak dapat diperiksa; kirimkan tanpa kata sandi."))


def refuse_doubles(archive: zipfile.ZipFile) -> None:
    """Of two entries with one name each program reads another."""
    names = archive.namelist()
    if len(names) != len(set(names)):
        raise zipfile.BadZipFile


def office_type(archive: zipfile.ZipFile) -> str | None:
    """The media type of an Office Open XML or OpenDocument file; ``None`` for any other archive."""
    parts = text_in(archive, "[Content_Types].xml")
    open_xml = next((ACCEPTED[kind] for part, kind in OPEN_XML_MAIN_PARTS.items() if part in parts), None)
    found = open_document_type(archive) or open_xml
    if "macroenabled" in parts.lower() or (found and any(map(is_macro, archive.namelist()))):
        raise RefusedFile(MACRO_REFUSED)
    return found


def open_document_type(archive: zipfile.ZipFile) -> str | None:
    declared = text_in(archive, "mimetype").strip()
    return declared if declared.startswith(OPEN_DOCUMENT) and declared in ACCEPTED.values() else None


def is_macro(name: str) -> bool:
    return name.startswith(("Basic/", "Scripts/")) or name.lower().endswith("vbaproject.bin")


def text_in(archive: zipfile.ZipFile, name: str) -> str:
    """The text of the entry ``name``, "" when there is none; raises ``BadZipFile`` when no honest one is as long."""
    if name not in archive.namelist():
        return ""
    if archive.getinfo(name).file_size > MOST_BYTES_READ:
        raise zipfile.BadZipFile
    return archive.read(name).decode("utf-8", "replace")


def plain_archive_type(archive: zipfile.ZipFile) -> str:
    """Any other archive; what would be refused alone is refused inside, and so is an archive in an archive."""
    for name in archive.namelist():
        if reason := reason_against(name):
            raise RefusedFile(
                _("Di dalam arsip ada %(name)s. %(reason)s") % {"name": clean_name(name)[-80:], "reason": reason}
            )
    return ACCEPTED["zip"]


def reason_against(name: str) -> str | None:
    """Why an entry of that name is not accepted, if it is not."""
    if name.startswith("/") or ".." in name.split("/"):
        return _("Berkas itu akan keluar dari foldernya bila arsip dibuka.")
    ending = extension(name)
    if ending == "zip":
        return _("Arsip di dalam arsip tidak diterima.")
    return next((reason for endings, reason in REFUSED_ENDINGS if ending in endings), None)
