from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from pranata.base.org.models import Office
from pranata.base.readiness import database_is_ready
from pranata.engines.indicators.queries import compute, month_of, records
from pranata.engines.indicators.registry import by_key
from pranata.lib.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from pranata.engines.indicators.registry import Measure

NO_DATABASE = "Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"
NAMES_OF_PEOPLE = frozenset({"access", "people"})  # apps whose rows are called by somebody's name


class Command(BaseCommand):
    help = "Say what a measure comes to at an office in a month, and which records are behind it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="such as complaints.on_time; ./pranata measures lists them")
        parser.add_argument("--office", required=True, help="office code, such as 3503")
        parser.add_argument("--period", required=True, help="a month, such as 2022-06")
        parser.add_argument("--json", action="store_true", help="as JSON, and nothing else")

    def handle(self, *, key: str, office: str, period: str, **options: Any) -> None:
        measure, row, month = _asked(key, office, period)
        found = compute(measure, row, month)
        if not options["json"]:
            self.stdout.write(found.sentence)
            return
        said = {
            "value": plain(found.value),
            "numerator": plain(found.numerator),
            "denominator": plain(found.denominator),
            "records": list(_listed(measure, row, month)),
            "sentence": found.sentence,
            "rule_version": found.rule_version,
            "as_of": found.as_of.isoformat(),
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))


def _asked(key: str, office: str, period: str) -> tuple[Measure, Office, Period]:
    measure = by_key(key)
    if measure is None:
        raise CommandError(f"Ukuran {key!r} tidak dikenal; lihat ./pranata measures.")
    try:
        month = Period.parse(period)
        month_of(month)
    except ValueError as error:
        raise CommandError(str(error)) from None
    if not database_is_ready():
        raise CommandError(NO_DATABASE)
    row = Office.objects.filter(code=office).first()
    if row is None:
        raise CommandError(
            f"Satuan kerja {office!r} tidak dikenal; kodenya dua angka (provinsi) atau empat angka (kabupaten/kota)."
        )
    return measure, row, month


def _listed(measure: Measure, office: Office, month: Period) -> Iterator[dict[str, Any]]:
    """Every record once, under the first part it stands in: one of the numerator is one of the denominator too."""
    seen: set[tuple[str, int]] = set()
    for title, rows in records(measure, office, month):
        for row in rows.iterator():
            name = (row._meta.label_lower, row.pk)
            if name not in seen:
                seen.add(name)
                yield {"label": name[0], "id": name[1], "title": title_of(row), "part": title}


def title_of(row: Model) -> str:
    """What a record is called, without anybody's name."""
    if row._meta.app_label in NAMES_OF_PEOPLE:
        return f"{row._meta.verbose_name} {row.pk}"
    return str(row)


def plain(value: Decimal | date | None) -> int | float | str | None:
    """A number as JSON writes it, digit for digit: 15 of them come back as they were; a day as 2022-06-30."""
    if value is None or isinstance(value, date):
        return value and value.isoformat()
    return int(value) if value == value.to_integral_value() else float(value)
