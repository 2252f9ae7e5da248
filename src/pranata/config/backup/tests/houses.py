"""Installations of their own: a folder, a database of the kind being tested, commands run as by an operator."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tree import ROOT

SERVER = os.environ.get("PRANATA_TEST_DATABASE_URL")
KINDS = ("sqlite", "postgresql") if SERVER else ("sqlite",)
OWN = KINDS[-1]  # the kind that this run of the suite is about


@dataclass(frozen=True)
class House:
    """One installation; ``url`` is that of its PostgreSQL database, None on SQLite."""

    var: Path
    url: str | None = None

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PRANATA_", "DJANGO_"))}
        named = {"PRANATA_DATABASE_URL": self.url} if self.url else {}
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT), str(ROOT / "tools")])
        return {**kept, "PYTHONPATH": path, "PRANATA_VAR": str(self.var), "PRANATA_ROOT": str(ROOT), **named, **more}

    def run(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess:
        """``./pranata`` with these arguments, without its shell."""
        return self._run([sys.executable, "-m", "pranata", *arguments], **more)

    def does(self, *arguments: str | Path, **more: str) -> str:
        """As ``run``, for what must succeed: what was printed."""
        done = self.run(*arguments, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """What ``code`` prints, run inside the installation."""
        done = self._run([sys.executable, "-c", f"import django; django.setup()\n{code}"], **DJANGO)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start_python(self, code: str) -> subprocess.Popen:
        """``code`` running inside the installation, its standard output to be read line by line."""
        return subprocess.Popen(
            [sys.executable, "-u", "-c", f"import django; django.setup()\n{code}"],
            env=self.environment(**DJANGO), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def start(self, *arguments: str | Path) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "pranata", *arguments],
            env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def _run(self, command: list, **more: str) -> subprocess.CompletedProcess:
        environment = self.environment(**more)
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table, the numbers last given included, as the database itself tells them."""
        return rows_of_server(self.url) if self.url else rows_of_file(self.var / "pranata.sqlite3")

    def files(self) -> dict[str, str]:
        """The SHA-256 of every stored file by name."""
        folder = self.var / "files"
        found = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

    def keys(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in (self.var / "keys").iterdir()}


INDEX = "search_index"  # SQLite's own index of the search
DJANGO = {"DJANGO_SETTINGS_MODULE": "pranata.config.settings"}


def rows_of_file(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # The pieces in which FTS5 lays its words down differ; the words and their rows may not.
        kept = [name for name in names if not name.startswith(f"{INDEX}_")]
        found = {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in kept}
        if INDEX in names:
            database.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{INDEX}', 'row')")
            found[INDEX] = sorted(map(repr, database.execute("SELECT term, doc FROM temp.words")))
        return found


def rows_of_server(url: str) -> dict[str, list[str]]:
    with psycopg.connect(url) as database:
        names = [name for (name,) in database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        found = {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names}
        numbers = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        return found | {"numbers": sorted(map(repr, database.execute(numbers)))}


@contextmanager
def empty_house(folder: Path, kind: str = OWN, *, like: House | None = None) -> Iterator[House]:
    """A house without anything in it, or ``like`` another one of its kind; its database goes when the block ends."""
    var = folder / secrets.token_hex(4)
    if like:
        shutil.copytree(like.var, var)
    if kind == "sqlite":
        yield House(var)
        return
    name = f"rumah_{secrets.token_hex(4)}"
    template = f" TEMPLATE {urlsplit(like.url).path[1:]}" if like else ""
    on_server(f"CREATE DATABASE {name}{template}")
    try:
        yield House(var, urlsplit(SERVER)._replace(path=f"/{name}").geturl())
    finally:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement)
