"""``load_offices``: the list of offices into the database."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from pranata.base.org.actions import load_offices


class Command(BaseCommand):
    help = "Muat daftar satuan kerja; aman dijalankan berulang kali."

    def add_arguments(self, parser):
        parser.add_argument("--source", type=Path, default=None, help="berkas CSV lain dengan kolom yang sama")

    def handle(self, *, source, **options):
        try:
            result = load_offices(source=source)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Berkas satuan kerja tidak dapat dibaca: {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Satuan kerja: {result.created} baru, {result.updated} diperbarui.")
