"""Reads what the demonstration tells, from ``data/samples``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

MAIL_DOMAIN = "contoh.example"


class Fate(StrEnum):
    """What becomes of a month of a row; the values are the keys of ``story.toml``."""

    DONE = "done"
    LATE = "late"
    RETURNED = "returned"
    STUCK = "stuck"
    WAITING = "waiting"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True)
class PersonSample:
    """A made-up person; with ``account`` it signs in and holds ``role``, and the roles ``also``."""

    name: str
    kind: str
    unit: str = ""
    account: str = ""
    role: str = ""
    also: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.role, *self.also)

    @property
    def login(self) -> str:
        return f"{self.account}@{MAIL_DOMAIN}"


@dataclass(frozen=True)
class NoteSample:
    """What is written of a row; every list is gone through month by month."""

    done: list[str]
    obstacle: list[str] = field(default_factory=lambda: [""])
    follow_up: list[str] = field(default_factory=lambda: [""])
    evidence: list[str] = field(default_factory=lambda: [""])
    figures: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class MonthSample:
    """The fates of a month's rows by their codes, why some were returned, and what becomes of the others."""

    fates: Mapping[str, Fate]
    reasons: Mapping[str, str]
    others: Fate

    def fate(self, code: str) -> Fate:
        return self.fates.get(code, self.others)


@dataclass(frozen=True)
class ReportSample:
    """A monthly report: the day it is issued, the day its signed copy joins, the day another replaces it, and what
    the public gets of it."""

    month: int
    issued: date
    signed: date | None = None
    replaced: date | None = None
    reason: str = ""
    remarks: str = ""
    publication: str = "none"


@dataclass(frozen=True)
class DispositionSample:
    """An instruction about a row, and its answer if there was one; accounts by their names in the sample."""

    row: str
    given: date
    by: str
    to: str
    due: date
    instruction: str
    answered: date | None = None
    answered_by: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Sample:
    """Everything that is told. ``people``, ``charges``, ``story`` and ``sheet`` are their files as they stand."""

    people: dict[str, Any]
    charges: dict[str, Any]
    story: dict[str, Any]
    sheet: dict[str, Any]
    persons: list[PersonSample]
    months: dict[int, MonthSample]
    reports: list[ReportSample]
    dispositions: list[DispositionSample]
    notes: dict[str, NoteSample]

    def party(self, code: str) -> str:
        """Who is in charge of a row, as the sample names it; "" of nobody."""
        parts = code.split(".")
        keys = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((self.charges["party"][key] for key in keys if key in self.charges["party"]), "")

    def row_codes(self) -> set[str]:
        """Every row that is told of by its own code."""
        told = [*self.charges["deputy"], *self.charges["target"], *self.story["removed"], *self.story["expiring"]]
        told += self.story["published"]
        found = {row for row, _month in self.sheet["evidence"].values()}
        found |= {*self.notes, *(each["row"] for each in told), *(each.row for each in self.dispositions)}
        return found.union(*(month.fates for month in self.months.values()))


def read_sample(folder: Path) -> Sample:
    """The sample in ``folder``; raises ``ValueError`` naming the file and what is wrong."""
    files = ("people", "charges", "story", "sheet")
    people, charges, story, sheet = (_read(folder / f"{name}.toml") for name in files)
    notes = {code: note for path in sorted((folder / "notes").glob("*.toml")) for code, note in _read(path).items()}
    try:
        return Sample(
            people=people,
            charges=charges,
            story=story,
            sheet=sheet,
            persons=[PersonSample(**each) for each in people["person"]],
            months={int(month): _month(each) for month, each in story["month"].items()},
            reports=[ReportSample(**each) for each in story["report"]],
            dispositions=[DispositionSample(**each) for each in story["disposition"]],
            notes={code: NoteSample(**each) for code, each in notes.items()},
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"{folder}: {error}") from error


def amount(text: str) -> tuple[Decimal, Decimal | None]:
    """A figure as the sample writes it: "84,2", or "21/23" for 21 out of 23."""
    value, _slash, out_of = text.replace(",", ".").partition("/")
    return Decimal(value), Decimal(out_of) if out_of else None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from error


def _month(told: dict[str, Any]) -> MonthSample:
    others = Fate(told.get("others", Fate.DONE))
    fates = {code: Fate(name) for name, codes in told.items() if name != "others" for code in codes}
    reasons = {**told.get(Fate.RETURNED, {}), **told.get(Fate.STUCK, {})}
    return MonthSample(fates, reasons, others)
