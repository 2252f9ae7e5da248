"""Bytes to lines and cells: decoding, tags, white space. Words are never changed."""

from __future__ import annotations

import html
import re

from .model import UnreadablePlan

MAX_BYTES = 20 * 1024 * 1024  # of any file
MAX_TEXT_BYTES = 5 * 1024 * 1024  # of a file that is text itself
MAX_CELL = 20_000  # characters of a printed cell
MAX_TEXT = 32_000  # characters of any text of a reading; an XLSX cell holds 32,767

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
PARAGRAPH = re.compile(r"<(/?)p\b[^<>]*>", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
NEWLINE = re.compile(r"\r\n|\r|\n")


def decode(data: bytes) -> str:
    """Text of the file; only UTF-8, with or without byte order mark, because any other guess may alter words."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePlan(f"Berkas bukan teks UTF-8: baris {line} memuat bita yang tidak dapat dibaca.") from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise UnreadablePlan(f"Berkas bukan teks: baris {line} memuat bita nol.")
    return text


def split_lines(text: str) -> list[str]:
    """Lines as an editor numbers them; only CR, LF and CRLF end a line."""
    return NEWLINE.split(text)


def fold(text: str) -> str:
    """The text without control characters and with runs of white space as single spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


def clean(cell: str) -> str:
    """A cell's words without HTML tags, entities resolved, white space folded."""
    bare = TAG.sub(lambda match: "" if is_inline(match.group()) else " ", cell)
    return fold(html.unescape(bare) if "&" in bare else bare)


def has_markup(cell: str) -> bool:
    """Whether a cell holds HTML tags that lay it out, more than letters in italics and the like."""
    return "<" in cell and any(not is_inline(tag) for tag in TAG.findall(cell))


def is_inline(tag: str) -> bool:
    """Whether a tag stands inside words (<i>, <b>, <sup>), so that removing it must not part them."""
    return tag.strip("</>").split()[0].lower() in {"i", "b", "u", "em", "strong", "sup", "sub", "span", "font", "a"}


def pieces(cell: str) -> list[tuple[str, str]]:
    """The cell cut at HTML paragraphs: ("paragraph", text) for each <p>, ("loose", text) for what stands between."""
    found: list[tuple[str, str]] = []
    kind, start = "loose", 0
    for match in PARAGRAPH.finditer(cell):
        found.append((kind, clean(cell[start : match.start()])))
        kind, start = ("loose" if match.group(1) else "paragraph"), match.end()
    found.append((kind, clean(cell[start:])))
    return [(kind, text) for kind, text in found if text]
