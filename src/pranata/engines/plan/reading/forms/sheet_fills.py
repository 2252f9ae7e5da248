"""The colours of shaded cells in an XLSX, which the reader of its values does not tell."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
WHITE = frozenset(["rgb:ffffffff", "rgb:00ffffff", "rgb:ffffff", "theme:0", "indexed:9", "indexed:64", "indexed:65"])


def fills_of(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Colour by (row, column), both from 0, of the shaded cells of a sheet; none where its parts cannot be followed."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:

        def part(name: str) -> Any:
            return etree.fromstring(archive.read(name), parser)

        try:
            colours = style_colours(part("xl/styles.xml"))
            tree = part(sheet_part(part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels"), sheet))
        except (KeyError, etree.XMLSyntaxError):
            return {}
    return dict(shaded_cells(tree, colours)) if any(colours) else {}


def sheet_part(workbook: Any, relations: Any, name: str) -> str:
    """The name of the part that holds a sheet; raises KeyError when it is not told."""
    targets = {item.get("Id"): item.get("Target", "") for item in relations.iter(f"{PACKAGE}Relationship")}
    for item in workbook.iter(f"{SHEET}sheet"):
        if item.get("name") == name:
            return posixpath.normpath(posixpath.join("/xl", targets[item.get(RELATION)])).lstrip("/")
    raise KeyError(name)


def style_colours(styles: Any) -> list[str]:
    """The fill colour of every cell style, "" for none and for white."""
    fills = [colour_of(item) for item in styles.iterfind(f"{SHEET}fills/{SHEET}fill")]
    found = []
    for style in styles.iterfind(f"{SHEET}cellXfs/{SHEET}xf"):
        index = int(style.get("fillId", "0")) if style.get("fillId", "0").isdigit() else 0
        found.append(fills[index] if index < len(fills) else "")
    return found


def colour_of(fill: Any) -> str:
    pattern = fill.find(f"{SHEET}patternFill")
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return ""
    colour = pattern.find(f"{SHEET}fgColor")
    if colour is None:
        return str(pattern.get("patternType"))
    for name in ("rgb", "theme", "indexed"):
        if colour.get(name) is not None:
            found = f"{name}:{colour.get(name).lower()}"
            return "" if found in WHITE and not colour.get("tint") else f"{found} {colour.get('tint', '')}".strip()
    return ""


def shaded_cells(tree: Any, colours: list[str]) -> list[tuple[tuple[int, int], str]]:
    """((row, column), colour) of the cells of a sheet that have one."""
    found = []
    for cell in tree.iter(f"{SHEET}c"):
        style, place = cell.get("s", ""), cell_place(cell.get("r", ""))
        if place is not None and style.isdigit() and int(style) < len(colours) and colours[int(style)]:
            found.append((place, colours[int(style)]))
    return found


def cell_place(reference: str) -> tuple[int, int] | None:
    """(row, column) from 0 of a reference such as "C7"."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not letters.isalpha() or not letters.isascii() or not digits:
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
