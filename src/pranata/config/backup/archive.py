"""The archive itself: a gzipped tar whose last member, ``SHA256SUMS``, lists every other one in its order."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pranata.config.backup.encryption import DAMAGED
from pranata.config.backup.errors import Unreadable

HEAD = "pranata-backup.json"
SUMS = "SHA256SUMS"
FORMAT = 1
CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
NOT_OURS = "Itu bukan berkas cadangan Pranata; tidak ada yang diubah."
BROKEN = (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError)


class Measured:
    """A file read from, whose bytes are counted and hashed on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


class Archive:
    """An archive being written; nothing of a member stays in memory."""

    def __init__(self, tar: tarfile.TarFile, sums: BinaryIO) -> None:
        self._tar = tar
        self._sums = sums

    def add(self, name: str, data: bytes) -> None:
        self.add_file(name, len(data), io.BytesIO(data))

    def add_json(self, name: str, value: Any) -> None:
        self.add(name, json.dumps(value, ensure_ascii=False, indent=1).encode())

    def add_file(self, name: str, size: int, file: BinaryIO) -> str:
        """Add ``size`` bytes of ``file`` and return their SHA-256."""
        measured = Measured(file)
        self._put(name, size, measured)
        digest = measured.digest.hexdigest()
        self._sums.write(f"{digest}  {name}\n".encode())
        return digest

    def finish(self) -> None:
        size = self._sums.tell()
        self._sums.seek(0)
        self._put(SUMS, size, self._sums)

    def _put(self, name: str, size: int, file: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, file)
        self._tar.members.clear()  # tarfile would keep every header it wrote


@contextmanager
def writing(out: BinaryIO) -> Iterator[Archive]:
    """An archive that is written to ``out`` and closed with its sums when the block ends well."""
    with (
        tempfile.TemporaryFile() as sums,
        gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=3, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        archive = Archive(tar, sums)
        yield archive
        archive.finish()


class Member:
    """One member being read; what the reader leaves is read, and hashed, before the next."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self._measured = Measured(file)

    def read(self, size: int = -1) -> bytes:
        return self._measured.read(size)

    def json(self) -> Any:
        try:
            return json.loads(self.read())
        except ValueError:
            raise Unreadable(DAMAGED) from None

    def finish(self) -> str:
        """The line of the sums that says what was read."""
        while self.read(CHUNK):
            pass
        return f"{self._measured.digest.hexdigest()}  {self.name}\n"


@contextmanager
def reading(stream: BinaryIO) -> Iterator[Iterator[Member]]:
    """The members of an archive, one after the other; raises ``Unreadable`` unless all of it is as it was written.

    Whoever reads may only trust what was read once the last member was taken.
    """
    packed = gzip.GzipFile(fileobj=stream, mode="rb")
    try:
        tar = opened(packed)
        with tar:
            yield _members(tar, packed)
    except BROKEN:
        raise Unreadable(DAMAGED) from None


def opened(packed: BinaryIO) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=packed, mode="r|")
    except tarfile.ReadError:
        raise Unreadable(NOT_OURS) from None


def next_member(tar: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return tar.next()
    except ValueError:  # a header whose numbers are none
        raise Unreadable(DAMAGED) from None


def _members(tar: tarfile.TarFile, packed: BinaryIO) -> Iterator[Member]:
    sums, is_first = hashlib.sha256(), True
    while (found := next_member(tar)) is not None:
        file = tar.extractfile(found)
        tar.members.clear()
        if file is None:
            raise Unreadable(DAMAGED)
        if is_first and found.name != HEAD:
            raise Unreadable(NOT_OURS)
        is_first = False
        member = Member(found.name, file)
        if member.name == SUMS:
            _check_end(member, sums.hexdigest(), tar, packed)
            return
        yield member
        sums.update(member.finish().encode())
    raise Unreadable(DAMAGED)


def _check_end(member: Member, expected: str, tar: tarfile.TarFile, packed: BinaryIO) -> None:
    listed = hashlib.sha256()
    while data := member.read(CHUNK):
        listed.update(data)
    if listed.hexdigest() != expected or next_member(tar) is not None:
        raise Unreadable(DAMAGED)
    while packed.read(CHUNK):  # to the checksum of gzip
        pass
