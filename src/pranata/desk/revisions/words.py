"""What changed between two texts, line by line and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, ADDED, REMOVED = "same", "added", "removed"
REWORDED = 0.4  # likeness from which a line counts as the other one reworded, not as a new one


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line that differs in pieces, or ``skipped`` lines that are the same."""

    pieces: tuple[Piece, ...] = ()
    skipped: int = 0


def text_changes(before: str, after: str) -> list[Line]:
    """The lines of both texts; runs of equal lines are only counted."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines.append(Line(skipped=j - i))
        else:
            lines += [Line(tuple(word_changes(*pair))) for pair in zip_longest(old[i:j], new[k:m], fillvalue="")]
    return lines


def word_changes(before: str, after: str) -> list[Piece]:
    """One line as another: words that stayed, went and came; lines too unlike stand as a whole."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old == new or matcher.ratio() < REWORDED:
        whole = (Piece(REMOVED, before), Piece(ADDED, after))
        return [piece for piece in whole if piece.text]
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, " ".join(old[i:j])))
        else:
            gone, come = Piece(REMOVED, " ".join(old[i:j])), Piece(ADDED, " ".join(new[k:m]))
            pieces += [piece for piece in (gone, come) if piece.text]
    return pieces
