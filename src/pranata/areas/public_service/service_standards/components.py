"""The fourteen components and the words of the pledge, as ``data/services/standard.toml`` has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class ComponentKind:
    """One component of a standard (Komponen Standar Pelayanan); those of delivery must be published."""

    number: int
    code: str
    name: str
    is_delivery: bool


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((settings.DATA_DIR / "services" / "standard.toml").read_text(encoding="utf-8"))


@cache
def component_kinds() -> tuple[ComponentKind, ...]:
    """All fourteen, in their order."""
    return tuple(ComponentKind(**each) for each in _file()["component"])


def component_codes() -> tuple[str, ...]:
    return tuple(each.code for each in component_kinds())


def pledge_text() -> str:
    """What a pledge says unless an office says it otherwise."""
    return _file()["pledge"]["text"]


def standard_basis() -> str:
    """Where the list of components comes from."""
    return _file()["basis"]
