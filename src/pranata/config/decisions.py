"""Where it is decided: what every public function of a ``rules.py`` says it decides, and on what basis."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1]
ENTRY = re.compile(r"^(Decides|Basis):\s*(.*)$")


@dataclass(frozen=True)
class Decision:
    """One public function of a ``rules.py``; ``decides`` and ``basis`` are empty when its docstring lacks them."""

    path: str
    line: int
    name: str
    decides: str
    basis: str


def entries(docstring: str) -> dict[str, str]:
    """The ``Decides:`` and ``Basis:`` entries of a docstring; an entry runs until the next one or an empty line."""
    found: dict[str, str] = {}
    current = ""
    for line in docstring.splitlines():
        if match := ENTRY.match(line.strip()):
            current = match[1]
            found[current] = match[2].strip()
        elif not line.strip():
            current = ""
        elif current:
            found[current] = f"{found[current]} {line.strip()}".strip()
    return found


def decisions_in(code: str, path: str) -> Iterator[Decision]:
    """The decisions of one module, in the order of the file."""
    for node in ast.parse(code).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            found = entries(ast.get_docstring(node) or "")
            yield Decision(path, node.lineno, node.name, found.get("Decides", ""), found.get("Basis", ""))


def decisions(sources: Path = SOURCES) -> list[Decision]:
    """Every decision below ``sources``, by module; paths are as seen from the folder above."""
    modules = sorted(path for path in sources.rglob("rules.py") if "tests" not in path.parts)
    return [
        decision
        for module in modules
        for decision in decisions_in(module.read_text(encoding="utf-8"), module.relative_to(sources.parent).as_posix())
    ]


def search(word: str, found: list[Decision]) -> list[Decision]:
    """The decisions whose name, sentence or basis contains ``word``; upper and lower case are the same."""
    needle = word.casefold()
    return [
        decision
        for decision in found
        if needle in f"{decision.name} {decision.decides} {decision.basis} {decision.path}".casefold()
    ]
