"""``create_user``: an account with one role, for the first administrator of an office or when nobody else can."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pranata.base.access.actions import assign_role, create_user
from pranata.base.access.models import Role
from pranata.base.org.models import Office
from pranata.lib import clock


class Command(BaseCommand):
    help = "Buat akun dengan satu peran, dan cetak kata sandi sekali pakainya."

    def add_arguments(self, parser):
        parser.add_argument("login", help="NIP atau surel")
        parser.add_argument("--office", required=True, help="kode satuan kerja, misalnya 3503")
        parser.add_argument(
            "--role", default=Role.STAFF, choices=Role.values, help="peran pertama; staff bila tidak disebut"
        )

    def handle(self, *, login, office, role, **options):
        try:
            with transaction.atomic():
                place = Office.objects.get(code=office)
                user, password = create_user(office=place, login=login, by=None)
                assign_role(user=user, office=place, role=role, valid_from=clock.today(), by=None)
        except Office.DoesNotExist:
            raise CommandError(f"Satuan kerja {office} tidak dikenal.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.login} ({user.role_assignments.get()})\nKata sandi sekali pakai: {password}")
