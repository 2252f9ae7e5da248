"""Files that commands write, and why one could not be read or written, in Indonesian."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

REASONS = {
    errno.ENOENT: "berkas atau foldernya tidak ada",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.ENOTDIR: "sebagian jalurnya bukan folder",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOSPC: "ruang disk penuh",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def reason(error: OSError) -> str:
    """The reason as words of a sentence; for an uncommon error the system's own."""
    return REASONS.get(error.errno or 0, error.strerror or "galat sistem")


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path`` and move it there, so that no half file is ever seen.

    What is no plain file, such as ``/dev/stdout``, is written to and never replaced. Raises ``OSError``.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
