from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection

from pranata.base.access.models import Role
from pranata.config.demo.filling import begin_demonstration, welcome
from pranata.config.monitoring.sharing import share_between_processes
from pranata.config.preparation import FirstUser, prepare


class Command(BaseCommand):
    help = "Prepare everything once, then serve pages and background work on loopback until Ctrl-C."

    requires_system_checks = ("start",)  # certificate and scanner; `./pranata check` runs them all

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prepare only")
        parser.add_argument("--port", type=int, help="default 8000, or PRANATA_PORT")
        parser.add_argument("--demo", action="store_true", help="half a year of made-up work, in a folder of its own")

    def handle(self, *, no_serve: bool, port: int | None, demo: bool, **options: Any) -> None:
        from pranata.config.serving import choose_port, serve  # noqa: PLC0415 -- slow import

        if demo and not settings.DEMO:
            raise CommandError("Peragaan dijalankan dengan ./pranata start --demo.")
        wanted = port if port is not None else settings.PORT
        if not 1 <= wanted <= 65535:
            raise CommandError(f"Port {wanted} tidak ada; pilih 1 sampai 65535.")
        chosen = None if no_serve else choose_port(wanted, fixed=port is not None)
        if chosen is not None and chosen != settings.PORT:  # addresses on paper and in mail carry it
            if chosen != wanted:
                self._say(f"Port {wanted} dipakai program lain; memakai {chosen}.")
            os.environ["PRANATA_PORT"] = str(chosen)
            _start_again()
        try:
            settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
            settings.VAR_DIR.chmod(0o700)  # database, keys, files: nobody else's
        except OSError as error:
            raise CommandError(f"Folder {settings.VAR_DIR} tidak dapat ditulis ({error.strerror}).") from None
        users = prepare(self._say, begin=begin_demonstration if settings.DEMO else None)
        if chosen is not None and settings.DEMO and "typst" in sys.modules:  # reports were printed on the way
            connection.close()
            _start_again()
        self._welcome(users, chosen)
        if chosen is None:
            return
        connection.close()
        share_between_processes()
        sys.stdout.flush()
        serve(get_wsgi_application(), chosen, farewell=lambda: self._say("Berhenti."))

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _welcome(self, users: list[FirstUser], port: int | None) -> None:
        for user in users:
            role = Role(user.role).label
            self._say(f"  Akun {role:<14} {user.login:<28} sandi sekali pakai: {user.password}")
        if users:
            self._say("  Catat sekarang: sandi ini tidak ditampilkan lagi. Akun contoh, bukan orang sungguhan.")
            self._say("  Masuk di /masuk/; sandinya diganti saat pertama kali masuk.")
        for line in welcome() if settings.DEMO else ():
            self._say(line)
        if port is None:
            self._say(f"Siap. Jalankan ./pranata start{' --demo' if settings.DEMO else ''} untuk melayani.")
        else:
            self._say(f"Pranata melayani di http://127.0.0.1:{port}/ (Ctrl-C untuk berhenti)")


def _start_again() -> NoReturn:
    """Run the same command as a new program in this process, under the environment as it is now.

    Typst's threads do not survive gunicorn's forks: after one printed page here, every page printed there would hang.
    """
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 -- our own command
