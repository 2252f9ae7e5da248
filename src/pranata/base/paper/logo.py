"""Whether an image can be printed as a logo; plain Python."""

from __future__ import annotations

import struct
import tempfile
from enum import Enum
from pathlib import Path

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MAX_BYTES = 1024 * 1024
MAX_SIDE = 3_000  # pixels; a small file may hold an image that fills the memory when it is opened
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG segments that begin with the size of the image
BARE = frozenset([0x01, *range(0xD0, 0xD9)])  # JPEG segments without content


class LogoFault(Enum):
    """Why an image cannot be printed."""

    KIND = "kind"
    BYTES = "bytes"
    PIXELS = "pixels"
    BROKEN = "broken"


def logo_fault(data: bytes) -> LogoFault | None:
    """What keeps the bytes from being printed: no PNG or JPEG, more than MAX_BYTES, a side over MAX_SIDE, broken."""
    if not data.startswith((PNG, JPEG)):
        return LogoFault.KIND
    if len(data) > MAX_BYTES:
        return LogoFault.BYTES
    size = png_size(data) if data.startswith(PNG) else jpeg_size(data)
    if size is None:
        return LogoFault.BROKEN
    if max(size) > MAX_SIDE:
        return LogoFault.PIXELS
    return None if is_printable(data) else LogoFault.BROKEN


def png_size(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels from the first chunk of a PNG, None when it is not all there."""
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return struct.unpack_from(">LL", data, 16)


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels from the frame header of a JPEG, None when it has none."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        kind = data[place + 1]
        if kind in FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        if kind == 0xFF:
            place += 1
        elif kind in BARE:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", data, place + 2)[0]
    return None


def is_printable(data: bytes) -> bool:
    """Whether the image is whole, found by printing it once."""
    import typst  # noqa: PLC0415 -- slow import

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "logo").write_bytes(data)
        (folder / "logo.typ").write_text('#image("/logo", height: 2cm)', encoding="utf-8")
        try:
            typst.compile(folder / "logo.typ", root=folder)
        except typst.TypstError:
            return False
    return True
