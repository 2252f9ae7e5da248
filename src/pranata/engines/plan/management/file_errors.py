"""Why a file could not be read or written, in Indonesian."""

from __future__ import annotations

import errno

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
