"""A mapping out of a file, taken key by key; a wrong kind or an unknown key is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

EnumT = TypeVar("EnumT", bound=StrEnum)


class InstrumentFault(ValueError):
    """An instrument that cannot be read; the message names the file and the place in it."""


class Taken:
    """A mapping whose keys are taken one by one; what nobody took is unknown, and refused at the end."""

    def __init__(self, content: object, place: str) -> None:
        if not isinstance(content, Mapping) or not all(isinstance(key, str | int) for key in content):
            raise InstrumentFault(f"{place}: harus berupa bagian berisi kunci")
        self.left = {str(key): value for key, value in content.items()}
        self.place = place

    def __contains__(self, key: str) -> bool:
        return key in self.left

    def _take(self, key: str) -> Any:
        if key not in self.left:
            raise InstrumentFault(f"{self.place}: kunci belum ada: {key}")
        return self.left.pop(key)

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self.left:
            return default
        value = self._take(key)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value.strip()
        raise InstrumentFault(f"{self.place}: {key} harus berupa teks")

    def flag(self, key: str) -> bool:
        value = self.left.pop(key, False)
        if isinstance(value, bool):
            return value
        raise InstrumentFault(f"{self.place}: {key} harus true atau false")

    def number(self, key: str, default: Fraction | None = None) -> Fraction:
        if default is not None and key not in self.left:
            return default
        return fraction(self._take(key), f"{self.place}: {key}")

    def day(self, key: str) -> date:
        value = self._take(key)
        if type(value) is date:
            return value
        raise InstrumentFault(f"{self.place}: {key} harus berupa tanggal")

    def one_of(self, key: str, kind: type[EnumT], default: EnumT) -> EnumT:
        value = self.left.pop(key, default)
        if value in list(kind):
            return kind(value)
        raise InstrumentFault(f"{self.place}: {key} '{value}' tidak dikenal; pilih: {', '.join(kind)}")

    def rows(self, key: str, *, is_optional: bool = True) -> list[Any]:
        value = self.left.pop(key, []) if is_optional else self._take(key)
        if isinstance(value, list):
            return value
        raise InstrumentFault(f"{self.place}: {key} harus berupa daftar")

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.rows(key)
        if all(isinstance(each, str) for each in found):
            return tuple(found)
        raise InstrumentFault(f"{self.place}: {key} harus berupa daftar teks")

    def below(self, key: str, *, is_optional: bool = True) -> Taken:
        return Taken(self.left.pop(key, {}) if is_optional else self._take(key), f"{self.place}: {key}")

    def each(self, key: str) -> list[Taken]:
        return [Taken(row, f"{self.place}: {key} ke-{place}") for place, row in enumerate(self.rows(key), start=1)]

    def end(self) -> None:
        if self.left:
            raise InstrumentFault(f"{self.place}: kunci tidak dikenal: {', '.join(sorted(self.left))}")


def fraction(value: object, place: str) -> Fraction:
    """A number as it was written: 3, 0.67, "1/2", "25/11". Raises ``InstrumentFault``."""
    try:
        if isinstance(value, int | str | Fraction) and not isinstance(value, bool):
            return Fraction(value)
    except (ValueError, ZeroDivisionError):
        pass
    raise InstrumentFault(f"{place}: '{value}' bukan bilangan")
