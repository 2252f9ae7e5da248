"""Runs every test on SQLite and those that use a database with migrations on PostgreSQL; browser tests included.

``./pranata test [--only sqlite|postgresql] [--in-turn] [pytest arguments]``. Both databases at once where there are two
processors: SQLite's run is shown as it goes, PostgreSQL's when it is done, then what failed on each. Fails when either
run fails or cannot be made.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from browser import NoBrowser, install_chromium
from postgres import CannotStart, postgres

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
NOTHING_TO_RUN = 5  # pytest's exit code when every test asked for uses no database
SECONDS_TO_STOP = 60


class CannotTest(Exception):
    """The tests cannot run as asked; the message says why."""


def check_named_database() -> None:
    """Raises ``CannotTest`` when ``PRANATA_TEST_DATABASE_URL`` names something else than a PostgreSQL server."""
    named = os.environ.get("PRANATA_TEST_DATABASE_URL")
    if named and not named.startswith(("postgres://", "postgresql://")):
        raise CannotTest("PRANATA_TEST_DATABASE_URL must name a PostgreSQL server (postgresql://...).")


@contextmanager
def database(name: str) -> Iterator[dict[str, str]]:
    """The environment of a run on ``name``, with a server of its own unless ``PRANATA_TEST_DATABASE_URL`` names one."""
    environment = {key: value for key, value in os.environ.items() if key != "PRANATA_TEST_DATABASE_URL"}
    named = os.environ.get("PRANATA_TEST_DATABASE_URL")
    if name == "sqlite":
        yield environment
    elif named:
        yield {**environment, "PRANATA_TEST_DATABASE_URL": named}
    else:
        with postgres() as url:
            yield {**environment, "PRANATA_TEST_DATABASE_URL": url}


@contextmanager
def suite(name: str, browser: str, arguments: list[str], *, is_second: bool = False, output=None) -> Iterator:
    """pytest running on the database ``name``; a second run leaves out what uses no database. Ended with the block."""
    migrations = {"sqlite": "--nomigrations", "postgresql": "--migrations"}[name]
    command = [sys.executable, "-m", "pytest", migrations, *(["--only-with-database"] * is_second), *arguments]
    with database(name) as environment:
        environment["PRANATA_CHROMIUM"] = browser
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output and subprocess.STDOUT,
            text=True,
            start_new_session=output is not None,  # Ctrl-C is passed on once, by us
        )
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen) -> None:
    """As Ctrl-C would, or by force when it takes too long; nothing when it has ended."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def heading(name: str) -> None:
    print(f"\n=== Tests on {name} ===", flush=True)


def in_turn(names: tuple[str, ...], browser: str, arguments: list[str]) -> dict[str, int]:
    """pytest's exit code on each database, one after the other."""
    codes = {}
    for place, name in enumerate(names):
        heading(name)
        with suite(name, browser, arguments, is_second=place > 0) as process:
            codes[name] = process.wait()
    return codes


def at_once(names: tuple[str, ...], browser: str, arguments: list[str]) -> dict[str, int]:
    """As ``in_turn``, side by side; what failed on each is said once more at the end."""
    first, second = names
    with ExitStack() as running:
        said = running.enter_context(tempfile.TemporaryFile("w+"))
        later = running.enter_context(suite(second, browser, arguments, is_second=True, output=said))
        heading(first)
        now = running.enter_context(suite(first, browser, arguments, output=subprocess.PIPE))
        lines: dict[str, list[str]] = {first: []}
        for line in now.stdout:
            print(line, end="", flush=True)
            lines[first].append(line)
        codes = {first: now.wait(), second: later.wait()}
        heading(second)
        said.seek(0)
        lines[second] = said.readlines()
        print("".join(lines[second]), flush=True)
    for name, printed in lines.items():
        for line in printed:
            if line.startswith(("FAILED ", "ERROR ")):
                print(f"{name}: {line}", end="", flush=True)
    return codes


def main() -> int:
    parser = argparse.ArgumentParser(prog="./pranata test", description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("--only", choices=DATABASES, help="run on one database only, while developing")
    parser.add_argument("--in-turn", action="store_true", help="one database after the other, each shown as it goes")
    options, arguments = parser.parse_known_args()
    names = (options.only,) if options.only else DATABASES
    is_alone = options.in_turn or len(names) == 1 or os.cpu_count() == 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        check_named_database()
        codes = (in_turn if is_alone else at_once)(names, install_chromium(), arguments)
    except (CannotTest, NoBrowser, CannotStart) as error:
        print(f"pranata test: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if len(names) > 1 and codes[names[1]] == NOTHING_TO_RUN:
        codes[names[1]] = 0
    if failed := [name for name, code in codes.items() if code != 0]:
        print(f"\npranata test: FAILED on {' and '.join(failed)}", file=sys.stderr)
    return int(any(codes.values()))


if __name__ == "__main__":
    sys.exit(main())
