from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pranata.base.files.errors import RefusedFile
from pranata.base.org.models import Office
from pranata.base.org.office_list import read_offices
from pranata.base.readiness import database_is_ready
from pranata.engines.plan import rules
from pranata.engines.plan.actions import importing
from pranata.engines.plan.models import RevisionKind
from pranata.engines.plan.reading import MAX_BYTES, PlanReading, Remark, UnreadablePlan, read_plan, to_json
from pranata.lib.output import reason

KINDS = {
    "penetapan": RevisionKind.ORIGINAL,
    "perubahan": RevisionKind.AMENDMENT,
    "ralat": RevisionKind.CORRECTION,
}
NO_DATABASE = "Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"


class Command(BaseCommand):
    help = "Read a decree's plan from a file and file it as a draft. --dry-run only reads, and needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--office", required=True, help="office code, such as 3503")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument(
            "--as",
            dest="kind",
            choices=KINDS,
            default="penetapan",
            help="perubahan or ralat: the decree amends or corrects the plan in force",
        )
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true", help="print the reading as JSON, and nothing else")

    def handle(self, *, file: Path, office: str, year: int, **options: Any) -> None:
        source = _read(file)
        kind = KINDS[options["kind"]]
        try:
            reading = read_plan(source, name=file.name)
        except UnreadablePlan as error:
            raise CommandError(str(error)) from None
        if options["dry_run"]:
            found = _placement_without_writing(reading, office, year, kind)
            self._show(importing.placed(reading, found), options["json"])
            return
        try:
            row = Office.objects.filter(code=office).first() if database_is_ready() else None
            if row is None:
                raise CommandError(_unknown_office(office) if database_is_ready() else NO_DATABASE)
            plan = importing.import_plan(
                reading, office=row, year=year, by=None, source=source, source_name=file.name, kind=kind
            )
        except importing.ImportRefused as refusal:
            reading.remarks.extend(refusal.remarks)
            self._show(reading, options["json"])
            raise CommandError(f"Tidak diimpor: {refusal}") from None
        except RefusedFile as refusal:
            raise CommandError(f"{file.name}: {refusal}") from None
        self._show(reading, options["json"])
        if not options["json"]:
            self.stdout.write(f"Tersimpan sebagai rancangan: {plan} ({row.name}).")

    def _show(self, reading: PlanReading, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(to_json(reading), ensure_ascii=False, indent=1))
            return
        rows = [row for area in reading.areas for activity in area.activities for row in activity.subactivities]
        self.stdout.write(
            f"{len(reading.areas)} area, {sum(len(area.activities) for area in reading.areas)} kegiatan, "
            f"{len(rows)} subkegiatan, {sum(len(row.indicators) for row in rows)} indikator; "
            f"{sum(row.confidence == 'low' for row in rows)} subkegiatan perlu ditinjau."
        )
        for remark in reading.remarks:
            lines = ", ".join(str(line) for line in remark.lines)
            place = f" (baris {lines})" if lines else ""
            self.stdout.write(f"  {remark.severity:<6}{remark.subject:<7}{remark.message}{place}")


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(f"{file.name}: berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: tidak dapat dibaca, {reason(error)}.") from None


def _placement_without_writing(reading: PlanReading, code: str, year: int, kind: str) -> list[Remark]:
    """The placement remarks of a dry run: from the database where there is one, else the office's shipped name."""
    row = Office.objects.filter(code=code).first() if database_is_ready() else None
    if row is not None:
        return importing.placement(reading, office=row, year=year, kind=kind)
    names = {row.code: row.name for row in read_offices(settings.DATA_DIR / "org" / "offices.csv")}
    if code not in names:
        return [Remark(code="unknown_office", severity="error", lines=[], message=_unknown_office(code))]
    changes = kind != RevisionKind.ORIGINAL
    return rules.placement_remarks(
        reading.decree, office_code=code, office_name=names[code], year=year, changes=changes
    )


def _unknown_office(code: str) -> str:
    return f"Satuan kerja {code!r} tidak dikenal; kodenya dua angka (provinsi) atau empat angka (kabupaten/kota)."
