from __future__ import annotations

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pranata.base.org.models import Office
from pranata.base.readiness import database_is_ready
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.making import Made, make_draft
from pranata.engines.reports.registry import Report, by_code, declared
from pranata.lib.output import reason, write_whole
from pranata.lib.periods import Period

NO_DATABASE = "Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"


class Command(BaseCommand):
    help = "Write the draft of a report, marked KONSEP. Reports are issued from their page, never from here."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = dict.fromkeys(each for report in declared() for each in report.formats)
        parser.add_argument("report", choices=[report.code for report in declared()])
        parser.add_argument("--office", required=True, help="office code, such as 3503")
        parser.add_argument("--period", required=True, help="2022-06, 2022-Q2, 2022-S1 or 2022")
        parser.add_argument("--format", required=True, choices=list(formats))
        parser.add_argument("-o", "--output", required=True, type=Path, help="a file, or - for standard output")
        parser.add_argument("--json", action="store_true", help="say what was written as JSON, and nothing else")

    def handle(self, *, report: str, office: str, period: str, output: Path, **options: Any) -> None:
        to_screen = str(output) == "-"
        if to_screen and options["json"]:
            raise CommandError("--json memberi keterangan di keluaran standar; tulis laporannya ke berkas, bukan -o -.")
        declared_report = by_code(report)
        assert declared_report is not None, report  # noqa: S101 -- argparse has checked it
        made = _made(declared_report, office, period, options["format"])
        if to_screen:
            sys.stdout.buffer.write(made.content)
        else:
            _write(output, made.content)
        if options["json"]:
            self.stdout.write(json.dumps(_said(made, output), ensure_ascii=False, indent=1))
            return
        for warning in made.warnings:
            self.stderr.write(f"Perhatian: {warning}")
        if not to_screen:
            self.stderr.write(f"Tertulis: {output}")


def _made(report: Report, office: str, period: str, file_format: str) -> Made:
    try:
        wanted = Period.parse(period)
    except ValueError as error:
        raise CommandError(str(error)) from None
    if not database_is_ready():
        raise CommandError(NO_DATABASE)
    row = Office.objects.filter(code=office).first()
    if row is None:
        raise CommandError(
            f"Satuan kerja {office!r} tidak dikenal; kodenya dua angka (provinsi) atau empat angka (kabupaten/kota)."
        )
    try:
        return make_draft(report, row, wanted, file_format)
    except (NoFacts, ValueError) as error:
        raise CommandError(str(error)) from None


def _write(output: Path, content: bytes) -> None:
    try:
        write_whole(output, content)
    except OSError as error:
        raise CommandError(f"Tidak dapat menulis {output}: {reason(error)}.") from None


def _said(made: Made, output: Path) -> dict[str, Any]:
    """What was written, for programs."""
    return {
        "title": made.facts.title,
        "file": str(output),
        "bytes": len(made.content),
        "sha256": hashlib.sha256(made.content).hexdigest(),
        "warnings": list(made.warnings),
    }
