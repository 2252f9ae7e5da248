"""Which characters our fonts can print, and where a long word may break in a narrow column."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
TEXT_FONT = "TeX Gyre Bonum"
SYMBOL_FONT = "DejaVu Sans"  # ✓ and everything else that the text font has not
FONT_FILES = ("texgyrebonum-regular.otf", "DejaVuSans.ttf")
MISSING = "□"
SEGMENTS, GROUPS = 4, 12  # formats of the character table that these fonts use
SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
MILLIMETRES = 2.3  # of a wide letter in the table
SYLLABLE = re.compile(
    r"(?<=\w{3})(?<!n(?=[gy]))(?<![ks](?=[hy]))(?=(?:ng|ny|kh|sy|[b-df-hj-np-tv-z])[aiueo]\w)", re.IGNORECASE
)
AFTER_PUNCTUATION = re.compile(r"(?<=[/,;:.?&=_])(?=\w)")
PIECE = 8  # characters after which anything that is no word may break


def printable(text: str, missing: set[str]) -> str:
    """The text with □ for what no font of ours has, which is added to `missing`; invisible marks are dropped."""
    composed = unicodedata.normalize("NFC", text)
    if covered().issuperset(map(ord, composed)):
        return composed
    shown = ""
    for character in composed:
        if ord(character) in covered():
            shown += character
        elif not is_invisible(character):
            shown += MISSING
            missing.add(character)
    return shown


def is_invisible(character: str) -> bool:
    """Whether a character only steers others: joiners, direction marks, variation selectors."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def breakable(text: str, width: float) -> str:
    """The text with places where words too long for a column of `width` millimetres may break.

    Words get soft hyphens between syllables; addresses, codes and the like may break anywhere.
    """
    limit = int(width / MILLIMETRES)
    return re.sub(rf"[^\s-]{{{limit},}}", lambda match: broken(match.group(), limit), text)


def broken(word: str, limit: int) -> str:
    """A long word with its places to break: after punctuation, then inside what is still longer than `limit`."""
    return ZERO_WIDTH_SPACE.join(
        piece if len(piece) < limit else broken_piece(piece) for piece in AFTER_PUNCTUATION.split(word)
    )


def broken_piece(piece: str) -> str:
    """A word broken between syllables, anything else every few characters."""
    syllables = SYLLABLE.sub(SOFT_HYPHEN, piece)
    if syllables != piece and re.fullmatch(r"[^\W\d_]{1,40}\W*", piece):
        return syllables
    return ZERO_WIDTH_SPACE.join(piece[start : start + PIECE] for start in range(0, len(piece), PIECE))


@cache
def covered() -> frozenset[int]:
    """The code points that the text font or the symbol font has a glyph for."""
    return frozenset(code for name in FONT_FILES for code in code_points((FONTS / name).read_bytes()))


def code_points(font: bytes) -> set[int]:
    """The code points of an OpenType font, from its Unicode character tables (cmap formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count))
    (start,) = [offset for tag, _, offset, _ in records if tag == b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * index)
        if (platform, encoding) in ((3, 1), (3, 10)):
            found.update(table_codes(font, start + offset))
    return found


def table_codes(font: bytes, start: int) -> Iterator[int]:
    """The code points of one character table that lead to a glyph."""
    (kind,) = struct.unpack_from(">H", font, start)
    if kind == SEGMENTS:
        yield from segment_codes(font, start)
    elif kind == GROUPS:
        (count,) = struct.unpack_from(">L", font, start + 12)
        for index in range(count):
            first, last, glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * index)
            yield from (code for code in range(first, last + 1) if glyph + code - first)


def segment_codes(font: bytes, start: int) -> Iterator[int]:
    """The code points of a table in format 4: ends, starts, deltas and offsets of segments, one array each."""
    (double,) = struct.unpack_from(">H", font, start + 6)
    arrays = [struct.unpack_from(f">{double // 2}H", font, start + 14 + double * k + 2 * (k > 0)) for k in range(4)]
    for index, (last, first, delta, offset) in enumerate(zip(*arrays, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            place = start + 16 + 3 * double + 2 * index + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", font, place)[0] if offset else code
            if glyph and (glyph + delta) % 0x10000:
                yield code
