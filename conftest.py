"""What every test runs under: no network but loopback, no account of chance, files that go away."""

import ipaddress
import socket
import sys

from hypothesis import settings

settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=60, print_blob=True)
settings.load_profile("suite")


class NetworkRefused(Exception):
    """A test tried to leave this machine."""


def is_loopback(host: str | bytes | None) -> bool:
    """Whether ``host`` (name or address, or ``None`` for "any of mine") stays on this machine."""
    if not host or host in ("localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def refuse_network(event: str, arguments: tuple) -> None:
    """An audit hook: connections and name look-ups beyond loopback fail, whichever library makes them."""
    if event in ("socket.connect", "socket.sendto"):
        connection, address = arguments
        if connection.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            raise NetworkRefused(f"A test tried to reach {address[0]}; tests use no network.")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_loopback(arguments[0]):
        raise NetworkRefused(f"A test tried to look up {arguments[0]!r}; tests use no network.")


sys.addaudithook(refuse_network)
