"""Responses out of a CSV file: every faulty cell with its line, or all responses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

SERVICE = "service"
DELIMITERS = (",", ";", "\t")
LONG_RUN = 10  # so many identical rows in a row are worth a look
DECIMAL, DAY = re.compile(r"\d+[.,]\d+"), re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}-[A-Za-z]{3}(-\d{2,4})?")
EXCEL_DAYS = (30_000, 60_000)  # the numbers of days from 1982 to 2064
ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "Excel"}


class FaultyResponses(ValueError):
    """A file that cannot be taken; ``faults`` are sentences, each with its line."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Response:
    """One respondent's answers by question, None where nothing was answered; ``line`` is where the row begins."""

    line: int
    answers: dict[str, int | None]
    service: str = ""


def read_responses(data: bytes, questionnaire: Questionnaire) -> tuple[list[Response], list[str]]:
    """The responses and what a reader should look at. Raises ``FaultyResponses`` with every fault."""
    rows = list(rows_of(text_of(data)))
    if not rows:
        raise FaultyResponses(["Berkas kosong."])
    (line, header), *body = rows
    columns = _columns(header, line, questionnaire)
    faults: list[str] = []
    found = []
    for number, row in body:
        if len(row) > len(header) and any(row[len(header) :]):
            faults.append(f"Baris {number}: {len(row)} sel, judul kolomnya {len(header)}; periksa tanda pemisahnya.")
        elif made := _response(number, row, columns, questionnaire, faults):
            found.append(made)
    if faults:
        raise FaultyResponses(faults)
    if not found:
        raise FaultyResponses([f"Baris {line}: tidak ada jawaban di bawah judul kolom."])
    return found, [*_ignored(header, columns), *runs_of(found)]


def text_of(data: bytes) -> str:
    """The text of a CSV file. Raises ``FaultyResponses`` for another encoding, naming the first such line."""
    for start, name in ENCODINGS.items():
        if data.startswith(start):
            raise FaultyResponses([f"Berkas ini {name}; simpan sebagai CSV UTF-8."])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FaultyResponses([f"Baris {line}: bukan UTF-8; simpan sebagai CSV UTF-8."]) from None
    if "\0" in text:
        raise FaultyResponses([f"Baris {text[: text.index(chr(0))].count(chr(10)) + 1}: bukan teks CSV."])
    return text


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with something in it, and the line where it begins."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, [cell.strip() for cell in row]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FaultyResponses([f"Baris {begins}: tidak terbaca sebagai CSV: {error}."]) from None


def _columns(header: list[str], line: int, questionnaire: Questionnaire) -> dict[str, int]:
    names = [cell.casefold() for cell in header]
    known = (*questionnaire.codes, SERVICE)
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    missing = [code for code in questionnaire.codes if code not in names]
    faults = [f"Baris {line}: kolom {name} ada dua kali." for name in twice]
    faults += [f"Baris {line}: kolom {', '.join(missing)} belum ada."] if missing else []
    if faults:
        raise FaultyResponses(faults)
    return {name: names.index(name) for name in known if name in names}


def _response(
    line: int, row: list[str], columns: dict[str, int], questionnaire: Questionnaire, faults: list[str]
) -> Response | None:
    cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
    service = cells.pop(SERVICE, "")
    if not any(cells.values()):
        faults.append(f"Baris {line}: tidak ada satu pun jawaban.")
        return None
    answers: dict[str, int | None] = {}
    for code, cell in cells.items():
        answers[code] = _answer(cell, questionnaire.highest)
        if cell and answers[code] is None:
            faults.append(f"Baris {line}, kolom {code}: {not_a_score(cell, questionnaire.highest)}")
    return Response(line, answers, service)


def score(cell: str, highest: int) -> int:
    """The answer that a cell holds. Raises ``ValueError`` that says what is wrong with it."""
    found = _answer(cell, highest)
    if found is None:
        raise ValueError(not_a_score(cell, highest))
    return found


def not_a_score(cell: str, highest: int) -> str:
    """What is wrong with a cell that is no answer from 1 to ``highest``."""
    return f"'{cell[:30]}' bukan nilai 1 sampai {highest}{_why(cell)}."


def _answer(cell: str, highest: int) -> int | None:
    if len(cell) == 1 and cell.isascii() and cell.isdigit() and 1 <= int(cell) <= highest:
        return int(cell)
    return None


def _why(cell: str) -> str:
    """What such a cell usually is, where it can be told."""
    if DECIMAL.fullmatch(cell):
        return "; nilai desimal tidak dikenal"
    if DAY.fullmatch(cell) or (
        len(cell) == 5 and cell.isascii() and cell.isdigit() and EXCEL_DAYS[0] <= int(cell) <= EXCEL_DAYS[1]
    ):
        return "; tampaknya tanggal yang dibuat Excel"
    return ""


def _ignored(header: list[str], columns: dict[str, int]) -> list[str]:
    left = [cell for place, cell in enumerate(header) if cell and place not in columns.values()]
    return [f"Kolom tidak dipakai: {', '.join(left)}."] if left else []


def runs_of(found: list[Response]) -> list[str]:
    """Rows that repeat one another at length, which a person seldom fills in."""
    said = []
    for _key, group in groupby(found, key=lambda each: (tuple(each.answers.values()), each.service)):
        rows = list(group)
        if len(rows) >= LONG_RUN:
            said.append(f"Baris {rows[0].line} sampai {rows[-1].line}: {len(rows)} jawaban berturut-turut sama.")
    return said
