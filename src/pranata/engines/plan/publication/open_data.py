"""The plan as open data: a table by indicator, and the whole reading with its progress as JSON."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pranata.engines.plan import queries
from pranata.engines.plan.publication.progress import public_progress, public_year
from pranata.engines.plan.publication.readings import public_values
from pranata.engines.plan.publication.rules import PublicState
from pranata.engines.plan.reading import to_json
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pranata.engines.plan.models import Plan
    from pranata.engines.plan.publication.progress import PublicProgress, PublicYear
    from pranata.engines.plan.queries import Matrix
    from pranata.engines.plan.queries.readings import IndicatorValue

MONTH_KEYS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agt", "sep", "okt", "nov", "des")
STATE_CODES = {
    PublicState.EMPTY: "",
    PublicState.PLANNED: "terjadwal",
    PublicState.DONE: "selesai",
    PublicState.LATE: "selesai_terlambat",
    PublicState.PENDING: "belum_selesai",
    PublicState.UNREPORTED: "tidak_dilaporkan",
}
READING_COLUMNS = ("ukuran", "capaian", "pembilang", "penyebut", "capaian_bulan", "capaian_per")
CSV_COLUMNS = (
    "kode",
    "area",
    "kegiatan",
    "subkegiatan",
    "indikator_ke",
    "indikator",
    *MONTH_KEYS,
    "keyakinan_baca",
    "catatan",
    *(f"keadaan_{month}" for month in MONTH_KEYS),
    *READING_COLUMNS,
)


def plan_csv(plan: Plan) -> bytes:
    """One line per sub-activity and indicator, months as 1 and 0, then their states today; UTF-8 with a mark that
    Excel understands."""
    matrix = queries.plan_matrix(plan, with_people=False)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    year = public_year(matrix, clock.today())
    writer.writerows(_lines(matrix, year, public_values(matrix, year)))
    return out.getvalue().encode("utf-8-sig")


def _lines(matrix: Matrix, year: PublicYear, values: Mapping[int, IndicatorValue]) -> Iterator[list[Any]]:
    names = {area.no: area.name for area in matrix.areas}
    for group in matrix.groups:
        for row in group.rows:
            months = [int(month in row.months) for month in range(1, 13)]
            states = [STATE_CODES[state] for state in year.states(row.months, row.reports)]
            texts = [as_plain_cell(text) for text in (names[group.area_no], group.name, row.text)]
            for position, indicator in enumerate(row.values or (None,), start=1):
                counted = [position, as_plain_cell(indicator.text)] if indicator else ["", ""]
                read = _reading(values.get(indicator.pk) if indicator else None)
                yield [row.code, *texts, *counted, *months, row.confidence, row.remark_count, *states, *read]


def _reading(value: IndicatorValue | None) -> list[Any]:
    """The columns of what was read: exact numbers with a point, empty where nothing may be told or was measured."""
    reading = value.reading if value else None
    if value is None or reading is None:
        return [""] * len(READING_COLUMNS)
    numbers = [reading.found, reading.numerator, reading.denominator]
    told = ["" if each is None else _exact(each) for each in numbers]
    return [value.measure_key, *told, str(reading.period), timezone.localtime(reading.computed_at).date().isoformat()]


def _exact(number: Decimal | date) -> str:
    if not isinstance(number, Decimal):
        return number.isoformat()
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def plan_json(plan: Plan) -> bytes:
    """The plan in the importer's own shape, and under ``progress`` what the public is told of it."""
    matrix = queries.plan_matrix(plan, with_people=False)
    year = public_year(matrix, clock.today())
    states = {
        row.code: [STATE_CODES[state] for state in year.states(row.months, row.reports)]
        for group in matrix.groups
        for row in group.rows
    }
    progress = {"as_of": year.year.today.isoformat(), "states": states, **_figures(public_progress(matrix, year))}
    reading = to_json(queries.plan_reading(plan))
    return json.dumps({**reading, "progress": progress}, ensure_ascii=False, indent=1).encode()


def _figures(progress: PublicProgress | None) -> dict[str, Any]:
    """How the areas stand, nothing while no month counts."""
    areas = [
        {
            "no": each.area.no,
            "planned": each.figures.planned,
            "done": each.figures.done,
            "late": each.figures.late,
            "pending": each.figures.pending,
            "unreported": each.figures.unreported,
        }
        for each in (progress.areas if progress else ())
    ]
    return {"counted_through": progress.through if progress else 0, "areas": areas}
