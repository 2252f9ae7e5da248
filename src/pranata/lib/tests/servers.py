"""Servers on loopback that answer as a test says, over plain sockets and over TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer = Callable[[socket.socket, str], None]  # gets the connection and the request's text

BEGIN, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=36500)


def reply(content: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def moved(address: str) -> bytes:
    """A redirect."""
    return reply(b"", f"Location: {address}", status="302 Found")


@contextmanager
def served(answer: Answer, *, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a server on 127.0.0.1 that gives each connection to ``answer`` and then closes it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.05)
        ended = threading.Event()

        def attend(connection: socket.socket) -> None:
            with suppress(OSError), connection:  # a visitor who leaves early
                connection.settimeout(60)
                line = tls.wrap_socket(connection, server_side=True) if tls else connection
                with line:
                    answer(line, line.recv(65536).decode("latin-1"))

        def watch() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    threading.Thread(target=attend, args=[door.accept()[0]], daemon=True).start()

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield door.getsockname()[1]
        finally:
            ended.set()
            watcher.join()


def certificate(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for ``host`` that vouches for itself: the file to trust, and a server's TLS with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), BEGIN, END)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, secret = folder / f"{host}.pem", folder / f"{host}.key"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, secret)
    return trusted, context
