"""An office's letterhead as a plain value, for whoever prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """An office's letterhead (Kop Naskah Dinas), from its settings; blank where the office has not filled it in.

    `office` and `address` are lines, `logo` a PNG or JPEG, `city` the place of a decree that names none itself.
    """

    office: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    logo: bytes | None = None
    city: str = ""

    def blank_parts(self) -> list[str]:
        """The names of the fields that are blank."""
        filled = {
            "office": any(map(str.strip, self.office)),
            "address": any(map(str.strip, self.address)),
            "logo": bool(self.logo),
            "city": bool(self.city.strip()),
        }
        return [name for name, is_filled in filled.items() if not is_filled]
