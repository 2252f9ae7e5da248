"""What a PDF says of itself and what really is in it: claims, tags, fonts, glyphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

CLAIM = re.compile(rb"<(pdfaid|pdfuaid):(\w+)>(\w+)<")
FONT_FILES = {"FontFile", "FontFile2", "FontFile3"}
ACTIVE = {"OpenAction", "AA", "JavaScript", "EmbeddedFiles", "AcroForm", "XFA"}  # what no archive wants
NOTDEF = 0  # the glyph that stands for a missing one (OpenType, glyf/CFF)


@dataclass(frozen=True)
class Glyph:
    """One printed glyph: its number in the font's subset, and the text it stands for, "" when the file does not say."""

    font: str
    number: int
    text: str


@dataclass(frozen=True)
class Inside:
    """One PDF, looked into. ``fonts`` tells by name whether the font lies in the file, ``tags`` counts the roles."""

    claims: dict[str, str]
    catalog: dict[str, Any]
    fonts: dict[str, bool]
    glyphs: list[Glyph]
    tags: Counter[str]
    pictures_without_words: int
    pages_without_tags: int

    @property
    def text(self) -> str:
        """The texts of all glyphs, in the order in which they are printed."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def replaced(self) -> list[Glyph]:
        """Glyphs that print nothing readable, or that nobody can copy."""
        return [glyph for glyph in self.glyphs if glyph.number == NOTDEF or not glyph.text]

    @property
    def active(self) -> set[str]:
        """What would do something when the file is opened."""
        return (self.catalog.keys() | resolve1(self.catalog.get("Names", {})).keys()) & ACTIVE


class _Glyphs(PDFTextDevice):
    """A device that prints nothing and remembers each glyph."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.found: list[Glyph] = []

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        self.found.append(Glyph(font.fontname, cid, text))
        return font.char_width(cid) * fontsize * scaling


def look_inside(content: bytes) -> Inside:
    """Read a PDF from end to end."""
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    resources = PDFResourceManager()
    device = _Glyphs(resources)
    interpreter = PDFPageInterpreter(resources, device)
    pages = list(PDFPage.create_pages(document))
    for page in pages:
        interpreter.process_page(page)
    elements = list(_elements(document.catalog.get("StructTreeRoot", {})))
    return Inside(
        claims={f"{prefix.decode()}:{name.decode()}": value.decode() for prefix, name, value in CLAIM.findall(content)},
        catalog={name: resolve1(value) for name, value in document.catalog.items()},
        fonts={name: embedded for page in pages for name, embedded in _fonts(page)},
        glyphs=device.found,
        tags=Counter(each["S"].name for each in elements),
        pictures_without_words=sum(each["S"].name == "Figure" and not each.get("Alt") for each in elements),
        pages_without_tags=sum("StructParents" not in page.attrs for page in pages),
    )


def _fonts(page: PDFPage) -> Iterator[tuple[str, bool]]:
    for reference in resolve1(resolve1(page.resources).get("Font", {})).values():
        font = resolve1(reference)
        inner = resolve1(resolve1(font.get("DescendantFonts", [font]))[0])
        descriptor = resolve1(inner.get("FontDescriptor", {}))
        yield inner["BaseFont"].name, bool(FONT_FILES & descriptor.keys())


def _elements(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree below ``node``."""
    found = resolve1(node)
    if isinstance(found, list):
        for each in found:
            yield from _elements(each)
    elif isinstance(found, dict):
        if "S" in found:
            yield found
        yield from _elements(found.get("K", []))
