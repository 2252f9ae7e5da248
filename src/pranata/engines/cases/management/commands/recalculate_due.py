from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.readiness import database_is_ready
from pranata.engines.cases.actions.clocks import Moved, Recount, recalculate_due, words_of


class Command(BaseCommand):
    help = "Count every running case again after the calendar changed, and list whose due day moved. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="list only, change nothing")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        recount = recalculate_due(by=None, is_dry_run=options["dry_run"])
        if options["json"]:
            said = {"moved": [as_json(each) for each in recount.moved], "uncounted": uncounted_as_json(recount)}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            for each in recount.moved:
                self.stdout.write(f"{each.case.office}, {each.kind.title}, {words_of(each)}")
            self.stdout.write(_("%(count)d perkara bergeser tenggatnya.") % {"count": len(recount.moved)})
            for left in recount.uncounted:
                self.stderr.write(f"{left.case.office}, {left.kind.title}, {left.case}: {left.why}")
        if recount.uncounted:
            raise CommandError(
                _("%(count)d perkara tidak dapat dihitung: jangka waktunya tidak ada di data/clocks.")
                % {"count": len(recount.uncounted)}
            )


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


def uncounted_as_json(recount: Recount) -> list[dict[str, Any]]:
    """Ids, register number and the row that is missing."""
    return [
        {
            "kind": each.kind.code,
            "office": each.case.office.code,
            "id": each.case.pk,
            "number": each.case.number,
            "why": each.why,
        }
        for each in recount.uncounted
    ]
