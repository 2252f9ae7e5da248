"""Writes ``docs/glossary.md`` from ``data/glossary.toml`` and holds the dictionary to its form; ``--check`` compares.

Every official term that a model's docstring gives in parentheses, "(Area Perubahan)", must stand in the dictionary.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from generated import cell, keep
from tree import ROOT, project_files, relative

SOURCE = ROOT / "data" / "glossary.toml"
PAGE = ROOT / "docs" / "glossary.md"
KEYS = ("term", "identifier", "english", "meaning", "basis", "certainty")
CERTAINTIES = {
    "decree": "stands in the shipped decree",
    "source": "read in a public source",
    "own": "own knowledge, not verified",
}
TERM = re.compile(r"\(([A-Z][a-z]+(?:[ /-][A-Za-z]+)*)\)")
HEAD = """# Glossary

Made by `tools/glossary.py` from `data/glossary.toml`; correct it there. The term is the official Indonesian one and the
interface writes it so; the identifier is its name in the code (none: nothing bears it yet). The last column says how
sure we are of the basis: decree = {decree}; source = {source}; own = {own}.

| term | identifier | in English | meaning | basis | sure |
| --- | --- | --- | --- | --- | --- |
"""


def read(path: Path = SOURCE) -> list[dict[str, Any]]:
    """The entries of the dictionary, in the order of the file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["term"]


def malformed(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Entries that lack something, stand twice or out of order."""
    terms = [str(entry.get("term", "")) for entry in entries]
    for entry, term in zip(entries, terms, strict=True):
        empty = [key for key in KEYS if key != "identifier" and not entry.get(key)]
        if empty or set(entry) != set(KEYS):
            yield f"data/glossary.toml: '{term}' needs exactly {', '.join(KEYS)}, none empty but identifier"
        elif entry["certainty"] not in CERTAINTIES:
            yield f"data/glossary.toml: '{term}': certainty is one of {', '.join(CERTAINTIES)}"
    for before, after in pairwise(terms):
        if before.casefold() >= after.casefold():
            yield f"data/glossary.toml: '{after}' stands twice or out of order after '{before}'"


def terms_in(code: str) -> list[tuple[str, str]]:
    """(class, term) of the official terms that the docstrings of the classes in ``code`` give in parentheses."""
    classes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ClassDef))
    return [
        (node.name, term)
        for node in classes
        for term in TERM.findall(" ".join((ast.get_docstring(node) or "").split()))
    ]


def unknown_terms(entries: list[dict[str, Any]], root: Path = ROOT) -> Iterator[str]:
    """Terms in the docstrings of models that the dictionary lacks, or has under the name of another class."""
    identifiers = {entry["term"]: entry["identifier"].rsplit(".", 1)[-1] for entry in entries}
    models = (file for file in project_files(root / "src") if file.name == "models.py" or file.parent.name == "models")
    for file in models:
        for name, term in terms_in(file.read_text(encoding="utf-8")):
            if term not in identifiers:
                yield f"{relative(file, root)}: '{term}' is missing in data/glossary.toml"
            elif identifiers[term] != name:
                yield f"data/glossary.toml: '{term}' is {name} in {relative(file, root)}, not '{identifiers[term]}'"


def page(entries: list[dict[str, Any]]) -> str:
    """The dictionary as Markdown."""
    rows = []
    for entry in entries:
        identifier = f"`{entry['identifier']}`" if entry["identifier"] else ""
        texts = [cell(entry[key]) for key in ("english", "meaning", "basis", "certainty")]
        rows.append(f"| {' | '.join([cell(entry['term']), identifier, *texts])} |")
    return HEAD.format(**CERTAINTIES) + "\n".join(rows) + "\n"


if __name__ == "__main__":
    dictionary = read()
    sys.exit(keep(PAGE, page(dictionary), [*malformed(dictionary), *unknown_terms(dictionary)]))
