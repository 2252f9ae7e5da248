"""Fetching an outside address; the only function of ours that does.

http and https, ports 80 and 443, no name and password. A host is looked up once: every address it has must be a public
one, and the connection is made to one of these, whatever its name leads to a moment later. Redirects go the same way.
TLS checks the certificate against the name. Time and size are limited for the whole of it.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore2

Resolve = Callable[[str, int], Iterable[str]]

MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_ADDRESS = 2000
PORTS = {"http": 80, "https": 443}
CONNECT_SECONDS = 5.0  # an address that stays silent leaves time for the next one of the host
CHUNK_BYTES = 64 * 1024
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
UNRESERVED = "%/:=&?~+!$,;'@()*[]"  # stays as it stands in a path or query (RFC 3986, 2.2)
UNICAST = IPv6Network("2000::/3")  # all that is given out to networks (RFC 4291, 2.4)
TOO_SLOW = "Alamat ini tidak selesai menjawab pada waktunya."
HEADERS = (("Accept", "*/*"), ("Accept-Encoding", "gzip"), ("User-Agent", "Pranata"))


class FetchFailed(Exception):
    """The address is refused, or did not answer as it should; the argument is one Indonesian sentence."""


@dataclass(frozen=True)
class Fetched:
    """What was found: ``address`` is the last one after redirects, as it was asked for without a fragment;
    ``media_type`` is what the server calls it."""

    address: str
    media_type: str
    content: bytes


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, as this machine looks them up."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    address: str, *, most_bytes: int, seconds: float = 20.0, loopback: bool = False, resolve: Resolve = system_addresses
) -> Fetched:
    """Fetch what stands at ``address``; raises ``FetchFailed``.

    ``most_bytes`` counts the content unpacked, ``seconds`` everything from the first look-up to the last byte.
    ``loopback`` lets tests ask a server of their own: this machine, and any port.
    """
    guard = _Guard(_Deadline(seconds), resolve, loopback=loopback)
    with httpcore2.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=guard) as pool:
        for _step in range(MOST_REDIRECTS + 1):
            target = _target(address, loopback=loopback)
            headers = [("Host", _authority(target)), *HEADERS]
            with _failures_in_words(), pool.stream("GET", target, headers=headers) as response:
                if response.status not in REDIRECTS:
                    return _received(_written(target), response, most_bytes)
                address = urljoin(_written(target), _header(response, "Location"))
    raise FetchFailed(f"Alamat ini mengalihkan lebih dari {MOST_REDIRECTS} kali.")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to the internet at large, and leads to none inside another one (IPv4-mapped, 6to4)."""
    if isinstance(address, IPv6Address) and (address not in UNICAST or address.sixtofour or address.teredo):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class _Deadline:
    """The moment at which all must be over."""

    def __init__(self, seconds: float) -> None:
        self.moment = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; raises ``FetchFailed`` when none are."""
        left = self.moment - time.monotonic()
        if left <= 0:
            raise FetchFailed(TOO_SLOW)
        return left


class _Guard(httpcore2.NetworkBackend):
    """Makes the connections: looks the host up once, refuses what is not public, connects to what was looked up."""

    def __init__(self, deadline: _Deadline, resolve: Resolve, *, loopback: bool) -> None:
        self.deadline = deadline
        self.resolve = resolve
        self.loopback = loopback
        self.plain = httpcore2.SyncBackend()

    def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore2.NetworkStream:
        found = [ip_address(text) for text in self._looked_up(host, port)]
        if not found or not all(is_public(each) or (self.loopback and each.is_loopback) for each in found):
            raise FetchFailed(f"Alamat {host} tidak berada di internet umum, jadi tidak diambil.")
        for each in found[:-1]:
            try:
                return self._connected(str(each), port, min(CONNECT_SECONDS, self.deadline.left()))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connected(str(found[-1]), port, self.deadline.left())

    def _connected(self, address: str, port: int, seconds: float) -> _Timed:
        return _Timed(self.plain.connect_tcp(address, port, seconds), self.deadline)

    def _looked_up(self, host: str, port: int) -> list[str]:
        """In a thread of its own: a look-up knows no time limit."""
        thread = ThreadPoolExecutor(1)
        asked = thread.submit(lambda: list(self.resolve(host, port)))
        thread.shutdown(wait=False)
        try:
            return asked.result(self.deadline.left())
        except TimeoutError:
            raise FetchFailed(TOO_SLOW) from None
        except OSError:
            raise FetchFailed(f"Nama {host} tidak ditemukan di internet.") from None


class _Timed(httpcore2.NetworkStream):
    """A connection whose every step ends at the deadline of the whole: a byte now and then does not extend it."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: _Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Timed:
        return _Timed(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _target(address: str, *, loopback: bool) -> httpcore2.URL:
    """The address in its parts; raises ``FetchFailed`` for one that we do not ask."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode().lower()
    except ValueError:
        raise FetchFailed("Alamat ini tidak tertulis dengan benar.") from None
    if parts.scheme not in PORTS:
        raise FetchFailed("Hanya alamat yang berawal http:// atau https:// yang diambil.")
    if "@" in parts.netloc:
        raise FetchFailed("Alamat yang memuat nama pengguna atau kata sandi tidak diambil.")
    if not HOST.fullmatch(host):
        raise FetchFailed("Alamat ini tidak tertulis dengan benar.")
    if port not in (None, *PORTS.values()) and not loopback:
        raise FetchFailed(f"Alamat dengan port {port} tidak diambil; hanya port 80 dan 443.")
    path = quote(parts.path or "/", safe=UNRESERVED) + (
        f"?{quote(parts.query, safe=UNRESERVED)}" if parts.query else ""
    )
    target = httpcore2.URL(scheme=parts.scheme, host=host, port=port or PORTS[parts.scheme], target=path)
    if len(_written(target)) > LONGEST_ADDRESS:
        raise FetchFailed(f"Alamat ini terlalu panjang; paling panjang {LONGEST_ADDRESS} huruf.")
    return target


def _written(target: httpcore2.URL) -> str:
    """The whole address as it is asked for, every letter of it ASCII."""
    return f"{target.scheme.decode()}://{_authority(target)}{target.target.decode()}"


def _authority(target: httpcore2.URL) -> str:
    """Host and port as the header says them (RFC 9110, 7.2)."""
    host = target.host.decode()
    written = f"[{host}]" if ":" in host else host
    return written if target.port == PORTS[target.scheme.decode()] else f"{written}:{target.port}"


@contextmanager
def _failures_in_words() -> Iterator[None]:
    """Turns what the library raises into ``FetchFailed`` with a sentence."""
    try:
        yield
    except httpcore2.TimeoutException:
        raise FetchFailed(TOO_SLOW) from None
    except httpcore2.NetworkError as error:
        if any(isinstance(reason, ssl.SSLError) for reason in error.args):
            raise FetchFailed("Sertifikat https alamat ini tidak sah, jadi isinya tidak dipercaya.") from None
        raise FetchFailed("Alamat ini tidak dapat dihubungi atau memutus sambungan.") from None
    except (httpcore2.ProtocolError, zlib.error, ValueError):  # ValueError: a redirect to no address at all
        raise FetchFailed("Jawaban alamat ini rusak atau terputus.") from None


def _received(address: str, response: httpcore2.Response, most_bytes: int) -> Fetched:
    if response.status != 200:
        raise FetchFailed(f"Alamat ini menjawab dengan kode {response.status}, bukan isinya.")
    chunks: Iterable[bytes] = response.iter_stream()
    match _header(response, "Content-Encoding").lower():
        case "" | "identity":
            pass
        case "gzip" | "x-gzip":
            chunks = _unpacked(chunks)
        case other:
            raise FetchFailed(f"Alamat ini mengemas jawabannya dengan cara yang tidak diminta ({other}).")
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > most_bytes:
            raise FetchFailed(f"Isi alamat ini terlalu besar; paling besar {most_bytes // 1024**2} MB.")
    media_type = _header(response, "Content-Type").partition(";")[0].strip().lower()
    return Fetched(address, media_type, bytes(content))


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A gzip stream unpacked piece by piece, so that whoever counts may stop; ``zlib.error`` unless it is whole."""
    unpacker = zlib.decompressobj(wbits=31)  # gzip (zlib manual, inflateInit2)
    for chunk in chunks:
        packed = chunk
        while packed:
            yield unpacker.decompress(packed, CHUNK_BYTES)
            packed = unpacker.unconsumed_tail
    yield unpacker.flush()
    if not unpacker.eof or unpacker.unused_data:
        raise zlib.error


def _header(response: httpcore2.Response, name: str) -> str:
    """A header's first value, "" when there is none; UTF-8 as browsers read it, else Latin-1."""
    values = (value for key, value in response.headers if key.lower() == name.lower().encode())
    value = next(values, b"").strip()
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
