"""The file of a snapshot: a ZIP of ``cuplikan.json``, its Ed25519 signature, and the issued reports as PDF.

``cuplikan.json`` names the office, the year, the end of the audit chain, the readings and the reports with their
SHA-256, so that the one signature covers everything.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.files.archives import UNREADABLE
from pranata.base.seal.keys import derive, sealing_key

if TYPE_CHECKING:
    from pranata.base.org.models import Office

FORMAT, VERSION = "pranata-cuplikan", 1
CONTENT, SIGNATURE = "cuplikan.json", "cuplikan.json.ed25519"
CONTEXT = b"pranata snapshot 1\n"  # what else this key may ever sign begins otherwise
MOST_BYTES = 500 * 1024 * 1024  # all files of one year together, unpacked
NOT_SIGNED = gettext_lazy(
    "Tanda tangan cuplikan tidak cocok dengan kunci terdaftar: isinya berubah atau kuncinya lain."
)
MOST_CONTENT_BYTES = 20 * 1024 * 1024


class RefusedSnapshot(Exception):
    """A file that is not taken over; the message is for people."""


@dataclass(frozen=True)
class Opened:
    """A snapshot whose signature holds: its content, the SHA-256 of that, and the reports' files by SHA-256."""

    content: dict[str, Any]
    sha256: str
    files: dict[str, bytes]


def signing_key(office: Office) -> Ed25519PrivateKey:
    """The key of the office in this installation, derived from the sealing key; no key of another tells it."""
    return Ed25519PrivateKey.from_private_bytes(derive(sealing_key(), f"snapshot:{office.code}"))


def public_key(office: Office) -> str:
    """64 hexadecimal digits, to be registered above."""
    return signing_key(office).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def fingerprint(key: str) -> str:
    """What people read to each other to compare keys: five groups of four digits."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 20, 4))


def write(office: Office, content: dict[str, Any], files: dict[str, bytes]) -> bytes:
    """The signed file; ``files`` are the reports by SHA-256."""
    text = json.dumps({"format": FORMAT, "version": VERSION, **content}, ensure_ascii=False, indent=1).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(CONTENT), text, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(SIGNATURE), signing_key(office).sign(CONTEXT + text).hex())
        for digest in sorted(files):
            archive.writestr(zipfile.ZipInfo(f"{digest}.pdf"), files[digest])
    return target.getvalue()


def office_named(file: bytes) -> str:
    """The code of the office that the file says it is from, not yet proved; raises ``RefusedSnapshot``."""
    with _archive(file) as archive:
        return str(_content(_read(archive, CONTENT, MOST_CONTENT_BYTES)).get("office", ""))


def open_signed(file: bytes, key: str) -> Opened:
    """The content of ``file`` if the office's registered ``key`` has signed it; raises ``RefusedSnapshot``."""
    with _archive(file) as archive:
        text = _read(archive, CONTENT, MOST_CONTENT_BYTES)
        try:
            signature = bytes.fromhex(_read(archive, SIGNATURE, 200).decode("ascii"))
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, CONTEXT + text)
        except (InvalidSignature, ValueError):
            raise RefusedSnapshot(NOT_SIGNED) from None
        content = _content(text)
        files = _files(archive, content)
    return Opened(content, hashlib.sha256(text).hexdigest(), files)


def _archive(file: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(file))
    except UNREADABLE:
        raise RefusedSnapshot(_("Berkas ini bukan cuplikan Pranata, atau rusak.")) from None
    if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
        raise RefusedSnapshot(_("Isi cuplikan terlalu besar bila dibuka."))
    return archive


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """What one entry holds; no more than ``limit`` bytes are ever unpacked."""
    try:
        with archive.open(name) as entry:
            content = entry.read(limit + 1)
    except UNREADABLE:
        raise RefusedSnapshot(_("Cuplikan tidak lengkap atau rusak: %(name)s.") % {"name": name}) from None
    if len(content) > limit:
        raise RefusedSnapshot(_("Isi cuplikan terlalu besar bila dibuka."))
    return content


def _content(text: bytes) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):  # a list in a list in a list ...
        content = None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RefusedSnapshot(_("Berkas ini bukan cuplikan Pranata, atau rusak."))
    if content.get("version") != VERSION:
        raise RefusedSnapshot(_("Cuplikan ini dari versi lain yang belum dikenal di sini."))
    return content


def _files(archive: zipfile.ZipFile, content: dict[str, Any]) -> dict[str, bytes]:
    """The reports' files by SHA-256, each read once however many name it."""
    try:
        named = {each["sha256"]: each for each in content["reports"]}
    except (KeyError, TypeError) as error:
        raise RefusedSnapshot(_("Isi cuplikan tidak lengkap atau salah: %(what)s.") % {"what": error}) from None
    return {digest: _report(archive, each) for digest, each in named.items()}


def _report(archive: zipfile.ZipFile, named: dict[str, Any]) -> bytes:
    content = _read(archive, f"{named['sha256']}.pdf", settings.MAX_UPLOAD_BYTES)
    if hashlib.sha256(content).hexdigest() != named["sha256"]:
        number = str(named.get("number", ""))[:100]
        raise RefusedSnapshot(_("Laporan %(number)s berubah sejak cuplikan dibuat.") % {"number": number})
    return content
