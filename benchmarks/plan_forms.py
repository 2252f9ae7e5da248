"""Reading the shipped decree from each form of file that offices have: DOCX, PDF, the project's XLSX and JSON.

Reference, in the same run: the library that opens the form, asked for all its text and no more.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import docx
import pdfplumber
from django.conf import settings
from python_calamine import CalamineWorkbook

from benchmarks.timing import row, timed
from pranata.base.paper.letterhead import Letterhead
from pranata.engines.plan.reading import read_plan, to_json, write_workbook
from pranata.engines.plan.writing import write_docx, write_pdf

READINGS = {"docx": 5, "pdf": 3, "xlsx": 10, "json": 10}


def measure(database: str) -> list[dict[str, Any]]:
    """One row a form; reading needs no database, so the rows stand under the first one alone."""
    if database != "sqlite":
        return []
    reading = read_plan((settings.DATA_DIR / "decrees" / "3503-2022.md").read_bytes(), name="decree.md")
    files = {
        "docx": write_docx(reading, Letterhead()).content,
        "pdf": write_pdf(reading, Letterhead()).content,
        "xlsx": write_workbook(reading),
        "json": json.dumps(to_json(reading), ensure_ascii=False).encode(),
    }
    return [_form(database, form, content) for form, content in files.items()]


def _form(database: str, form: str, content: bytes) -> dict[str, Any]:
    own = timed([lambda: read_plan(content, name=f"decree.{form}")] * READINGS[form])
    reference = timed([lambda: OPENERS[form](content)] * READINGS[form])
    read = len(read_plan(content, name=f"decree.{form}").subactivities())
    return row(f"read the decree as {form}", database, own, reference, rows=read, bytes=len(content))


def _open_docx(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    return [cell.text for table in document.tables for line in table.rows for cell in line.cells]


def _open_pdf(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_text() for page in document.pages]


def _open_xlsx(content: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


OPENERS: dict[str, Callable[[bytes], Any]] = {
    "docx": _open_docx,
    "pdf": _open_pdf,
    "xlsx": _open_xlsx,
    "json": json.loads,
}
