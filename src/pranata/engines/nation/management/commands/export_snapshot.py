from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.org.models import Office
from pranata.base.readiness import database_is_ready
from pranata.engines.nation.actions.snapshots import export_snapshot
from pranata.engines.nation.snapshots import fingerprint, public_key
from pranata.lib.output import reason, write_whole


class Command(BaseCommand):
    help = "Write the signed snapshot of an office's year: readings, issued reports, the end of its audit chain."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="office code, such as 3503")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("-o", "--output", required=True, type=Path)
        parser.add_argument("--json", action="store_true", help="say what was written as JSON, and nothing else")

    def handle(self, *, office: str, year: int, output: Path, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        found = Office.objects.active().filter(code=office).first()
        if found is None:
            raise CommandError(_("Satuan kerja %(code)s tidak memakai instalasi ini.") % {"code": office})
        content = export_snapshot(found, year, by=None)
        try:
            write_whole(output, content)
        except OSError as error:
            raise CommandError(reason(error)) from None
        key = public_key(found)
        said = {
            "output": str(output),
            "office": found.code,
            "year": year,
            "sha256": hashlib.sha256(content).hexdigest(),
            "public_key": key,
            "fingerprint": fingerprint(key),
        }
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
            return
        self.stdout.write(_("Tertulis: %(output)s") % said)
        self.stdout.write(_("Kunci publik untuk didaftarkan di atas: %(public_key)s") % said)
        self.stdout.write(_("Sidiknya, untuk dicocokkan lewat telepon: %(fingerprint)s") % said)
