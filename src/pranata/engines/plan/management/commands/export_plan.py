from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pranata.base.readiness import database_is_ready
from pranata.engines.plan.exports import FORMATS, export
from pranata.engines.plan.models import Plan
from pranata.lib.output import reason, write_whole


class Command(BaseCommand):
    help = "Write a plan, drafts too: json in the importer's own shape, the annex as xlsx, the decree as docx or pdf."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="office code, such as 3503")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("-o", "--output", required=True, type=Path, help="a file, or - for standard output")

    def handle(self, *, office: str, year: int, output: Path, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve")
        plan = Plan.objects.select_related("office", "document").filter(office__code=office, year=year).first()
        if plan is None:
            raise CommandError(
                f"Belum ada rencana aksi satuan kerja {office} tahun {year}; impor dulu dengan import_plan."
            )
        exported = export(plan, options["format"])
        for warning in exported.warnings:
            self.stderr.write(f"Perhatian: {warning}")
        if str(output) == "-":
            sys.stdout.buffer.write(exported.content)
            return
        try:
            write_whole(output, exported.content)
        except OSError as error:
            raise CommandError(f"Tidak dapat menulis {output}: {reason(error)}.") from None
        self.stderr.write(f"Tertulis: {output}")
