"""A published result as open data: sums over groups, never a row of one respondent."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from pranata.areas.public_service.satisfaction.numbers import exact_two
from pranata.areas.public_service.satisfaction.rules import shown_elements
from pranata.engines.surveys.queries.results import results
from pranata.engines.surveys.rules import SMALLEST
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pranata.engines.surveys.models import Survey
    from pranata.engines.surveys.queries.results import Part

COLUMNS = ("bagian", "kode", "nama", "responden", "nilai", "mutu")
USE = "Kantor ini belum menyatakan lisensi pemakaian ulang. Sebutkan sumber dan tanggal unduhnya."
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def rows_of(survey: Survey) -> Iterator[dict[str, str]]:
    """One row for the whole, each element, service and month; numbers with a point. A group or an element that is
    hidden has its name alone."""
    found = results(survey)
    known, whole = survey.questionnaire, found.whole
    if whole is not None and known is not None:
        yield _row("keseluruhan", "", survey.title, found.count, whole.index, whole.band.code if whole.band else "")
        visible = shown_elements(found.sums.answered)
        for question in known.questions:
            code, answered = question.code, found.sums.answered[question.code]
            is_hidden = bool(answered) and code not in visible
            nrr = None if is_hidden else whole.nrr[code]
            yield _row("unsur", code, question.element, None if is_hidden else answered, nrr, "")
    yield from _parts("layanan", found.services)
    if len(found.months) > 1:
        yield from _parts("bulan", found.months)


def _parts(name: str, parts: list[Part]) -> Iterator[dict[str, str]]:
    for each in parts:
        result = each.result
        band = result.band.code if result and result.band else ""
        yield _row(name, "", each.title, each.count, result.index if result else None, band)


def _row(part: str, code: str, title: str, count: int | None, value: Any, band: str) -> dict[str, str]:
    number = "" if value is None else str(exact_two(value))
    said = (part, code, title, "" if count is None else str(count), number, band)
    return dict(zip(COLUMNS, said, strict=True))


def as_csv(survey: Survey) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows({name: as_plain_cell(text) for name, text in row.items()} for row in rows_of(survey))
    return out.getvalue().encode("utf-8-sig")


def as_json(survey: Survey) -> bytes:
    """The rows with what they are of: questionnaire, basis and certainty, period, smallest group."""
    known = survey.questionnaire
    said = {
        "survei": survey.title,
        "kode": survey.code,
        "kuesioner": survey.key,
        "dasar": known.basis if known else "",
        "keyakinan": known.certainty if known else "",
        "cara_hitung": survey.method,
        "dibuka": survey.opens_on.isoformat(),
        "ditutup": survey.closed_on.isoformat() if survey.closed_on else "",
        "kelompok_terkecil": SMALLEST,
        "pemakaian": USE,
        "baris": list(rows_of(survey)),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
