"""The text of a file: what it says itself, or what an OCR program reads from its pictures. Plain Python."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from pranata.base.files.kinds import ACCEPTED, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES, MOST_OCR_PAGES = 1000, 200  # own; a longer file is read as far as that
MOST_LETTERS = 2_000_000
OCR_SECONDS = 60  # for one page
OCR_SCALE = 300 / 72  # dots: a PDF counts 72 to the inch, OCR wants 300
LANGUAGE = "ind"
PAGE_END = "\f"
FEWEST_LETTERS = 20  # a page with less is a picture of a page
WORD, PICTURES = ACCEPTED["docx"], (ACCEPTED["png"], ACCEPTED["jpg"], ACCEPTED["webp"])
PLAIN = tuple(ACCEPTED[ending] for ending in TEXTS)


class Outcome(StrEnum):
    """What came of reading a file."""

    READ = "read"
    EMPTY = "empty"
    NO_OCR = "no-ocr"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Extract:
    """The text of a file, its pages divided by form feeds; ``by_ocr`` says that some of it was read from pictures."""

    outcome: Outcome
    text: str = ""
    pages: int = 0
    by_ocr: bool = False


def extract(content: bytes, media_type: str) -> Extract:
    """What ``content`` says. Raises whatever the reader of a broken file raises."""
    if media_type == ACCEPTED["pdf"]:
        return of_pages(list(_pdf_pages(content)))
    if media_type == WORD:
        return of_pages([Page(_word_text(content))])
    if media_type in PLAIN:
        return of_pages([Page(content.decode("utf-8", errors="replace"))])
    if media_type in PICTURES:
        return of_pages([_read_picture(content)])
    return Extract(Outcome.UNKNOWN)


@dataclass(frozen=True)
class Page:
    """One page: its text, whether that came from OCR, whether OCR would have been needed and was not there."""

    text: str
    by_ocr: bool = False
    is_unread: bool = False


def of_pages(pages: list[Page]) -> Extract:
    """The pages as one text."""
    text = PAGE_END.join(page.text.replace("\0", "").replace(PAGE_END, " ").strip() for page in pages)[:MOST_LETTERS]
    if text.replace(PAGE_END, "").strip():
        outcome = Outcome.READ
    else:
        outcome = Outcome.NO_OCR if any(page.is_unread for page in pages) else Outcome.EMPTY
    return Extract(outcome, text.strip(), len(pages), any(page.by_ocr for page in pages))


@cache
def has_ocr() -> bool:
    """Whether tesseract with its Indonesian data is installed (Debian: tesseract-ocr-ind)."""
    if shutil.which("tesseract") is None:
        return False
    found = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=OCR_SECONDS
    )
    return LANGUAGE in found.stdout.split()


def _pdf_pages(content: bytes) -> Iterator[Page]:
    import pypdfium2  # noqa: PLC0415 -- slow import

    pdf = pypdfium2.PdfDocument(content)
    pictures = 0
    try:
        for number in range(min(len(pdf), MOST_PAGES)):
            page = pdf[number]
            text = page.get_textpage().get_text_bounded()
            if len(text.split()) and len("".join(text.split())) >= FEWEST_LETTERS:
                yield Page(text)
                continue
            pictures += 1
            if pictures > MOST_OCR_PAGES:
                yield Page(text, is_unread=True)
                continue
            out = io.BytesIO()
            if has_ocr():
                page.render(scale=OCR_SCALE, grayscale=True).to_pil().save(out, format="PNG")
                yield _read_picture(out.getvalue())
            else:
                yield Page(text, is_unread=True)
    finally:
        pdf.close()


def _word_text(content: bytes) -> str:
    import docx  # noqa: PLC0415 -- slow import

    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += ["\t".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def _read_picture(content: bytes) -> Page:
    """A picture as tesseract reads it."""
    if not has_ocr():
        return Page("", is_unread=True)
    read = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", LANGUAGE],
        input=content,
        capture_output=True,
        check=True,
        timeout=OCR_SECONDS,
    )
    return Page(read.stdout.decode("utf-8", errors="replace"), by_ocr=True)
