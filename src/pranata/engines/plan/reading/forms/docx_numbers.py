"""The automatic list numbers of a DOCX, which stand nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MAX_DEPTH = 20  # styles based on styles
LEVEL = re.compile(r"%([1-9])")
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "•"


@dataclass(slots=True)
class Level:
    """One level of a list: first number, format ("decimal", "lowerLetter"), and text with "%1" for numbers."""

    start: int = 1
    format: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class Numbering:
    """A list by its abstract definition: levels, and the numbers counted so far."""

    levels: dict[int, Level]
    counted: dict[int, int] = field(default_factory=dict)


def attribute(element: Any, name: str) -> str | None:
    """The value of a child element such as <w:start w:val="1"/>; None without it."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- slow import

    child = element.find(qn(f"w:{name}")) if element is not None else None
    return None if child is None else child.get(qn("w:val"))


def whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,6}", text) else default


def written(number: int, style: str) -> str:
    """A number in a list's format; formats nobody uses here are written as plain numbers."""
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman, rest = "", number
        for value, sign in ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if style == "lowerRoman" else roman.upper()
    return f"{number:02d}" if style == "decimalZero" else str(number)


class AutomaticNumbers:
    """Counts the numbered paragraphs of a document in order and tells the label each prints."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        from docx.oxml.ns import qn  # noqa: PLC0415 -- slow import

        self.qn = qn
        self.styles = {} if styles is None else {item.get(qn("w:styleId")): item for item in styles.iter(qn("w:style"))}
        self.abstracts: dict[str, Numbering] = {}
        self.instances: dict[str, tuple[str, dict[int, int]]] = {}
        self.restarted: set[tuple[str, int]] = set()
        if numbering is not None:
            self.read(numbering)

    def read(self, numbering: Any) -> None:
        qn = self.qn
        for item in numbering.findall(qn("w:abstractNum")):
            levels = {whole(lvl.get(qn("w:ilvl")), 0): self.level(lvl) for lvl in item.findall(qn("w:lvl"))}
            self.abstracts[item.get(qn("w:abstractNumId"), "")] = Numbering(levels)
        for item in numbering.findall(qn("w:num")):
            starts = {
                whole(override.get(qn("w:ilvl")), 0): whole(attribute(override, "startOverride"), 1)
                for override in item.findall(qn("w:lvlOverride"))
                if override.find(qn("w:startOverride")) is not None
            }
            self.instances[item.get(qn("w:numId"), "")] = (attribute(item, "abstractNumId") or "", starts)

    def level(self, element: Any) -> Level:
        text = attribute(element, "lvlText")
        return Level(
            whole(attribute(element, "start"), 1),
            attribute(element, "numFmt") or "decimal",
            "%1." if text is None else text,
        )

    def label(self, paragraph: Any) -> str:
        """The label a paragraph prints by itself: "1.", "a)", a bullet, or "" when it is in no list."""
        number, depth = self.place(paragraph)
        if number in ("", "0") or number not in self.instances:
            return ""
        abstract, starts = self.instances[number]
        numbering = self.abstracts.get(abstract)
        if numbering is None:
            return ""
        level = numbering.levels.setdefault(depth, Level())
        if level.format == "bullet":
            return BULLET
        if level.format == "none":
            return ""
        self.count(numbering, number, depth, starts)
        return LEVEL.sub(lambda match: self.counted(numbering, int(match.group(1)) - 1), level.text).strip()

    def count(self, numbering: Numbering, number: str, depth: int, starts: dict[int, int]) -> None:
        if depth in starts and (number, depth) not in self.restarted:
            self.restarted.add((number, depth))
            numbering.counted[depth] = starts[depth]
        elif depth in numbering.counted:
            numbering.counted[depth] += 1
        else:
            numbering.counted[depth] = numbering.levels[depth].start
        for deeper in [level for level in numbering.counted if level > depth]:
            del numbering.counted[deeper]

    @staticmethod
    def counted(numbering: Numbering, depth: int) -> str:
        level = numbering.levels.setdefault(depth, Level())
        return written(numbering.counted.get(depth, level.start), level.format)

    def place(self, paragraph: Any) -> tuple[str, int]:
        """(list id, level) of a paragraph, its own or its style's; ("", 0) when it is in no list."""
        properties = paragraph.find(self.qn("w:pPr"))
        style = attribute(properties, "pStyle")
        number, depth = None, None
        for _ in range(MAX_DEPTH):
            listing = None if properties is None else properties.find(self.qn("w:numPr"))
            if listing is not None:
                number = number if number is not None else attribute(listing, "numId")
                depth = depth if depth is not None else attribute(listing, "ilvl")
            element = self.styles.get(style)
            if number is not None or element is None:
                break
            properties, style = element.find(self.qn("w:pPr")), attribute(element, "basedOn")
        return number or "", whole(depth, 0)
