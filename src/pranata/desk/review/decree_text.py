"""Clauses of a decree as lines of text and back: one clause a line, its letter or number before it."""

from __future__ import annotations

import re
from typing import Any

from pranata.engines.plan.reading.text import fold

# "a. …", "aa. …", "1. …", "2) …": a label is a letter, the same letter doubled, or a number.
LABELLED = re.compile(r"(?P<label>(?P<letter>[A-Za-z])(?P=letter)?|\d{1,3})\s*[.)]\s+(?P<text>.+)")


def as_lines(clauses: list[dict[str, Any]], label: str = "label") -> str:
    """Clauses as a person edits them; ``label`` is the key their label stands under."""
    return "\n".join(f"{each[label]}. {each['text']}" if each.get(label) else each["text"] for each in clauses)


def as_clauses(text: str, label: str = "label") -> list[dict[str, Any]]:
    """The clauses of the lines; a line without letter or number is a clause without label."""
    found = []
    for line in filter(None, map(fold, text.splitlines())):
        parts = LABELLED.fullmatch(line)
        found.append({label: parts["label"] if parts else "", "text": parts["text"] if parts else line})
    return found


def edited(text: str, stored: list[dict[str, Any]], label: str = "label") -> list[dict[str, Any]]:
    """The clauses of ``text``; those that were stored when nobody changed the lines."""
    lines = [fold(line) for line in text.splitlines() if fold(line)]
    kept = [fold(line) for line in as_lines(stored, label).splitlines() if fold(line)]
    return stored if lines == kept else as_clauses(text, label)
