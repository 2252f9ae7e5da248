import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from pranata.config.decisions import decisions, search


class Command(BaseCommand):
    help = "Say where something is decided: ./pranata where WORD. Reads the sources; needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("word", help="a word of the decision, of its name or of its legal basis")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, *, word, **options):
        found = search(word, decisions())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(decision) for decision in found], ensure_ascii=False, indent=2))
            return
        if not found:
            raise CommandError(f"Tidak ada aturan tentang '{word}'; docs/decisions.md memuat semuanya.")
        for decision in found:
            self.stdout.write(f"src/{decision.path}:{decision.line}  {decision.name}")
            self.stdout.write(f"    Decides: {decision.decides}")
            self.stdout.write(f"    Basis: {decision.basis}")
