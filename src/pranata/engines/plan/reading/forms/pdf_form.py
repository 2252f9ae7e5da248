"""Text PDFs: lines and ruled tables page by page, a table without lines by the positions of its words."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from typing import Any

from ..model import UnreadablePlan
from .assembly import Assembly
from .flat import FlatNote, FlatText
from .page_breaks import join_pages
from .pdf_columns import heading_candidates, set_unruled_grids
from .pdf_page import BRING, PageText, read_page
from .pdf_words import Words

MAX_PAGES = 150
MAX_OBJECTS = 60_000  # characters, lines and boxes of one page
MAX_UNPACKED = 200 * 1024 * 1024
STREAM = re.compile(rb"stream\r?\n")
LEAST_REPEATS = 3  # pages on which a line must stand at its place to be a running line


def flatten_pdf(data: bytes) -> FlatText:
    """The lines of a text PDF; raises UnreadablePlan for a scan, a locked or a broken one, or one without the table."""
    refuse_bomb(data)
    pages = load_pages(data)
    if not any(page.lines or page.grids for page in pages):
        raise UnreadablePlan(f"PDF ini hasil pindaian tanpa teks; {BRING}.")
    drop_running_lines(pages)
    is_ruled = any(grid.has_heading() for page in pages for grid in page.grids)
    if not is_ruled:
        set_unruled_grids(pages)
    words = Words(text for page in pages for text in page.texts())
    assembly = Assembly()
    for page in pages:
        page.into(assembly, words)
    join_pages(assembly.entries, words)
    flat = assembly.flat_text("PDF")
    rows = [number for number, line in enumerate(flat.lines, start=1) if "\t" in line]
    images = [page.number for page in pages if page.is_image]
    if not rows and images:
        raise UnreadablePlan(f"Tabel lampiran tidak ditemukan; halaman {listed(images)} berupa gambar: {BRING}.")
    describe(flat, assembly, pages)
    if rows and not is_ruled:
        flat.notes.append(FlatNote("unruled_table", rows))
    if images:
        flat.notes.append(FlatNote("image_pages", [], {"pages": listed(images)}))
    return flat


def refuse_bomb(data: bytes) -> None:
    """Refuse a PDF whose compressed streams unpack to too much."""
    total = 0
    for match in STREAM.finditer(data):
        stream = zlib.decompressobj()
        try:
            piece = stream.decompress(data[match.end() : match.end() + len(data)], 1 << 20)
            while piece and total <= MAX_UNPACKED:
                total += len(piece)
                piece = stream.decompress(stream.unconsumed_tail, 1 << 20)
        except zlib.error:
            continue
        if total > MAX_UNPACKED:
            raise UnreadablePlan("Isi PDF terlalu besar setelah dibuka.")


def load_pages(data: bytes) -> list[PageText]:
    """Every page of a PDF; raises UnreadablePlan for one that is locked, broken or too long."""
    import pdfplumber  # noqa: PLC0415 -- slow import
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415 -- slow import

    from .pdf_content import SwiftPage  # noqa: PLC0415 -- slow import

    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadablePlan(f"PDF memuat {len(document.pages)} halaman; batasnya {MAX_PAGES}.")
            return [loaded(SwiftPage(document, page.page_obj, page.page_number)) for page in document.pages]
    except UnreadablePlan:
        raise
    except Exception as error:  # the parser fails in many ways on broken files
        if isinstance(error, PDFPasswordIncorrect) or PDFPasswordIncorrect in map(type, error.args):
            raise UnreadablePlan("PDF dilindungi kata sandi; simpan ulang tanpa kata sandi.") from error
        raise UnreadablePlan("PDF rusak dan tidak dapat dibaca.") from error


def loaded(page: Any) -> PageText:
    if sum(len(found) for found in page.objects.values()) > MAX_OBJECTS:
        raise UnreadablePlan(f"Halaman {page.page_number} PDF ini terlalu rumit untuk dibaca.")
    found = read_page(page)
    page.close()
    return found


def drop_running_lines(pages: list[PageText]) -> None:
    """Drop the lines at the top or bottom that stand alike on most pages, page numbers aside, but no table heading."""
    limit = max(LEAST_REPEATS, len(pages) // 2)
    counted = Counter(key for page in pages for key in {line.place(page.height) for line in page.lines})
    running = {key for key, count in counted.items() if key is not None and count >= limit}
    for page in pages:
        kept = set(map(id, heading_candidates(page)))
        page.lines = [line for line in page.lines if id(line) in kept or line.place(page.height) not in running]


def listed(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:10])) + (" dan lainnya" if len(pages) > 10 else "")


def describe(flat: FlatText, assembly: Assembly, pages: list[PageText]) -> None:
    """Say on which page which lines stand, and which pages are scans with recognized text."""
    spans = assembly.pages
    rows = [number for number, line in enumerate(flat.lines, start=1) if "\t" in line]
    detail = "; ".join(f"halaman {page} baris {first}–{last}" for page, (first, last) in spans.items())
    flat.notes.insert(0, FlatNote("file_form", rows[:1], {"form": "PDF", "detail": f"tabel pada {detail}"}))
    for page in pages:
        if page.is_scanned and page.number in spans:
            first, last = spans[page.number]
            flat.notes.append(FlatNote("scanned_text", list(range(first, last + 1)), {"page": page.number}))
