from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.seal.actions import rewrap_keys
from pranata.base.seal.errors import WrongKey


class Command(BaseCommand):
    help = "Wrap all subject keys under the present sealing key; FILE holds the former one. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            count = rewrap_keys(file.read_text().strip())
        except OSError as error:
            raise CommandError(_("Kunci lama tidak dapat dibaca: %s") % error.strerror) from error
        except WrongKey as error:
            raise CommandError(_("Kunci lama tidak membuka baris %s; tidak ada yang diubah.") % error) from error
        self.stdout.write(_("%d kunci dibungkus ulang.") % count)
