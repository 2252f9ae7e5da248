from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pranata.config import occupancy
from pranata.config.backup.encryption import known_recipient
from pranata.config.backup.errors import Refused
from pranata.config.backup.upgrading import Failed, upgrade


class Command(BaseCommand):
    help = "After new code: backup, migrate, check; back to the former state when something fails. Safe to repeat."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, **options: Any) -> None:
        say = self.stderr.write if options["json"] else self.stdout.write
        try:
            with occupancy.alone():
                done = upgrade(known_recipient(), say)
        except (Refused, Failed, occupancy.Occupied) as refusal:
            raise CommandError(str(refusal)) from None
        if options["json"]:
            said = {"migrations": done.migrations, "backup": done.backup and str(done.backup), "events": done.events}
            self.stdout.write(json.dumps(said))
            return
        say(f"Selesai: {len(done.migrations)} migrasi diterapkan, {done.events} kejadian audit utuh.")
        say("Selanjutnya: ./pranata start")
