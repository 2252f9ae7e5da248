from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.readiness import database_is_ready
from pranata.engines.nation.actions.snapshots import import_snapshot
from pranata.engines.nation.snapshots import MOST_BYTES, RefusedSnapshot
from pranata.lib.output import reason


class Command(BaseCommand):
    help = "Take over the signed snapshot of an office that runs alone. The same snapshot again changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="say what was taken over as JSON, and nothing else")

    def handle(self, *, file: Path, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        try:
            if file.stat().st_size > MOST_BYTES:
                raise CommandError(_("Isi cuplikan terlalu besar bila dibuka."))
            received = import_snapshot(file.read_bytes(), by=None)
        except OSError as error:
            raise CommandError(reason(error)) from None
        except RefusedSnapshot as error:
            raise CommandError(str(error)) from None
        snapshot = received.snapshot
        said = {
            "office": snapshot.office.code,
            "year": snapshot.year,
            "sequence": snapshot.sequence,
            "readings": snapshot.reading_count,
            "is_new": received.is_new,
        }
        if options["json"]:
            self.stdout.write(json.dumps(said, indent=1))
        elif received.is_new:
            self.stdout.write(_("Diterima: %(office)s %(year)s, %(readings)s bacaan.") % said)
        else:
            self.stdout.write(_("Sudah diterima sebelumnya; tidak ada yang berubah."))
