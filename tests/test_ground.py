"""The ground the other tests stand on: no network, a database that threads can share."""

import os
import socket
import threading
from urllib.parse import urlsplit

import pytest
from django.db import connection

from conftest import NetworkRefused


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_connection_is_refused_when_it_leaves_the_machine(host):
    with pytest.raises(NetworkRefused, match="tests use no network"):
        socket.create_connection((host, 80), timeout=1)


def test_connection_is_allowed_when_it_stays_on_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_database_is_the_named_one_when_a_test_database_is_named():
    named = os.environ.get("PRANATA_TEST_DATABASE_URL") or "sqlite://"

    assert connection.vendor == {"postgres": "postgresql"}.get(urlsplit(named).scheme, urlsplit(named).scheme)


@pytest.mark.django_db(transaction=True)
def test_rows_are_seen_when_another_thread_reads():
    seen = []

    def read():
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM thread_probe")
            seen.append(cursor.fetchall())
        connection.close()

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE thread_probe (note varchar(20))")
        cursor.execute("INSERT INTO thread_probe VALUES ('tersimpan')")
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE thread_probe")

    assert seen == [[("tersimpan",)]]
