"""Rows of data files, read strictly: a fault names the file, the row and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

KIND_WORDS = {
    str: "teks",
    int: "bilangan bulat",
    bool: "true atau false",
    date: "tanggal tanpa jam",
    list: "daftar, ditulis dengan [[ ]] atau [ ]",
    dict: "bagian berisi kunci",
}


class DataFault(ValueError):
    """A data file that cannot be used; the message says where and what."""


@dataclass(frozen=True)
class Key:
    """One key of a row: what kind of value it holds, and whether it may be left out."""

    kind: type
    is_optional: bool = False


def read_toml(path: Path) -> dict[str, Any]:
    """The content of ``path``. Raises ``DataFault`` when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFault(f"{path.name}: bukan TOML: {error}") from None


def take(row: object, keys: Mapping[str, Key], place: str) -> dict[str, Any]:
    """``row`` with its values checked and named kinds made of words. Raises ``DataFault`` with ``place`` in front."""
    if not isinstance(row, dict):
        raise DataFault(f"{place}: harus berupa baris berisi kunci")
    if unknown := sorted(set(row) - set(keys)):
        raise DataFault(f"{place}: kunci tidak dikenal: {', '.join(unknown)}; yang dikenal: {', '.join(keys)}")
    missing = [name for name, key in keys.items() if not key.is_optional and name not in row]
    if missing:
        raise DataFault(f"{place}: kunci belum ada: {', '.join(missing)}")
    return {name: _value(value, keys[name].kind, f"{place}: {name}") for name, value in row.items()}


def _value(value: object, kind: type, place: str) -> object:
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise DataFault(f"{place}: '{value}' tidak dikenal; pilih: {', '.join(kind)}")
        return kind(str(value))
    if type(value) is not kind:  # neither a moment for a day nor true for 1
        raise DataFault(f"{place}: harus {KIND_WORDS[kind]}, tertulis {value}")
    if kind is str and not str(value).strip():
        raise DataFault(f"{place}: tidak boleh kosong; hapus kuncinya bila tidak diketahui")
    if kind is int and int(str(value)) < 1:
        raise DataFault(f"{place}: {value} harus lebih dari 0")
    return value
