import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.org.models import Office
from pranata.engines.surveys.verification import verify


class Command(BaseCommand):
    help = "Compare the answers of surveys with the batches that the audit named; exit 1 when any was changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", metavar="CODE", default="", help="only the surveys of this office")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, *, office: str, **options: Any) -> None:
        if office and not Office.objects.filter(code=office).exists():
            raise CommandError(_("Satuan kerja %s tidak dikenal.") % office)
        found = verify(office)
        bad = [asdict(each) for each in found.faults]
        if options["json"]:
            said = {"ok": not bad, "batches": found.batches, "answers": found.answers, "bad": bad}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        elif bad:
            for each in found.faults:
                self.stdout.write(_("%(office)s, survei %(survey)s, kelompok %(batch)d: %(what)s.") % asdict(each))
        else:
            self.stdout.write(
                _("Jawaban utuh: %(answers)d dalam %(batches)d kelompok.")
                % {"answers": found.answers, "batches": found.batches}
            )
        if bad:
            sys.exit(1)
