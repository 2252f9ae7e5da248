"""A file before it is kept as evidence: looked at and scanned; pictures are cleaned and get a small copy.

Nothing is written here, so it is done before the transaction: nobody waits for the scanner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from pranata.base.files.actions import measured
from pranata.base.files.errors import RefusedFile
from pranata.base.files.scanning import scan
from pranata.base.files.sniffing import recognize
from pranata.engines.evidence import pictures

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.base.files.actions import Measure

UNREADABLE_PLACE = _("Foto HEIC tidak dapat dibersihkan dari lokasinya; kirim sebagai JPEG, atau pilih simpan lokasi.")


@dataclass(frozen=True)
class Prepared:
    """A file as it is to be kept, and what it is; its small copy when it is a picture, and whether it says where it was
    taken."""

    name: str
    content: File
    measure: Measure
    media_type: str
    small: bytes | None
    has_place: bool


@dataclass(frozen=True)
class _Cleaned:
    """The bytes to be kept, and what was seen while they were cleaned."""

    content: File
    small: bytes | None = None
    has_place: bool = False


def prepared(upload: File, name: str, *, keep_place: bool) -> Prepared:
    """``upload``, called ``name``, as it is to be kept; a picture loses the place where it was taken unless
    ``keep_place``.

    Raises ``RefusedFile`` for a file that is not accepted, and for a picture that cannot be opened or cleaned.
    """
    measured(upload)  # refuses what is too large before anything opens it
    kept = _cleaned(upload, name, keep_place=keep_place)
    measure, media_type = measured(kept.content), recognize(kept.content, name)
    scan(kept.content)
    return Prepared(name, kept.content, measure, media_type, kept.small, kept.has_place)


def _cleaned(upload: File, name: str, *, keep_place: bool) -> _Cleaned:
    is_heic = name.lower().endswith((".heic", ".heif"))
    if is_heic and not keep_place:
        raise RefusedFile(str(UNREADABLE_PLACE))
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if not head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
        return _Cleaned(upload, has_place=is_heic)
    picture = pictures.opened(upload.read())
    upload.seek(0)
    if picture is None:
        return _Cleaned(upload)
    if keep_place:
        return _Cleaned(upload, pictures.thumbnail(picture), pictures.has_place(picture))
    return _Cleaned(ContentFile(pictures.without_place(picture), name), pictures.thumbnail(picture))
