"""Whether a logo can be printed at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
MAX_LOGO = 4 * 1024 * 1024  # bytes


def is_readable(logo: bytes) -> bool:
    """Whether the bytes are a whole PNG or JPEG of at most 4 MB, found by printing it once."""
    import typst  # noqa: PLC0415 -- slow import

    if len(logo) > MAX_LOGO or not logo.startswith(SIGNATURES):
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "logo").write_bytes(logo)
        (folder / "logo.typ").write_text('#image("/logo", height: 2cm)', encoding="utf-8")
        try:
            typst.compile(folder / "logo.typ", root=folder)
        except typst.TypstError:
            return False
    return True
