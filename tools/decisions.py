"""Writes ``docs/decisions.md`` from the ``Decides:`` and ``Basis:`` lines of every ``rules.py``, or compares it."""

import sys
from itertools import groupby

from generated import cell, keep
from tree import ROOT

sys.path.insert(0, str(ROOT / "src"))
from pranata.config.decisions import Decision, decisions

PAGE = ROOT / "docs" / "decisions.md"
HEAD = """# Where it is decided

Made by `tools/decisions.py` from the docstrings of every `rules.py`; correct it there.
`./pranata where WORD` searches it.
"""


def incomplete(found: list[Decision]) -> list[str]:
    """Public functions of a ``rules.py`` that do not say what they decide, or on what basis."""
    return [
        f"src/{decision.path}:{decision.line}: {decision.name} needs both lines, 'Decides:' and 'Basis:'"
        for decision in found
        if not (decision.decides and decision.basis)
    ]


def page(found: list[Decision]) -> str:
    """The page as Markdown: a table for every module."""
    parts = [HEAD]
    for path, group in groupby(found, key=lambda decision: decision.path):
        rows = [f"| `{row.name}` | {cell(row.decides)} | {cell(row.basis)} |" for row in group]
        table = ["| function | decides | basis |", "| --- | --- | --- |", *rows]
        parts.append("\n".join([f"## `src/{path}`", "", *table, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    every_decision = decisions()
    sys.exit(keep(PAGE, page(every_decision), incomplete(every_decision)))
