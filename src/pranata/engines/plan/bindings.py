"""What reads the indicators of decrees that somebody has gone through: ``data/bindings/*.yaml``, see its README."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings

from pranata.engines.deadlines.rows import DataFault, Key, take

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_KEYS = {"decree": Key(str), "office": Key(str), "year": Key(int), "indicators": Key(dict)}
ROW_KEYS = {
    "text": Key(str),
    "measure": Key(str, is_optional=True),
    "by_hand": Key(str, is_optional=True),
    "note": Key(str, is_optional=True),
    "misplaced": Key(str, is_optional=True),
    "proposed": Key(str, is_optional=True),
}
REFERENCE = re.compile(r"\d+\.\d+\.\d+#[1-9]\d*")
CAPABILITY = re.compile(r"[SE][1-9]\d*")


class OnlyOnce(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping, which YAML would let the second one win."""


def _mapping(loader: OnlyOnce, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=deep) for key, _value in node.value]
    if twice := sorted({str(key) for key in keys if keys.count(key) > 1}):
        raise yaml.constructor.ConstructorError(None, None, f"dua kali: {', '.join(twice)}", node.start_mark)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=deep)


OnlyOnce.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(frozen=True)
class ShippedBinding:
    """One line of a file: ``measure`` reads the indicator, or it is "" and ``capability`` will; see ``models.Binding``.

    ``text`` are the first words of the indicator.
    """

    reference: str
    text: str
    measure: str = ""
    capability: str = ""
    note: str = ""
    misplaced: str = ""
    proposed: str = ""

    def is_of(self, text: str) -> bool:
        """Whether an indicator of this text is the one that was meant."""
        return plain(text).startswith(plain(self.text))


@dataclass(frozen=True)
class BindingFile:
    """The bindings of one decree, by reference; ``decree`` is its file under ``data/``."""

    name: str
    decree: str
    office: str
    year: int
    bindings: Mapping[str, ShippedBinding]


def plain(text: str) -> str:
    """``text`` without differences of letters' size and of spaces."""
    return " ".join(text.casefold().split())


@cache
def binding_files() -> tuple[BindingFile, ...]:
    """Every file. Raises ``DataFault``."""
    return read_bindings(settings.DATA_DIR / "bindings")


def read_bindings(folder: Path) -> tuple[BindingFile, ...]:
    """The files of a folder, as they stand there. Raises ``DataFault`` with file and line."""
    files = tuple(_file(path) for path in sorted(folder.glob("*.yaml")))
    plans = [(each.office, each.year) for each in files]
    for each in files:
        if plans.count((each.office, each.year)) > 1:
            raise DataFault(f"{each.name}: rencana {each.office} {each.year} sudah punya berkas lain")
    return files


def _file(path: Path) -> BindingFile:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), OnlyOnce)  # noqa: S506 -- a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFault(f"{path.name}: bukan YAML: {error}") from None
    values = take(content, FILE_KEYS, path.name)
    bindings = {key: _binding(key, row, f"{path.name}: {key}") for key, row in values["indicators"].items()}
    return BindingFile(path.name, values["decree"], values["office"], values["year"], bindings)


def _binding(reference: object, row: object, place: str) -> ShippedBinding:
    if not isinstance(reference, str) or not REFERENCE.fullmatch(reference):
        raise DataFault(f"{place}: acuan ditulis seperti 7.6.2#1")
    values = take(row, ROW_KEYS, place)
    if ("measure" in values) == ("by_hand" in values):
        raise DataFault(f"{place}: tulis salah satu, measure atau by_hand")
    if "by_hand" in values and not CAPABILITY.fullmatch(values["by_hand"]):
        raise DataFault(f"{place}: by_hand ditulis seperti S12, tertulis {values['by_hand']}")
    if "proposed" in values and "misplaced" not in values:
        raise DataFault(f"{place}: proposed hanya bersama misplaced")
    values["capability"] = values.pop("by_hand", "")
    return ShippedBinding(reference, **values)


def file_for(office_code: str, year: int) -> BindingFile | None:
    """The file of an office's plan of a year."""
    return next((each for each in binding_files() if (each.office, each.year) == (office_code, year)), None)


def indicator_references() -> dict[str, list[str]]:
    """The references that the files bind to each measure, by key."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in (binding for file in binding_files() for binding in file.bindings.values()):
        if each.measure and each.reference not in found[each.measure]:
            found[each.measure].append(each.reference)
    return dict(found)
