"""The privacy notice of each form (Pemberitahuan Pelindungan Data Pribadi), read from ``data/privacy``.

UU 27/2022 Pasal 21 says what a notice tells. ``<form>.toml`` holds what differs, ``rights.toml`` what is the same for
all: the rights of data subjects. Every statement of law carries how certain it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from pranata.engines.deadlines.model import Certainty
from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take

RIGHTS = "rights"
FORM_KEYS = {
    "purpose": Key(str),
    "kinds": Key(list),
    "contact": Key(str),
    "basis": Key(list),
    "retention": Key(list),
}
STATEMENT_KEYS = {"text": Key(str), "basis": Key(str), "certainty": Key(Certainty)}
DOUBTFUL = (Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW)  # law we know, but did not compare with its text


@dataclass(frozen=True)
class Statement:
    """One sentence of a notice, with what it rests on."""

    text: str
    basis: str
    certainty: Certainty

    @property
    def is_doubtful(self) -> bool:
        return self.certainty in DOUBTFUL


@dataclass(frozen=True)
class Notice:
    """What one form tells of the personal data it asks for."""

    purpose: str
    kinds: tuple[str, ...]
    contact: str
    basis: tuple[Statement, ...]
    retention: tuple[Statement, ...]
    rights: tuple[Statement, ...]

    @property
    def has_doubts(self) -> bool:
        return any(each.is_doubtful for each in (*self.basis, *self.retention, *self.rights))


def notice_of(form: str) -> Notice:
    """The notice of the form called ``form``. Raises ``DataFault`` when it has none, or a file is wrong."""
    return read_notice(settings.DATA_DIR / "privacy", form)


@cache
def read_notice(folder: Path, form: str) -> Notice:
    path = folder / f"{form}.toml"
    if not path.is_file():
        raise DataFault(f"{path.name}: berkas ini belum ada di data/privacy")
    row = take(read_toml(path), FORM_KEYS, path.name)
    return Notice(
        purpose=row["purpose"],
        kinds=texts(row["kinds"], f"{path.name}: kinds"),
        contact=row["contact"],
        basis=statements(row["basis"], f"{path.name}: basis"),
        retention=statements(row["retention"], f"{path.name}: retention"),
        rights=read_rights(folder),
    )


@cache
def read_rights(folder: Path) -> tuple[Statement, ...]:
    path = folder / f"{RIGHTS}.toml"
    return statements(take(read_toml(path), {"right": Key(list)}, path.name)["right"], f"{path.name}: right")


def statements(rows: list[object], place: str) -> tuple[Statement, ...]:
    if not rows:
        raise DataFault(f"{place}: paling sedikit satu baris")
    return tuple(
        Statement(**take(row, STATEMENT_KEYS, f"{place}, baris {number}")) for number, row in enumerate(rows, start=1)
    )


def texts(values: list[object], place: str) -> tuple[str, ...]:
    if not values or not all(isinstance(each, str) and each.strip() for each in values):
        raise DataFault(f"{place}: harus daftar teks, paling sedikit satu")
    return tuple(map(str, values))
