"""Reckons the formulas of a workbook anew, out of its XML alone: the functions of our workbooks, and arithmetic."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from fractions import Fraction
from typing import Any

SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
RANGE = re.compile(r"(?:(\w+)!)?([A-Z]+)(\d+):([A-Z]+)(\d+)")
CELL = re.compile(r"(?<![A-Z\"])([A-Z]+)(\d+)(?![\d(])")


class Workbook:
    """The cells of a file: what is typed, formulas, and the values that were written beside these."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 -- our own file
            self.texts = ["".join(each.itertext()) for each in texts.findall("x:si", SPACE)]
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 -- our own file
            names = [each.get("name") for each in book.findall("x:sheets/x:sheet", SPACE)]
            self.sheets = {
                name: self._cells(archive.read(f"xl/worksheets/sheet{place}.xml"))
                for place, name in enumerate(names, start=1)
            }

    def _cells(self, data: bytes) -> dict[str, tuple[str | None, Any]]:
        """Formula or None, and value, by reference."""
        found = {}
        for cell in ET.fromstring(data).iterfind(".//x:c", SPACE):  # noqa: S314 -- our own file
            formula, value = cell.find("x:f", SPACE), cell.find("x:v", SPACE)
            text = value.text if value is not None and value.text else ""
            kind = cell.get("t", "n")
            shown: Any = Fraction(text) if text and kind == "n" else text
            if kind == "s":
                shown = self.texts[int(text)]
            found[cell.get("r", "")] = (formula.text if formula is not None else None, shown)
        return found

    def formulas(self, sheet: str) -> dict[str, Any]:
        """The values that were written beside the formulas, by reference."""
        return {at: value for at, (formula, value) in self.sheets[sheet].items() if formula}

    def value(self, sheet: str, at: str) -> Any:
        """What a cell holds; of a formula what it comes to now."""
        formula, value = self.sheets[sheet].get(at, (None, ""))
        return self.reckon(sheet, formula) if formula else value

    def reckon(self, sheet: str, formula: str) -> Any:
        names: dict[str, Any] = {
            "SUM": lambda cells: sum(each for each in cells if not isinstance(each, str)),
            "COUNT": lambda cells: sum(not isinstance(each, str) for each in cells),
            "COUNTIF": lambda cells, wanted: sum(each == wanted for each in cells),
            "AVERAGEIF": average_if,
            "IFERROR": lambda found, other: other if found is None else found,
            "IF": lambda so, then, other: then() if so else other(),
            "ROUND": lambda number, places: Fraction(int(number * 10**places + Fraction(1, 2)), 10**places),
            "F": Fraction,
        }

        def cells_of(match: re.Match[str]) -> str:
            where, first, top, last, bottom = match.groups()
            rows = range(int(top), int(bottom) + 1)
            columns = range(ord(first), ord(last) + 1)
            name = f"r{len(names)}"
            names[name] = [self.value(where or sheet, f"{chr(column)}{row}") for row in rows for column in columns]
            return name

        text = RANGE.sub(cells_of, formula.removeprefix("="))

        def cell_of(match: re.Match[str]) -> str:
            at = match[0]
            names[f"c_{at}"] = lambda: self.value(sheet, at)
            return f"c_{at}()"

        text = re.sub(r"(?<![<>=])=(?!=)", "==", CELL.sub(cell_of, text))
        text = lazy(re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])", r'F("\1")', text))
        return eval(text, {"__builtins__": {}, **names})  # noqa: S307 -- formulas of our own file


def average_if(names: list[Any], wanted: Any, cells: list[Any]) -> Fraction | None:
    """The mean of the numbers whose name is the wanted one; None, which is an error, without any."""
    found = [cell for name, cell in zip(names, cells, strict=True) if name == wanted and not isinstance(cell, str)]
    return sum(found, Fraction(0)) / len(found) if found else None


def lazy(text: str) -> str:
    """IF(a,b,c) with b and c as functions, so that the branch that is not taken is not reckoned."""
    start = text.find("IF(")
    while start > 0 and text[start - 1].isalpha():
        start = text.find("IF(", start + 1)
    if start < 0:
        return text
    depth, places, end = 0, [], start + 3
    is_text = False
    for place in range(start + 3, len(text)):
        sign = text[place]
        is_text ^= sign == '"'
        if is_text:
            continue
        if sign == ")" and depth == 0:
            end = place
            break
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            places.append(place)
    first, second = places
    condition, then, other = text[start + 3 : first], text[first + 1 : second], text[second + 1 : end]
    made = f"I_F({condition},lambda: {lazy(then)},lambda: {lazy(other)})".replace("I_F", "\0")
    return (text[:start] + made + lazy(text[end + 1 :])).replace("\0", "IF")
