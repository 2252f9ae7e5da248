"""Files and folders that are filled aside and then stand in place of the former ones, which are kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import BinaryIO


class Place:
    """A file or folder to be replaced; the former one stays beside it, with ``aside`` at the end of its name."""

    def __init__(self, target: Path, aside: str) -> None:
        self.target = target
        self.staged = target.with_name(f".{target.name}.restoring")
        self.former = target.with_name(f"{target.name}.{aside}")
        self._is_swapped = False

    def former_name(self) -> str | None:
        return str(self.former) if self.target.exists() else None

    @contextmanager
    def filling(self) -> Iterator[Path]:
        """Where to put what is new; gone again when the block ends, unless it was swapped. A failure swaps it back."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        remove(self.staged)  # of one that was killed
        try:
            yield self.staged
        except BaseException:
            self.swap_back()
            raise
        finally:
            remove(self.staged)

    def swap(self) -> None:
        """Put what is staged in place of the former; nothing staged: the former is set aside all the same."""
        if self.target.exists():
            self.target.rename(self.former)
        self._is_swapped = True
        if self.staged.exists():
            self.staged.rename(self.target)

    def swap_back(self) -> None:
        if not self._is_swapped:
            return
        remove(self.target)
        if self.former.exists():
            self.former.rename(self.target)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        for each in (path, *(path.with_name(f"{path.name}-{end}") for end in ("wal", "shm", "journal"))):
            each.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which is on disk under the name ``path`` once the block ends well, and else never was.

    What a killed process left aside is removed by the next that writes the same file.
    """
    remove_leftovers(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            flock(file, LOCK_EX)
            yield file
            file.flush()
            os.fsync(file.fileno())
            Path(name).replace(path)
        sync_folder(path.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def remove_leftovers(path: Path) -> None:
    for left in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError), left.open("rb") as file:  # held by one who writes it now
            flock(file, LOCK_EX | LOCK_NB)
            left.unlink()


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
