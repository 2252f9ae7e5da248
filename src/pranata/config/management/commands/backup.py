from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pranata.config.backup import encryption
from pranata.config.backup.errors import Refused
from pranata.config.backup.making import Made, make_backup
from pranata.lib import clock

PREFIX, ENDING = "pranata-", ".tar.gz"
PLAIN_WARNING = (
    "Perhatian: cadangan TIDAK disandikan. Isinya data pribadi dan semua kunci; simpan hanya di tempat yang terkunci."
)


class Command(BaseCommand):
    help = "Write database, files and keys of this moment into FILE, encrypted, while pages are served."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a file, or a folder in which one named by day is made")
        parser.add_argument("--init", action="store_true", help="make the identity that opens backups, show it once")
        parser.add_argument("--identity", type=Path, help="write a new identity to this file instead of showing it")
        parser.add_argument("--plain", action="store_true", help="without encryption")
        parser.add_argument("--keep", type=int, metavar="N", help="of the backups in the folder keep the newest N")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, *, file: Path | None, plain: bool, keep: int | None, **options: Any) -> None:
        if file is None and not options["init"]:
            raise CommandError("Sebut berkas cadangan: ./pranata backup BERKAS")
        if keep is not None and (keep < 1 or file is None or not file.is_dir()):
            raise CommandError("--keep perlu bilangan mulai 1, dan folder sebagai tujuan.")
        try:
            said = self._run(file, plain=plain, **options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        if keep:
            for old in backups_in(file)[:-keep]:
                old.unlink()
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        if said.get("missing") or said.get("damaged"):
            names = ", ".join([*said["missing"], *said["damaged"]][:3])
            raise CommandError(f"Cadangan tertulis, tetapi ada berkas tersimpan yang hilang atau rusak: {names}")

    def _run(self, file: Path | None, *, plain: bool, init: bool, identity: Path | None, **options: Any) -> dict:
        """Make the identity if that is due, then the backup; what was done, for JSON."""
        said: dict[str, Any] = {}
        recipient = None if plain else encryption.known_recipient()
        if init or not (plain or recipient):
            recipient = self._make_identity(said, identity, init=init, as_json=options["json"])
        if file is None:
            return said
        if plain:
            self.stderr.write(PLAIN_WARNING)
        path = named_by_moment(file, plain=plain) if file.is_dir() else file
        made = make_backup(path, recipients=[recipient] if recipient and not plain else [])
        if not options["json"]:
            self._report(path, made, plain=plain)
        return {**said, "file": str(path), "encrypted": not plain, **asdict(made)}

    def _make_identity(self, said: dict, file: Path | None, *, init: bool, as_json: bool) -> str:
        """Show a new identity once, then keep its recipient: in this order, or nobody could open the backups."""
        if encryption.known_recipient():
            raise Refused(f"Penerima cadangan sudah ada; hapus dulu {encryption.recipient_path()} untuk menggantinya.")
        if not init and "JOURNAL_STREAM" in os.environ:  # a service's output is kept in the journal
            raise Refused("Belum ada penerima cadangan; jalankan sekali di terminal: ./pranata backup --init")
        identity = encryption.new_identity()
        recipient = str(identity.to_public())
        if file:
            write_identity(file, str(identity))
            shown = f"Identitas cadangan ditulis ke {file}; pindahkan ke tempat yang terpisah dari mesin ini."
        else:
            shown = f"Identitas cadangan, ditampilkan sekali ini saja; simpan di luar mesin ini:\n\n{identity}\n"
        # JSON alone on standard output: what else is said goes beside it
        stream = self.stderr if as_json else self.stdout
        stream.write(shown)
        stream.write("Tanpa identitas itu cadangan tidak dapat dibuka oleh siapa pun.")
        stream.flush()
        encryption.keep_recipient(recipient)
        said["recipient"] = recipient
        return recipient

    def _report(self, path: Path, made: Made, *, plain: bool) -> None:
        kind = "tanpa sandi" if plain else "tersandi"
        self.stdout.write(
            f"Cadangan {kind}: {path} ({made.bytes / 1024**2:.1f} MB; {made.tables} tabel, {made.rows} baris, "
            f"{made.files} berkas, kunci)."
        )
        if made.unknown_tables:
            self.stderr.write(f"Bukan tabel Pranata, tidak dicadangkan: {', '.join(made.unknown_tables)}")


def named_by_moment(folder: Path, *, plain: bool) -> Path:
    return folder / f"{PREFIX}{clock.now():%Y%m%dT%H%M%S}{ENDING}{'' if plain else '.age'}"


def backups_in(folder: Path) -> list[Path]:
    """The backups named by moment, oldest first."""
    return sorted(path for path in folder.glob(f"{PREFIX}????????T??????{ENDING}*") if path.is_file())


def write_identity(path: Path, text: str) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(f"{path} sudah ada; identitas tidak ditulis di atas berkas lain.") from None
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    sys.stdout.flush()
