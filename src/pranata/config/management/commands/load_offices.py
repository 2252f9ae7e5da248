"""``load_offices``: the list of offices into the database; with ``--count`` a synthetic nation of them."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError

from pranata.base.org.actions import load_offices
from pranata.base.readiness import database_is_ready
from pranata.config.nation.making import make_nation


class Command(BaseCommand):
    help = "Muat daftar satuan kerja; aman dijalankan berulang kali. Dengan --count: negeri rekaan untuk uji coba."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", type=Path, default=None, help="berkas CSV lain dengan kolom yang sama")
        parser.add_argument(
            "--count", type=int, default=None, help="satuan kerja rekaan, termasuk KPU RI; paling banyak semuanya"
        )
        parser.add_argument("--years", type=int, default=1, help="tahun data rekaan sampai tahun ini")
        parser.add_argument("--seed", type=int, default=1, help="angka awal: yang sama membuat data yang sama")
        parser.add_argument("--json", action="store_true", help="hasil sebagai JSON saja")

    def handle(self, *, source: Path | None, count: int | None, years: int, seed: int, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve")
        is_json = bool(options["json"])
        if count is not None:
            self._make_nation(count, years, seed, is_json=is_json)
            return
        try:
            result = load_offices(source=source)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Berkas satuan kerja tidak dapat dibaca: {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        words = f"Satuan kerja: {result.created} baru, {result.updated} diperbarui."
        self.stdout.write(json.dumps(asdict(result)) if is_json else words)

    def _make_nation(self, count: int, years: int, seed: int, *, is_json: bool) -> None:
        say = (lambda words: None) if is_json else self.stderr.write
        try:
            made = make_nation(count=count, years=years, seed=seed, environment=os.environ, say=say)
        except (ImproperlyConfigured, ValueError) as error:
            raise CommandError(str(error)) from None
        words = (
            f"Negeri rekaan: {made.offices} satuan kerja, {made.years} tahun, {made.readings} bacaan, "
            f"{made.reports} laporan, {made.cells} bulan terlapor."
        )
        self.stdout.write(json.dumps(asdict(made)) if is_json else words)
