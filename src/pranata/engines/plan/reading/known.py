"""An annex whose rows are known before its lines are read, as that of our own DOCX."""

from __future__ import annotations

from .forms import FlatTable
from .pages import Annex
from .remarks import make_remark
from .tree import Tree


def known_annex(table: FlatTable, lines: list[str]) -> Annex:
    """Where the table stands; it has no pages to be read."""
    is_last = not any(line.strip() for line in lines[table.last :])
    return Annex([], table.first, table.last, [], "", is_last)


def known_tree(table: FlatTable) -> Tree:
    """The areas with the lines of each code, and a remark for each sub-activity without schedule or indicator."""
    tree = Tree(table.areas, [], {})
    for area in table.areas:
        for position, activity in enumerate(area.activities, start=1):
            for sub in activity.subactivities:
                for code in (str(area.no), f"{area.no}.{position}", sub.code):
                    tree.lines.setdefault(code, sub.source_lines[:1])
                if not sub.months:
                    tree.remarks.append(make_remark("no_schedule", sub.source_lines, sub.code))
                if not sub.indicators:
                    tree.remarks.append(make_remark("no_indicator", sub.source_lines, sub.code))
    return tree
