"""The plan as files: JSON in the importer's own shape, XLSX, the decree as DOCX and PDF, open data as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.base.paper.queries import letterhead_of
from pranata.engines.plan import queries
from pranata.engines.plan.reading import to_json, write_workbook
from pranata.engines.plan.writing import write_docx, write_pdf
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from pranata.engines.plan.models import Plan

WRITERS = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}
FORMATS = ("xlsx", "json", "csv", "docx", "pdf")
MONTH_KEYS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agt", "sep", "okt", "nov", "des")


@dataclass(frozen=True)
class Export:
    """A finished file: its bytes, its media type, the name it is offered under, and what a person should know of it."""

    content: bytes
    media_type: str
    file_name: str
    warnings: tuple[str, ...] = ()


def export(plan: Plan, file_format: str) -> Export:
    """``plan`` in one of ``FORMATS``; raises ``ValueError`` for another."""
    name = f"rencana-aksi-rb-{plan.office.code}-{plan.key}"
    if file_format == "json":
        reading = to_json(queries.plan_reading(plan))
        content = json.dumps(reading, ensure_ascii=False, indent=1).encode()
        return Export(content, "application/json", f"{name}.json")
    if file_format == "xlsx":
        media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Export(write_workbook(queries.plan_reading(plan)), media_type, f"{name}.xlsx")
    if file_format in WRITERS:
        write, media_type = WRITERS[file_format]
        written = write(queries.plan_reading(plan), letterhead_of(plan.office))
        return Export(written.content, media_type, f"{name}.{file_format}", written.warnings)
    if file_format == "csv":
        return Export(_csv(plan), "text/csv; charset=utf-8", f"{name}.csv")
    raise ValueError(f"bentuk {file_format!r} tidak dikenal; pilih {', '.join(FORMATS)}")


def _csv(plan: Plan) -> bytes:
    """One line per sub-activity and indicator, months as 1 and 0; UTF-8 with a mark that Excel understands."""
    matrix = queries.plan_matrix(plan, with_people=False)
    names = {area.no: area.name for area in matrix.areas}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "kode",
            "area",
            "kegiatan",
            "subkegiatan",
            "indikator_ke",
            "indikator",
            *MONTH_KEYS,
            "keyakinan_baca",
            "catatan",
        ]
    )
    for group in matrix.groups:
        for row in group.rows:
            months = [int(month in row.months) for month in range(1, 13)]
            texts = [as_plain_cell(text) for text in (names[group.area_no], group.name, row.text)]
            for position, indicator in enumerate(row.indicators or ("",), start=1):
                number = position if indicator else ""
                writer.writerow(
                    [row.code, *texts, number, as_plain_cell(indicator), *months, row.confidence, row.remark_count]
                )
    return out.getvalue().encode("utf-8-sig")
