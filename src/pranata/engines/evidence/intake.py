"""A file before it is kept as evidence: pictures are cleaned and get a small copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from pranata.base.files.errors import RefusedFile
from pranata.engines.evidence import pictures

if TYPE_CHECKING:
    from django.core.files.base import File

UNREADABLE_PLACE = _("Foto HEIC tidak dapat dibersihkan dari lokasinya; kirim sebagai JPEG, atau pilih simpan lokasi.")


@dataclass(frozen=True)
class Prepared:
    """A file as it is to be kept, its small copy when it is a picture, and whether it says where it was taken."""

    content: File
    small: bytes | None = None
    has_place: bool = False


def prepared(upload: File, name: str, *, keep_place: bool) -> Prepared:
    """``upload`` as it is to be kept. Raises ``RefusedFile`` for a picture that cannot be opened or cleaned."""
    is_heic = name.lower().endswith((".heic", ".heif"))
    if is_heic and not keep_place:
        raise RefusedFile(str(UNREADABLE_PLACE))
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if not head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
        return Prepared(upload, has_place=is_heic)
    picture = pictures.opened(upload.read())
    upload.seek(0)
    if picture is None:
        return Prepared(upload)
    if keep_place:
        return Prepared(upload, pictures.thumbnail(picture), pictures.has_place(picture))
    return Prepared(ContentFile(pictures.without_place(picture), name), pictures.thumbnail(picture))
