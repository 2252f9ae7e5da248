from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.areas.process.digital_services.actions.checking import check_addresses
from pranata.areas.process.digital_services.queries import newest_checks
from pranata.base.readiness import database_is_ready


class Command(BaseCommand):
    help = "Ask every watched address of the applications once, keep the answers and list them. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        done = check_addresses()
        found = newest_checks()
        if options["json"]:
            rows = [
                {
                    "office": each.application.office.code,
                    "application": each.application.name,
                    "address": each.application.address,
                    "at": each.at.isoformat(),
                    "is_reached": each.is_reached,
                    "milliseconds": each.milliseconds,
                    "words": each.words,
                }
                for each in found
            ]
            said = {"checked": done.checked, "reached": done.reached, "addresses": rows}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for each in found:
            state = _("terjangkau, %d milidetik") % each.milliseconds if each.is_reached else each.words
            self.stdout.write(f"{each.application.office.code} {each.application}: {state}")
        self.stdout.write(
            _("%(reached)d dari %(checked)d alamat terjangkau.") % {"reached": done.reached, "checked": done.checked}
        )
