"""What a file is by its content, whatever it is called; pure Python."""

import codecs
import re
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _

from pranata.base.files.archives import archive_type
from pranata.base.files.errors import RefusedFile
from pranata.base.files.kinds import (
    ACCEPTED,
    MACRO_REFUSED,
    PAGE_REFUSED,
    PROGRAM_REFUSED,
    REFUSED_ENDINGS,
    TEXTS,
)
from pranata.base.files.names import extension

HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 1024 * 1024
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)  # fmt: skip
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A page begins with one of its tags, or with a comment or declaration and then one of them.
PAGE = re.compile(
    r"\s*<(\?xml|"
    r"(!doctype\s+html|html|head|body|title|script|style|svg|iframe|object|embed|form|meta|link|base|img|a|table)[\s/>])",
    re.IGNORECASE,
)
BEFORE_PAGE = re.compile(r"\s*(<!--.*?-->|<!doctype\s[^>]*>)", re.IGNORECASE | re.DOTALL)
MEDIA = ("image/", "audio/", "video/")  # what ``filetype`` is asked about; documents and archives are looked into here
# The streams by which the old Office formats tell themselves apart, named in UTF-16 (compound file directory).
COMPOUND_STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}


def recognize(file: BinaryIO, name: str) -> str:
    """The media type of ``file``, which may be anywhere and is left at its beginning.

    Raises ``RefusedFile`` when the kind is not accepted, or the name's extension says something else.
    """
    ending = extension(name)
    refuse_ending(ending)
    found = content_type(file, ending)
    file.seek(0)
    if found != ACCEPTED[ending]:
        raise RefusedFile(
            _("Isi berkas (%(found)s) tidak sesuai dengan akhiran namanya (.%(ending)s).")
            % {"found": kind_name(found), "ending": ending}
        )
    return found


def refuse_ending(ending: str) -> None:
    if not ending:
        raise RefusedFile(_("Nama berkas tanpa akhiran; beri akhiran seperti .pdf atau .xlsx."))
    for endings, reason in REFUSED_ENDINGS:
        if ending in endings:
            raise RefusedFile(reason)
    if ending not in ACCEPTED:
        raise RefusedFile(
            _("Berkas .%(ending)s tidak diterima. Yang diterima: %(accepted)s.")
            % {"ending": ending, "accepted": ", ".join(ACCEPTED)}
        )


def kind_name(media_type: str) -> str:
    """The extension by which people know a media type."""
    return next((ending for ending, known in ACCEPTED.items() if known == media_type), media_type)


def content_type(file: BinaryIO, ending: str) -> str:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(PROGRAMS) and not is_text(file):
        raise RefusedFile(PROGRAM_REFUSED)
    if head.startswith(b"%PDF-"):
        return ACCEPTED["pdf"]
    if head.startswith(ZIP):
        return archive_type(file)
    if head.startswith(COMPOUND_FILE):
        return compound_type(file, ending)
    if is_text(file):
        return text_type(head, ending)
    guess = filetype.guess(head)
    if guess is None or not guess.mime.startswith(MEDIA) or guess.mime not in ACCEPTED.values():
        raise RefusedFile(_("Isi berkas ini tidak dikenali sebagai jenis yang diterima."))
    return guess.mime


def is_text(file: BinaryIO) -> bool:
    """Whether nothing in the whole file is a control character; UTF-16 needs its byte order mark."""
    file.seek(0)
    first = file.read(CHUNK_BYTES)
    if first.startswith(UTF16):
        return is_utf16(first + file.read())
    while first:
        if NOT_IN_TEXT.search(first):
            return False
        first = file.read(CHUNK_BYTES)
    return True


def is_utf16(data: bytes) -> bool:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return False
    return not NOT_IN_TEXT.search(text.encode())


def text_type(head: bytes, ending: str) -> str:
    """A text is what its name says it is, unless a browser or a shell would run it."""
    text = head.decode("utf-16" if head.startswith(UTF16) else "utf-8-sig", "replace")
    if text.startswith("#!"):
        raise RefusedFile(PROGRAM_REFUSED)
    if is_page(text):
        raise RefusedFile(PAGE_REFUSED)
    return ACCEPTED[ending] if ending in TEXTS else ACCEPTED["txt"]


def is_page(text: str) -> bool:
    """Whether a browser would take the text for a page; each character is looked at a few times at most."""
    position = 0
    while not (page := PAGE.match(text, position)) and (skipped := BEFORE_PAGE.match(text, position)):
        position = skipped.end()
    return page is not None


def compound_type(file: BinaryIO, ending: str) -> str:
    """The media type of an old Office file; a locked new one looks the same from outside."""
    file.seek(0)
    data = file.read()
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise RefusedFile(MACRO_REFUSED)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedFile(_("Dokumen berkata sandi tidak dapat diperiksa; kirimkan tanpa kata sandi."))
    kinds = [
        kind
        for kind, streams in COMPOUND_STREAMS.items()
        if any(stream.encode("utf-16-le") in data for stream in streams)
    ]
    if not kinds:
        raise RefusedFile(_("Isi berkas ini tidak dikenali sebagai jenis yang diterima."))
    return ACCEPTED[ending if ending in kinds else kinds[0]]
