"""A stand-in for ClamAV's daemon that speaks as much of its protocol as we use."""

from __future__ import annotations

import os
import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIGN = b"tanda-berbahaya-contoh"  # what it takes for a virus
MOST_BYTES = 3 * 1024 * 1024
TOO_LONG = b"INSTREAM size limit exceeded. ERROR\0"


@contextmanager
def clamd(*, unix: bool = False, silent: bool = False) -> Iterator[str]:
    """The address of a running stand-in, as ``PRANATA_CLAMAV`` has it; a ``silent`` one never replies."""
    with tempfile.TemporaryDirectory() as folder:
        door = _unix_door(Path(folder) / "clamd") if unix else socket.create_server(("127.0.0.1", 0))
        with door:
            ended = threading.Event()
            watcher = threading.Thread(target=_watch, args=[door, ended, silent])
            watcher.start()
            try:
                yield door.getsockname() if unix else f"127.0.0.1:{door.getsockname()[1]}"
            finally:
                ended.set()
                watcher.join()


def _unix_door(path: Path) -> socket.socket:
    door = socket.socket(socket.AF_UNIX)
    door.bind(os.fspath(path))
    door.listen()
    return door


def _watch(door: socket.socket, ended: threading.Event, silent: bool) -> None:
    door.settimeout(0.05)
    while not ended.is_set():
        with suppress(OSError), door.accept()[0] as line:
            line.settimeout(60)
            ended.wait(60) if silent else line.sendall(_reply(line))


def _reply(line: socket.socket) -> bytes:
    with line.makefile("rb") as stream:
        command = b"".join(iter(lambda: stream.read(1), b"\0"))
        if command == b"zPING":
            return b"PONG\0"
        content = b""
        while length := struct.unpack(">L", stream.read(4))[0]:
            content += stream.read(length)
            if len(content) > MOST_BYTES:
                return TOO_LONG
    return b"stream: Contoh.Uji FOUND\0" if SIGN in content else b"stream: OK\0"
