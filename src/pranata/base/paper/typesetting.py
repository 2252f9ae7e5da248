"""Prints a document as PDF with Typst; every text reaches its template as a JSON string, never as markup."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from pranata.base.paper.characters import FONTS, SYMBOL_FONT, TEXT_FONT, printable
from pranata.lib.demonstration import paper_mark

NAMED = 10  # characters named in one warning
STANDARDS = ["a-2a", "ua-1"]
LINE_END = re.compile(r"\r\n|\r|\n")
# Before a template: the mark of the demonstration over every page, whatever else the template says of its pages; no
# part of the text, so that whoever listens to a table is not interrupted where a page ends.
MARKED = """#set page(foreground: pdf.artifact({
  let paper = json("/data.json")
  set text(font: paper.fonts, fallback: false, size: 9pt, weight: "bold", fill: rgb("#b42318"))
  place(top + center, dy: 6mm, paper.demonstration)
  place(bottom + center, dy: -4mm, paper.demonstration)
  if paper.at("mark", default: "") == "" {
    place(center + horizon, rotate(-52deg, text(size: 110pt, fill: rgb("#b4231812"), "CONTOH")))
  }
}))
"""


def typeset(template: Path, data: Mapping[str, Any], *, day: date, files: Mapping[str, bytes]) -> bytes:
    """The PDF/A-2a and PDF/UA-1 that ``template`` makes of ``data``, which it finds as ``/data.json``, dated ``day``.

    ``files`` are further files beside it, such as the logo. Only our fonts are used; their names stand in the data as
    ``fonts``, the day as ``day``.
    """
    import typst  # noqa: PLC0415 -- slow import

    mark = paper_mark()
    known = {**data, "fonts": [TEXT_FONT, SYMBOL_FONT], "day": [day.year, day.month, day.day], "demonstration": mark}
    source = template.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / template.name).write_text(f"{MARKED}{source}" if mark else source, encoding="utf-8")
        (folder / "data.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        for file_name, content in files.items():
            (folder / file_name).write_bytes(content)
        made = typst.compile(
            folder / template.name,
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(day, time(), UTC),
        )
    return bytes(made)


def printable_texts(value: Any, missing: set[str]) -> Any:
    """Nested dictionaries and lists with every text made printable; what our fonts have not goes into ``missing``.

    A line end stays and breaks the line.
    """
    if isinstance(value, str):
        return "\n".join(printable(line, missing) for line in LINE_END.split(value))
    if isinstance(value, dict):
        return {key: printable_texts(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable_texts(item, missing) for item in value]
    return value


def missing_warning(missing: set[str]) -> list[str]:
    """One sentence naming the characters that were printed as □, or none."""
    if not missing:
        return []
    names = [f"{item} (U+{ord(item):04X})" if item.isprintable() else f"U+{ord(item):04X}" for item in sorted(missing)]
    more = f", dan {len(names) - NAMED} lainnya" if len(names) > NAMED else ""
    return [f"Huruf yang tidak dapat dicetak dalam PDF diganti □: {', '.join(names[:NAMED])}{more}."]
