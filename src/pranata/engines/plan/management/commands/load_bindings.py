from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pranata.base.readiness import database_is_ready
from pranata.engines.plan.actions.bindings import load_shipped


class Command(BaseCommand):
    help = "Bind the indicators of the plans that data/bindings is for; what a person decided stays. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="suggest measures for every other plan too")

    def handle(self, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve")
        self.stdout.write(f"Pengikatan ukuran ditulis: {load_shipped(every=options['all'])}")
