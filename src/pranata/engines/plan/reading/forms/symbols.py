"""Characters of symbol fonts (Wingdings and its like) as the marks they print."""

from __future__ import annotations

from collections.abc import Mapping

SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "marlett", "zapfdingbats")
CHECKED, CROSSED, ROUND, SQUARE, EMPTY = "✓", "✗", "●", "■", ""
WINGDINGS: Mapping[int, str] = {
    0xFC: CHECKED, 0xFE: CHECKED, 0xFB: CROSSED, 0xFD: CROSSED, 0x78: CROSSED, 0x6C: ROUND, 0x6E: SQUARE, 0xA7: "▪",
    0xA8: EMPTY, 0x6F: EMPTY, 0x71: EMPTY, 0xA1: EMPTY, 0x9F: "•", 0x76: "❖", 0xD8: "➢", 0x52: CHECKED,
}  # fmt: skip
WINGDINGS_2: Mapping[int, str] = {
    0x50: CHECKED, 0x52: CHECKED, 0x4F: CROSSED, 0x51: CROSSED, 0x53: CROSSED, 0x54: CROSSED, 0x97: ROUND,
    0xA3: EMPTY, 0x2A: EMPTY,
}  # fmt: skip
WEBDINGS: Mapping[int, str] = {0x61: CHECKED, 0x72: CROSSED, 0x63: EMPTY, 0x6E: ROUND, 0x67: SQUARE}
SYMBOL: Mapping[int, str] = {0xB7: "•", 0xD6: CHECKED, 0xA8: "◆"}
ZAPF: Mapping[int, str] = {0x33: CHECKED, 0x34: CHECKED, 0x35: CROSSED, 0x36: CROSSED, 0x37: CROSSED, 0x38: CROSSED,
                           0x6C: ROUND, 0x6E: SQUARE, 0x6F: EMPTY, 0x71: EMPTY}  # fmt: skip
CHARACTERS: Mapping[str, str] = {"\u2612": CROSSED, "\u2610": EMPTY, "\u25a1": EMPTY, "\u2713\ufe0f": CHECKED}

LIGATURES: Mapping[str, str] = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


def is_symbol_font(font: str) -> bool:
    """Whether a font prints marks instead of letters."""
    return bare_name(font).startswith(SYMBOL_FONTS)


def bare_name(font: str) -> str:
    """A font's name in lower case, without the prefix of an embedded subset ("ABCDEF+Wingdings")."""
    return font.rpartition("+")[2].lower().replace(" ", "").replace("-", "")


def symbol(code: int, font: str) -> str:
    """What a character of a symbol font prints; one nobody knows stays the private character it is."""
    name, low = bare_name(font), code & 0xFF
    if name.startswith("wingdings2"):
        table = WINGDINGS_2
    elif name.startswith("webdings"):
        table = WEBDINGS
    elif name.startswith("symbol"):
        table = SYMBOL
    elif name.startswith("zapf"):
        table = ZAPF
    else:
        table = WINGDINGS
    return table.get(low, chr(0xF000 + low))


def printed(text: str) -> str:
    """A text with boxes as marks (a crossed one is a tick, an empty one nothing) and ligatures as letters."""
    for character, mark in (*CHARACTERS.items(), *LIGATURES.items()):
        text = text.replace(character, mark)
    return text
