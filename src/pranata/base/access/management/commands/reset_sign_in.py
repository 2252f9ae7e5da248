"""``reset_sign_in``: a way back in for somebody whom no administrator can help."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pranata.base.access.accounts import find_account
from pranata.base.access.actions import issue_one_time_password, remove_second_factor


class Command(BaseCommand):
    help = "Ganti kata sandi sebuah akun dengan kata sandi sekali pakai; bila diminta, hapus verifikasi dua langkahnya."

    def add_arguments(self, parser):
        parser.add_argument("login", help="NIP atau surel")
        parser.add_argument("--second-factor", action="store_true", help="hapus juga verifikasi dua langkah")

    @transaction.atomic
    def handle(self, *, login, second_factor, **options):
        user = find_account(login)
        if user is None:
            raise CommandError(f"Akun {login} tidak dikenal.")
        if second_factor:
            remove_second_factor(user, by=None)
        self.stdout.write(f"Kata sandi sekali pakai: {issue_one_time_password(user, by=None)}")
