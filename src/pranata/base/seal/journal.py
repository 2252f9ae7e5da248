"""Files of lines that outlive the database: a line is there whole, or counts for nothing."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def append_lines(path: Path, lines: list[str]) -> None:
    """Put ``lines`` at the end of ``path``, on disk before this returns; two who append at once wait for each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        cut_torn_line(file)
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())


def cut_torn_line(file: BinaryIO) -> None:
    """Remove what an interrupted write left behind the last whole line, so that the next one stands alone."""
    file.seek(0)
    text = file.read()
    if not text.endswith(b"\n"):
        file.truncate(text.rfind(b"\n") + 1)


def whole_lines(path: Path) -> Iterator[str]:
    """The lines of ``path`` without their ends, a torn last one left out; raises ``OSError`` when there is no file."""
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for line in file:
            if line.endswith("\n"):
                yield line[:-1]
