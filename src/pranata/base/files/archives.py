"""Looks into ZIP containers, the modern Office formats among them, without unpacking more than a few lines."""

import struct
import zipfile
import zlib
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.files.kinds import ACCEPTED, MACRO_REFUSED, REFUSED_ENDINGS
from pranata.base.files.names import extension

MOST_ENTRIES = 10_000
UNPACKED_TIMES_UPLOAD = 20  # all entries together may unpack to so many times the largest upload
MOST_BYTES_READ = 256 * 1024
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
        with zipfile.ZipFile(file) as archive:
            refuse_bomb(archive)
            return office_type(archive) or plain_archive_type(archive)
    except UNREADABLE:
        raise RefusedFile(_("Arsip atau dokumen ini rusak dan tidak dapat dibuka.")) from None


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Sizes are those the archive declares; a reader stops where an entry outgrows its declaration."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > UNPACKED_TIMES_UPLOAD * settings.MAX_UPLOAD_BYTES:
        raise RefusedFile(_("Isi arsip terlalu besar bila dibuka."))
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise RefusedFile(_("Arsip berkata sandi tidak dapat diperiksa; kirimkan tanpa kata sandi."))


def office_type(archive: zipfile.ZipFile) -> str | None:
    """The media type of an Office Open XML or OpenDocument file; ``None`` for any other archive."""
    names = set(archive.namelist())
    if "mimetype" in names:
        return open_document_type(archive, names)
    if "[Content_Types].xml" in names:
        return open_xml_type(archive, names)
    return None


def open_document_type(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    declared = beginning(archive, "mimetype").strip()
    if declared not in ACCEPTED.values():
        return None
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise RefusedFile(MACRO_REFUSED)
    return declared


def open_xml_type(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    parts = beginning(archive, "[Content_Types].xml")
    if "macroenabled" in parts.lower() or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RefusedFile(MACRO_REFUSED)
    return next((ACCEPTED[kind] for part, kind in OPEN_XML_MAIN_PARTS.items() if part in parts), None)


def beginning(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return part.read(MOST_BYTES_READ).decode("utf-8", "replace")


def plain_archive_type(archive: zipfile.ZipFile) -> str:
    """Any other archive; what would be refused alone is refused inside, and so is an archive in an archive."""
    for name in archive.namelist():
        ending = extension(name)
        reason = next((reason for endings, reason in REFUSED_ENDINGS if ending in endings), None)
        if reason or ending == "zip":
            raise RefusedFile(
                _("Di dalam arsip ada %(name)s. %(reason)s")
                % {"name": name[-80:], "reason": reason or _("Arsip di dalam arsip tidak diterima.")}
            )
    return ACCEPTED["zip"]
