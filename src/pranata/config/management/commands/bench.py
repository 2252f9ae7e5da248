from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

DATABASES = ("sqlite", "postgresql")


class Command(BaseCommand):
    help = "Run benchmarks/NAME.py on both databases; ratios are to a reference measured in the same run."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--database", choices=DATABASES, help="only this one")
        parser.add_argument("--inside", choices=DATABASES, help="measure in this process, on the configured database")

    def handle(self, *, name: str, inside: str | None, database: str | None, **options: Any) -> None:
        if not (settings.ROOT / "benchmarks" / f"{name}.py").is_file():
            raise CommandError(f"Tidak ada tolok ukur bernama {name!r} di benchmarks/.")
        if inside:
            rows = _measure(name, inside)
        else:
            rows = [row for each in ([database] if database else DATABASES) for row in _apart(name, each)]
        if options["json"]:
            self.stdout.write(json.dumps({"rows": rows}, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(
                f"{row['what']:<28}{row['database']:<12}p50 {row['own']['p50_ms']:>9} ms  "
                f"p95 {row['own']['p95_ms']:>9} ms  acuan {row['reference']['p50_ms']:>9} ms  rasio {row['ratio']}"
            )


def _measure(name: str, database: str) -> list[dict[str, Any]]:
    sys.path.insert(0, str(settings.ROOT))
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    return importlib.import_module(f"benchmarks.{name}").measure(database)


def _apart(name: str, database: str) -> list[dict[str, Any]]:
    """The rows of one database, measured in a process with a fresh database and an empty var folder."""
    with tempfile.TemporaryDirectory(prefix="pranata-bench-") as var, _database_url(database, var) as url:
        environment = {
            **os.environ,
            "PRANATA_VAR": var,
            "PRANATA_DATABASE_URL": url,
            **{
                f"PRANATA_{key}_KEY": f"kunci-{key.lower()}-tolok-ukur-bukan-rahasia-00000"
                for key in ("DJANGO", "AUDIT", "SEALING")
            },
        }
        command = [sys.executable, "-m", "pranata", "bench", name, "--inside", database, "--json"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise CommandError(f"Tolok ukur {name} gagal di {database}.")
    return json.loads(done.stdout)["rows"]


@contextmanager
def _database_url(database: str, var: str) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{var}/pranata.sqlite3"
        return
    sys.path.insert(0, str(settings.ROOT))
    from tools.postgres import postgres  # noqa: PLC0415 -- needs the test requirements

    with postgres(durable=True) as url:
        yield url
