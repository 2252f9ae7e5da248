"""``./pranata rebuild_search``: the index anew, from the records."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from pranata.engines.search.actions import rebuild


class Command(BaseCommand):
    help = "Build the index of the search anew from the records. Safe to run any number of times."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, **options: Any) -> None:
        counts = rebuild()
        lines = "\n".join(f"{label} {count}" for label, count in counts.items())
        self.stdout.write(json.dumps({"rows": counts}) if options["json"] else lines)
