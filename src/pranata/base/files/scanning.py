"""Asks ClamAV about a file before it is kept (``PRANATA_CLAMAV``); without that setting nothing is asked.

What clamd understands is said in its manual (INSTREAM). Configured means required: no answer, no file.
"""

import socket
import struct
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile

SECONDS = 15.0  # for the whole of it; who waits meanwhile for a database held by the asking action waits no longer
PING_SECONDS = 2.0
CHUNK_BYTES = 64 * 1024
LONGEST_REPLY = 4096
END = struct.pack(">L", 0)
TOO_LONG = "INSTREAM size limit exceeded. ERROR"
CLEAN, FOUND = "stream: OK", " FOUND"


def scan(file: File) -> None:
    """Raises ``RefusedFile`` when ClamAV finds something in ``file``, or does not say; leaves it at its beginning."""
    if not settings.CLAMAV:
        return
    try:
        reply = asked(b"INSTREAM", chain(map(framed, file.chunks(CHUNK_BYTES)), [END]), SECONDS)
    except OSError:
        reply = ""
    file.seek(0)
    if reply.endswith(FOUND):
        name = reply.removeprefix("stream: ").removesuffix(FOUND)
        raise RefusedFile(_("Pemindai virus menemukan %(name)s; berkas ini tidak disimpan.") % {"name": name})
    if reply == TOO_LONG:
        raise RefusedFile(_("Berkas ini terlalu besar bagi pemindai virus; hubungi administrator."))
    if reply != CLEAN:
        raise RefusedFile(_("Pemindai virus tidak menjawab, jadi berkas belum dapat diterima; coba lagi nanti."))


def scanner_answers() -> bool:
    """Whether ClamAV is there; yes when none is configured."""
    if not settings.CLAMAV:
        return True
    with suppress(OSError):
        return asked(b"PING", [], PING_SECONDS) == "PONG"
    return False


def framed(chunk: bytes) -> bytes:
    return struct.pack(">L", len(chunk)) + chunk


def asked(command: bytes, parts: Iterable[bytes], seconds: float) -> str:
    """What clamd replies within ``seconds`` to a command and what follows it; raises ``OSError``."""
    end = time.monotonic() + seconds
    with connected(seconds) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # it stops listening when it has had enough, and says why
            for part in chain([b"z" + command + b"\0"], parts):
                limited(line, end).sendall(part)
        reply = b""
        while b"\0" not in reply and len(reply) < LONGEST_REPLY and (read := limited(line, end).recv(LONGEST_REPLY)):
            reply += read
    return reply.partition(b"\0")[0].decode("utf-8", "replace").strip()


def limited(line: socket.socket, end: float) -> socket.socket:
    """``line``, whose next step ends at ``end``; raises ``TimeoutError`` when that is over."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
    return line


def connected(seconds: float) -> socket.socket:
    """A connection to clamd at ``settings.CLAMAV``: the path of its socket, or host and port."""
    if not settings.CLAMAV.startswith("/"):
        host, _colon, port = settings.CLAMAV.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(seconds)
    try:
        line.connect(settings.CLAMAV)
    except OSError:
        line.close()
        raise
    return line
