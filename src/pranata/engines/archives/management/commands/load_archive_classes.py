from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.org.models import Office
from pranata.base.readiness import database_is_ready
from pranata.engines.archives.loading import load_classes, read_lines
from pranata.lib.output import reason


class Command(BaseCommand):
    help = "Take in an office's archive classes and retention schedule (CSV, XLSX), all or none. Safe to repeat."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--office", required=True, help="code of the office")
        day = {"type": date.fromisoformat, "required": True, "help": "in force since, such as 2023-08-14"}
        parser.add_argument("--from", dest="valid_from", **day)
        parser.add_argument("--source", default="", help="what the classes stand in, such as PKPU 17/2023")

    def handle(self, *, file: Path, office: str, valid_from: date, source: str, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        found = Office.objects.filter(code=office).first()
        if found is None:
            raise CommandError(_("Satuan kerja %s tidak dikenal.") % office)
        try:
            lines = read_lines(file.read_bytes(), file.name)
            count = load_classes(found, lines, valid_from=valid_from, source=source, by=None)
        except OSError as error:
            raise CommandError(reason(error)) from None
        except RefusedFile as error:
            raise CommandError(str(error)) from None
        except FaultySheet as error:
            told = "\n".join(str(each) for each in error.faults)
            raise CommandError(_("Tidak ada yang ditulis:\n%s") % told) from None
        self.stdout.write(_("Klasifikasi arsip ditulis: %d.") % count)
