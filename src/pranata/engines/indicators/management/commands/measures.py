from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from pranata.engines.indicators.registry import indicator_references, measures


class Command(BaseCommand):
    help = "List the measures there are, with the indicators that are bound to each."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON, and nothing else")

    def handle(self, **options: Any) -> None:
        bound = indicator_references()
        if options["json"]:
            listed = [
                {
                    "key": each.key,
                    "title": str(each.title),
                    "kind": each.kind.value,
                    "indicators": list(bound.get(each.key, [])),
                }
                for each in measures()
            ]
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1))
            return
        for each in measures():
            references = ", ".join(bound.get(each.key, []))
            self.stdout.write(f"{each.key}  [{each.kind}]  {each.title}{f'  ({references})' if references else ''}")
