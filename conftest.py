"""What every test runs under: no network but loopback, no account of chance, files that go away."""

import ipaddress
import socket
import sys

import pytest
from django.utils import translation
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


DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="leave out tests that use no database; for the run on a second one",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test without a database tells nothing new on another one; it has run already."""
    if config.getoption("--only-with-database"):
        kept = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = kept


def uses_database(item: pytest.Item) -> bool:
    """Whether the test is marked ``django_db`` or asks for a fixture that opens the database."""
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not asked.isdisjoint(DATABASE_FIXTURES)


# Factories whose numbers must stay what an address can hold, and where each begins: above what tests name themselves.
COUNTED = {
    "pranata.base.org.tests.factories": {"OfficeFactory": 600},
    "pranata.engines.plan.tests.factories": {"AreaFactory": 100, "ActivityFactory": 100, "SubactivityFactory": 100},
}


@pytest.fixture(autouse=True)
def _language() -> None:
    """Every test begins in Indonesian; a request for an English page leaves its thread in English."""
    translation.activate("id")


@pytest.fixture(autouse=True)
def _numbers() -> None:
    """Numbers of offices and plan rows that no test names do not grow with the tests that ran before."""
    for module, factories in COUNTED.items():
        if module in sys.modules:
            for name, first in factories.items():
                getattr(sys.modules[module], name).reset_sequence(first)
