from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pranata.base.org.models import Office
from pranata.base.readiness import database_is_ready
from pranata.engines.nation.actions.snapshots import register_signer
from pranata.engines.nation.snapshots import fingerprint


class Command(BaseCommand):
    help = "Register the public key by which snapshots of an office are known from now on; compare fingerprints first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="office code, such as 3503")
        parser.add_argument("--key", required=True, help="64 hexadecimal digits, as export_snapshot prints them")

    def handle(self, *, office: str, key: str, **options: Any) -> None:
        if not database_is_ready():
            raise CommandError(_("Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"))
        found = Office.objects.filter(code=office).first()
        if found is None:
            raise CommandError(_("Satuan kerja %(code)s tidak dikenal.") % {"code": office})
        try:
            signer = register_signer(found, key, by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(
            _("Terdaftar untuk %(office)s, sidik %(fingerprint)s.")
            % {"office": found, "fingerprint": fingerprint(signer.public_key)}
        )
