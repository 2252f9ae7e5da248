from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from pranata.base.audit.copies import copy_heads


class Command(BaseCommand):
    help = "Append the chain heads that moved to var/audit-heads.jsonl, or to FILE. Run daily; safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=None)

    def handle(self, *, file, **options):
        self.stdout.write(_("%d kepala rantai disalin.") % copy_heads(file))
