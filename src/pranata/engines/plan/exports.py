"""The plan as files: JSON in the importer's own shape, XLSX, the decree as DOCX and PDF, open data as CSV and JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.base.paper.queries import letterhead_of
from pranata.engines.plan import queries
from pranata.engines.plan.publication.open_data import plan_csv, plan_json
from pranata.engines.plan.reading import to_json, write_workbook
from pranata.engines.plan.writing import write_docx, write_pdf

if TYPE_CHECKING:
    from pranata.engines.plan.models import Plan

WRITERS = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}
OPEN_WRITERS = {"csv": (plan_csv, "text/csv; charset=utf-8"), "json": (plan_json, "application/json")}
OPEN_FORMATS = tuple(OPEN_WRITERS)
FORMATS = ("xlsx", "json", "csv", "docx", "pdf")


@dataclass(frozen=True)
class Export:
    """A finished file: its bytes, its media type, the name it is offered under, and what a person should know of it."""

    content: bytes
    media_type: str
    file_name: str
    warnings: tuple[str, ...] = ()


def export(plan: Plan, file_format: str) -> Export:
    """``plan`` in one of ``FORMATS``; raises ``ValueError`` for another."""
    name = _name(plan)
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
        return open_data(plan, "csv")
    raise ValueError(f"bentuk {file_format!r} tidak dikenal; pilih {', '.join(FORMATS)}")


def open_data(plan: Plan, file_format: str) -> Export:
    """``plan`` as the public may take it, in one of ``OPEN_FORMATS``; raises ``KeyError`` for another."""
    write, media_type = OPEN_WRITERS[file_format]
    return Export(write(plan), media_type, f"{_name(plan)}.{file_format}")


def _name(plan: Plan) -> str:
    return f"rencana-aksi-rb-{plan.office.code}-{plan.key}"
