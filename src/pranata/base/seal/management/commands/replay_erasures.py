from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.seal.actions import replay_erasures


class Command(BaseCommand):
    help = "Destroy again the keys listed in FILE (var/erasures.jsonl) after a backup was restored. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            count = replay_erasures(file)
        except OSError as error:
            raise CommandError(_("Daftar penghapusan tidak dapat dibaca: %s") % error.strerror) from error
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(_("Berkas itu bukan daftar penghapusan; tidak ada yang dimusnahkan.")) from error
        self.stdout.write(_("%d kunci dimusnahkan kembali.") % count)
