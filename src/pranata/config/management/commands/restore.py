from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from getpass import getpass
from pathlib import Path
from typing import Any

import pyrage
from django.core.management.base import BaseCommand, CommandError

from pranata.config.backup import chains, restoring
from pranata.config.backup.encryption import MAGIC, as_identity
from pranata.config.backup.errors import Refused, Unfinished
from pranata.config.occupancy import Occupied


class Command(BaseCommand):
    help = "Put the state in FILE in place: into an empty installation, or with --replace beside what is kept aside."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, help="file with the identity that opens the backup; - reads it")
        parser.add_argument("--replace", action="store_true", help="set aside what is here; nothing is deleted")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, *, file: Path, identity: Path | None, replace: bool, **options: Any) -> None:
        try:
            key = opening(file, identity)
            done = restoring.restore(file, key, replace=replace)
        except (Refused, Unfinished, Occupied) as refusal:
            raise CommandError(str(refusal)) from None
        found = chains.verify_restored(done.former_heads)
        if options["json"]:
            fault = found.bad and found.bad.fault.value
            said = asdict(done) | {"audit": {"events": found.events, "chains": found.chains, "fault": fault}}
            said["lost_events"] = found.lost
            self.stdout.write(json.dumps(said, ensure_ascii=False, default=str))
        else:
            self._report(done, found)
        if found.bad:
            raise CommandError(f"Sudah dipulihkan, tetapi rantai audit putus: {found.bad.fault.label}.")

    def _report(self, done: restoring.Restored, found: chains.Findings) -> None:
        say = self.stdout.write
        say(f"Dipulihkan dari cadangan {done.made_at}: {done.rows} baris, {done.files} berkas, kunci.")
        if done.missing:
            say(f"Sudah hilang saat dicadangkan: {', '.join(done.missing)}")
        if done.set_aside:
            say("Yang semula di sini disisihkan:")
            for name in done.set_aside:
                say(f"  {name}")
        if found.lost:
            say(f"{found.lost} kejadian sesudah cadangan itu tidak ada di dalamnya.")
        if done.erased_again:
            say(f"{done.erased_again} kunci yang sudah dihapus (UU 27/2022) dimusnahkan kembali.")
        if not found.bad:
            say(f"Rantai audit utuh: {found.events} kejadian dalam {found.chains} rantai.")
        say("Selanjutnya: ./pranata replay_erasures BERKAS bila mesin lama punya var/erasures.jsonl yang lebih baru,")
        say("lalu ./pranata start; masuk dan periksa satu rencana, satu berkas, satu akun.")


def opening(file: Path, identity: Path | None) -> pyrage.x25519.Identity | None:
    """The identity in the named file, typed in at a terminal, or None when the backup needs none."""
    try:
        if identity is not None:
            return as_identity(sys.stdin.readline() if str(identity) == "-" else identity.read_text())
        with file.open("rb") as start:
            if start.read(len(MAGIC)) != MAGIC or not sys.stdin.isatty():
                return None
    except OSError as error:
        raise Refused(f"{error.filename}: tidak dapat dibaca ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Refused(f"{identity} bukan berkas identitas.") from None
    return as_identity(getpass("Identitas cadangan (AGE-SECRET-KEY-1...): "))
