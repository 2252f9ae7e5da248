"""Runs every test on SQLite, then those that use a database with migrations on PostgreSQL; browser tests included.

``./pranata test [--only sqlite|postgresql] [pytest arguments]``. Fails when either run fails or cannot be made.
"""

import argparse
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from browser import NoBrowser, install_chromium
from postgres import CannotStart, postgres

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
NOTHING_TO_RUN = 5  # pytest's exit code when every test asked for uses no database


class CannotTest(Exception):
    """The tests cannot run as asked; the message says why."""


def check_named_database() -> None:
    """Raises ``CannotTest`` when ``PRANATA_TEST_DATABASE_URL`` names something else than a PostgreSQL server."""
    named = os.environ.get("PRANATA_TEST_DATABASE_URL")
    if named and not named.startswith(("postgres://", "postgresql://")):
        raise CannotTest("PRANATA_TEST_DATABASE_URL must name a PostgreSQL server (postgresql://...).")


@contextmanager
def database(name: str):
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


def run(name: str, browser: str, arguments: list[str], *, is_second: bool = False) -> int:
    """pytest's exit code on the database ``name``; a second run leaves out what uses no database."""
    print(f"\n=== Tests on {name} ===", flush=True)
    migrations = {"sqlite": "--nomigrations", "postgresql": "--migrations"}[name]
    with database(name) as environment:
        environment["PRANATA_CHROMIUM"] = browser
        command = [sys.executable, "-m", "pytest", migrations, *(["--only-with-database"] * is_second), *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        return 0 if is_second and code == NOTHING_TO_RUN else code


def main() -> int:
    parser = argparse.ArgumentParser(prog="./pranata test", description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("--only", choices=DATABASES, help="run on one database only, while developing")
    options, arguments = parser.parse_known_args()
    names = (options.only,) if options.only else DATABASES
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        check_named_database()
        browser = install_chromium()
        codes = [run(name, browser, arguments, is_second=place > 0) for place, name in enumerate(names)]
    except (CannotTest, NoBrowser, CannotStart) as error:
        print(f"pranata test: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if failed := [name for name, code in zip(names, codes, strict=True) if code != 0]:
        print(f"\npranata test: FAILED on {' and '.join(failed)}", file=sys.stderr)
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
