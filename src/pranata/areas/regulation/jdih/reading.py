"""Reading a JDIHN feed of another program: every fault named by its place and key, duplicates joined."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from pranata.areas.regulation.jdih.feed import KEYS
from pranata.areas.regulation.jdih.feed_values import (
    Faulty,
    as_address,
    as_day,
    as_filled,
    as_kind,
    as_status,
    as_year,
    folded,
    joined_subjects,
)

MOST_OBJECTS = 20_000
NOTHING = ("", "-", "–", "0000-00-00", "null")
ABSTRACT_KEYS = ("abstrak", "Abstrak")
JOINED = ("subjek", "fileDownload", "urlDownload")  # differ among the objects of one document
LENGTHS = {
    "noPeraturan": 300, "tempatTerbit": 300, "penerbit": 200, "deskripsiFisik": 200, "sumber": 300, "isbn": 30,
    "bahasa": 60, "bidangHukum": 100, "teuBadan": 200, "nomorIndukBuku": 60, "noPanggil": 60, "idData": 60,
    "fileDownload": 255, "urlDownload": 500, "urlDetailPeraturan": 500,
}  # fmt: skip
LONGEST_SUBJECTS = 300


@dataclass(frozen=True)
class Fault:
    """What is wrong: ``position`` counts the objects from 1, 0 is the whole; ``key`` "" is the object itself."""

    position: int
    key: str
    words: str


@dataclass(frozen=True)
class FeedDocument:
    """One document as a feed has it; ``kind`` is our code, ``is_in_force`` None where the feed does not say."""

    position: int
    feed_id: str
    host: str
    kind: str
    number: str
    year: int
    title: str
    issued_on: date | None
    promulgated_on: date | None
    place: str
    source: str
    subjects: tuple[str, ...]
    language: str
    law_field: str
    author_entity: str
    is_in_force: bool | None
    abstract: str
    call_number: str
    publisher: str
    physical_description: str
    isbn: str
    register_number: str
    file_name: str
    file_address: str
    detail_address: str


@dataclass
class Reading:
    """What a feed holds: documents, faults, how many objects there were, and keys that we do not know."""

    documents: list[FeedDocument] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0
    unknown: list[str] = field(default_factory=list)

    @property
    def joined(self) -> int:
        """How many objects were joined to another one of the same document."""
        return self.count - len(self.documents)


def read_feed(content: bytes, kinds: Mapping[str, str], *, needs_number: Callable[[str], bool]) -> Reading:
    """The documents of a feed; ``kinds`` leads from folded names to our codes. Nothing is taken of a faulty feed."""
    reading = Reading()
    objects = _objects(content, reading)
    reading.count = len(objects)
    known = {*KEYS, *ABSTRACT_KEYS, "urlAbstrak", "urlabstrak", "last_updated"}
    reading.unknown = sorted({key for each in objects if isinstance(each, dict) for key in each} - known)[:20]
    rows = [row for position, each in enumerate(objects, 1) if (row := _flat(position, each, reading)) is not None]
    for same in _grouped(rows, reading):
        _take(same, kinds, needs_number, reading)
    _refuse_twins(reading)
    return reading


def _objects(content: bytes, reading: Reading) -> list[Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _refused(reading, "Berkas ini bukan teks UTF-8.")
    except json.JSONDecodeError as error:
        return _refused(reading, f"Berkas ini bukan JSON: rusak pada baris {error.lineno}, kolom {error.colno}.")
    except (RecursionError, ValueError):
        return _refused(reading, "Berkas ini bukan JSON yang dapat dibaca.")
    if not isinstance(found, list):
        return _refused(reading, "Umpan JDIHN adalah satu larik [...]; berkas ini bukan.")
    if not found:
        return _refused(reading, "Umpan ini kosong.")
    if len(found) > MOST_OBJECTS:
        return _refused(reading, f"Umpan ini memuat {len(found)} baris; paling banyak {MOST_OBJECTS}.")
    return found


def _refused(reading: Reading, words: str) -> list[Any]:
    reading.faults.append(Fault(0, "", words))
    return []


def _flat(position: int, each: Any, reading: Reading) -> tuple[int, dict[str, str]] | None:
    """The object with its values as texts; None of one that is no flat object."""
    if not isinstance(each, dict):
        reading.faults.append(Fault(position, "", "harus berupa objek {...}"))
        return None
    row = {}
    for key, value in each.items():
        if isinstance(value, dict | list):
            reading.faults.append(Fault(position, key[:60], "harus berupa teks, bukan objek atau larik"))
            return None
        text = "" if value is None else str(value)
        row[key] = "" if text.strip() in NOTHING else " ".join(text.replace("\x00", "").split())
    return position, row


def _grouped(rows: Sequence[tuple[int, dict[str, str]]], reading: Reading) -> list[list[tuple[int, dict[str, str]]]]:
    """Objects of the same document (idData) together, in the order of the first of each."""
    groups: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for position, row in rows:
        if not row.get("idData"):
            reading.faults.append(Fault(position, "idData", "belum diisi"))
            continue
        groups.setdefault(row["idData"], []).append((position, row))
    return list(groups.values())


def _take(
    same: list[tuple[int, dict[str, str]]],
    kinds: Mapping[str, str],
    needs_number: Callable[[str], bool],
    reading: Reading,
) -> None:
    position, row = same[0]
    for other_position, other in same[1:]:
        differing = [key for key in KEYS if key not in JOINED and other.get(key, "") != row.get(key, "")]
        if differing:
            words = f"berbeda dari baris {position}, padahal idData-nya sama"
            reading.faults.append(Fault(other_position, differing[0], words))
            return
    faults: list[Fault] = []
    document = _document(position, row, [each for _at, each in same], kinds, needs_number, faults)
    reading.faults += faults
    if document is not None and not faults:
        reading.documents.append(document)


def _document(
    position: int,
    row: dict[str, str],
    every: Sequence[dict[str, str]],
    kinds: Mapping[str, str],
    needs_number: Callable[[str], bool],
    faults: list[Fault],
) -> FeedDocument | None:
    def read(key: str, function: Callable[[str], Any], otherwise: Any = None) -> Any:
        try:
            return function(row.get(key, ""))
        except Faulty as error:
            faults.append(Fault(position, key, str(error)))
            return otherwise

    for key, longest in LENGTHS.items():
        if len(row.get(key, "")) > longest:
            faults.append(Fault(position, key, f"lebih dari {longest} huruf"))
    kind = read("jenis", lambda text: as_kind(text, row.get("singkatanJenis", ""), kinds))
    issued = read("tanggal_penetapan", as_day)
    promulgated = read("tanggal_pengundangan", as_day)
    year = read("tahun_pengundangan", lambda text: as_year(text, promulgated or issued))
    title = read("judul", as_filled, "")
    if kind and needs_number(kind) and not row.get("noPeraturan"):
        faults.append(Fault(position, "noPeraturan", "belum diisi"))
    subjects = joined_subjects(every)
    if len("; ".join(subjects)) > LONGEST_SUBJECTS:
        faults.append(Fault(position, "subjek", f"lebih dari {LONGEST_SUBJECTS} huruf"))
    detail = read("urlDetailPeraturan", as_address, "")
    file_address = read("urlDownload", as_address, "")
    in_force = read("status", as_status)
    if kind is None or year is None:
        return None
    return FeedDocument(
        position=position,
        feed_id=row["idData"],
        host=(urlsplit(detail or file_address).hostname or "").removeprefix("www.")[:200],
        kind=kind,
        number=row.get("noPeraturan", ""),
        year=year,
        title=title,
        issued_on=issued,
        promulgated_on=promulgated,
        place=row.get("tempatTerbit", ""),
        source=row.get("sumber", ""),
        subjects=subjects,
        language=row.get("bahasa", ""),
        law_field=row.get("bidangHukum", ""),
        author_entity=row.get("teuBadan", ""),
        is_in_force=in_force,
        abstract=next((row[key] for key in ABSTRACT_KEYS if row.get(key)), ""),
        call_number=row.get("noPanggil", ""),
        publisher=row.get("penerbit", ""),
        physical_description=row.get("deskripsiFisik", ""),
        isbn=row.get("isbn", ""),
        register_number=row.get("nomorIndukBuku", ""),
        file_name=row.get("fileDownload", ""),
        file_address=file_address,
        detail_address=detail,
    )


def _refuse_twins(reading: Reading) -> None:
    """Two documents of different idData that bear the same number are one too many."""
    seen: dict[tuple[str, str, int, str], int] = {}
    for each in reading.documents:
        if not each.number:
            continue
        key = (each.kind, folded(each.author_entity), each.year, each.number.casefold())
        if (before := seen.setdefault(key, each.position)) != each.position:
            reading.faults.append(Fault(each.position, "noPeraturan", f"nomor ini sudah ada pada baris {before}"))
