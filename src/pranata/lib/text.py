"""Small rules of text."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_plain_cell(text: str) -> str:
    """``text`` such that no spreadsheet takes it for a formula: an apostrophe goes before ``= + - @``, tab and CR."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
