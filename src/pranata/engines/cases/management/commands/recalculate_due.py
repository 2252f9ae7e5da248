from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.readiness import database_is_ready
from pranata.engines.cases.actions.clocks import Moved, recalculate_due, words_of
from pranata.engines.deadlines.clocks import UnknownClock


class Command(BaseCommand):
    help = "Count every running case again after the calendar changed, and list whose due day moved. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="list only, change nothing")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        try:
            moved = recalculate_due(by=None, is_dry_run=options["dry_run"])
        except UnknownClock as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"moved": [as_json(each) for each in moved]}, ensure_ascii=False))
            return
        for each in moved:
            self.stdout.write(f"{each.case.office}, {each.kind.title}, {words_of(each)}")
        self.stdout.write(_("%(count)d perkara bergeser tenggatnya.") % {"count": len(moved)})


def as_json(moved: Moved) -> dict[str, Any]:
    """Ids, days and register number; nothing personal."""
    return {
        "kind": moved.kind.code,
        "office": moved.case.office.code,
        "id": moved.case.pk,
        "number": moved.case.number,
        "old": moved.old.isoformat(),
        "new": moved.new.isoformat(),
    }
