"""Reads a reform decree (Keputusan tentang Rencana Aksi Reformasi Birokrasi) as a plan, without Django.

Start at `read_plan`. It keeps every word of the annex and adds a remark for everything doubtful; a row it had to
interpret is "low" and keeps its printed lines. The forms it reads: the decree's text (Markdown body, tab-separated
annex), our JSON (`to_json`, `from_json`), our workbook (`workbook.py`), and any office's DOCX, XLSX and text PDF, which
are flattened to the text form first (`forms`).
"""

from __future__ import annotations

import json

from .body import read_decree
from .checks import check_decree, check_pages
from .columns import read_annex
from .content_checks import check_content
from .forms import OFFICE_ARCHIVE, FlatTable, ending_remark, finish, flatten
from .jsonform import decree_from_json, decree_to_json, from_json, to_json
from .known import known_annex, known_tree
from .model import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    IndicatorReading,
    PlanReading,
    Remark,
    SubactivityReading,
    UnreadablePlan,
)
from .text import MAX_BYTES, MAX_TEXT_BYTES, decode, split_lines
from .tree import grow_tree
from .workbook_reader import read_workbook

__all__ = [
    "MAX_BYTES",
    "ActivityReading",
    "AreaReading",
    "DecreeReading",
    "IndicatorReading",
    "PlanReading",
    "Remark",
    "SubactivityReading",
    "UnreadablePlan",
    "decree_from_json",
    "decree_to_json",
    "from_json",
    "read_plan",
    "read_workbook",
    "to_json",
    "write_workbook",
]

MAX_SUBACTIVITIES = 2_000
MAX_NUMBER = 300  # characters of a decree number
FOREIGN_SIGNATURES = (
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xfe", "teks UTF-16"),
    (b"\xfe\xff", "teks UTF-16"),
)


def read_plan(data: bytes, *, name: str) -> PlanReading:
    """The plan a file holds: DOCX, XLSX, text PDF, decree text or our JSON; the content decides, not the `name`.

    A name whose ending promises another form is remarked. Raises UnreadablePlan with the name and one Indonesian
    sentence when nothing can be read.
    """
    try:
        reading, form = read_form(data)
        check_limits(reading)
    except UnreadablePlan as error:
        raise UnreadablePlan(f"{name}: {error.message}") from error
    reading.remarks = ending_remark(name, form) + reading.remarks
    return reading


def read_form(data: bytes) -> tuple[PlanReading, str]:
    """(the plan, the name of its form), by what the bytes tell."""
    if not data.strip():
        raise UnreadablePlan("Berkas ini kosong.")
    if len(data) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    for signature, kind in FOREIGN_SIGNATURES:
        if data.startswith(signature):
            raise UnreadablePlan(
                f"Berkas ini adalah {kind}; yang dapat dibaca: DOCX, XLSX, PDF teks, JSON, teks UTF-8."
            )
    if (flat := flatten(data)) is not None:
        reading = finish(read_text(flat.text, flat.table), flat)
        reading.remarks = in_order(reading.remarks)
        return reading, flat.form
    if data.startswith(OFFICE_ARCHIVE):
        return read_workbook(data), "XLSX"
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(MAX_TEXT_BYTES)
    text = decode(data)
    if text.lstrip().startswith(("{", "[")):
        return read_json(text), "JSON"
    return read_text(text), "teks"


def too_large(limit: int) -> UnreadablePlan:
    return UnreadablePlan(f"Berkas ini lebih dari {limit // (1024 * 1024)} MB.")


def write_workbook(reading: PlanReading) -> bytes:
    """The reading as our workbook (XLSX), which `read_plan` reads back."""
    from .workbook import write_workbook as write  # noqa: PLC0415 -- slow import

    return write(reading)


def check_limits(reading: PlanReading) -> None:
    """Raises UnreadablePlan for what no real decree reaches and no store has to hold."""
    count = len(reading.subactivities())
    if count > MAX_SUBACTIVITIES:
        raise UnreadablePlan(f"Tabel lampiran memuat {count} subkegiatan; batasnya {MAX_SUBACTIVITIES}.")
    if len(reading.decree.number) > MAX_NUMBER:
        raise UnreadablePlan(f"Nomor keputusan lebih dari {MAX_NUMBER} huruf.")


def read_json(text: str) -> PlanReading:
    """The reading in our JSON form."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadablePlan(f"JSON tidak dapat dibaca: baris {error.lineno} kolom {error.colno}.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadablePlan("JSON tidak dapat dibaca: angka terlalu panjang atau susunan terlalu dalam.") from error
    return from_json(data)


def read_text(text: str, table: FlatTable | None = None) -> PlanReading:
    """The reading of a decree in text form; with `table` its annex is known and only the rest is read."""
    lines = split_lines(text)
    annex = read_annex(lines) if table is None else known_annex(table, lines)
    decree = read_decree(lines, annex.first, annex.last)
    tree = grow_tree(annex) if table is None else known_tree(table)
    reading = PlanReading(decree, tree.areas)
    found = check_decree(decree, lines, annex) + check_pages(annex) + tree.remarks + check_content(reading, tree.lines)
    reading.remarks = in_order(found)
    return reading


def in_order(remarks: list[Remark]) -> list[Remark]:
    """Remarks by their first line, each said once."""
    once = {(remark.code, remark.subject, remark.message, *remark.lines): remark for remark in remarks}
    return sorted(once.values(), key=lambda remark: remark.lines[:1])
