"""One cell of sub-activities with the rows it spans: its sub-activities, and which indicator and month is whose."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from .lists import Entry, Group, Items, read_items, split_semicolons
from .model import IndicatorReading, SubactivityReading
from .remarks import shorten
from .rows import Note, Row
from .text import clean, pieces
from .vocabulary import Vocabulary, merged_at


@dataclass(slots=True)
class Block:
    """A SUB KEGIATAN cell and the rows down to the next one; `subs` are the sub-activities it holds."""

    rows: list[Row]
    subs: list[Entry]
    notes: list[Note] = field(default_factory=list)

    def note(self, code: str, **facts: object) -> None:
        note = Note(code, facts)
        if note not in self.notes:
            self.notes.append(note)


def read_paragraphs(cell: str, vocabulary: Vocabulary, *, may_follow_words: bool) -> Items:
    """The items of a cell written in HTML paragraphs.

    Decides: each paragraph opens an item. A list after a paragraph that ends in a colon belongs to it, and so do the
    paragraphs after that list; any other list gives items of its own.
    """
    group, items = Group(), Items()
    is_open = False
    for kind, text in pieces(cell):
        last = group.entries[-1] if group.entries else None
        if last is not None and (is_open or (kind == "loose" and last.text.endswith(":"))):
            last.text, is_open = f"{last.text} {text}", True
            continue
        found = read_items(text, vocabulary, may_restart=False, may_follow_words=may_follow_words)
        group.entries += ([Entry("", found.preamble)] if found.preamble else []) + found.entries
        group.highest = max([group.highest, *(part.highest for part in found.groups)])
        for code in found.notes:
            items.note(code)
    items.groups = [group] if group.entries else []
    return items


def source_lines(block: Block) -> list[int]:
    return [line for row in block.rows for line in row.lines]


def is_paragraphed(cell: str) -> bool:
    return "<" in cell and len(pieces(cell)) > 1


def read_subactivity_cell(cell: str, vocabulary: Vocabulary) -> Block:
    """The sub-activities of a SUB KEGIATAN cell, as a block without rows.

    Decides: each item of the cell's list is a sub-activity; words before the list are one too.
    """
    if is_paragraphed(cell):
        items = read_paragraphs(cell, vocabulary, may_follow_words=True)
    else:
        items = read_items(clean(cell), vocabulary, may_restart=False, may_follow_words=True)
    before = [Entry("", items.preamble)] if items.preamble else []
    block = Block([], before + items.entries or [Entry("", "")])
    if not block.subs[0].text and len(block.subs) == 1:
        block.note("missing_subactivity")
    for code in items.notes:
        block.note(code, **list_facts(items))
    if len(block.subs) > 1:
        block.note("shared_cell", count=len(block.subs))
    return block


def list_facts(items: Items) -> dict[str, object]:
    return {"printed": max((group.highest for group in items.groups), default=0), "found": len(items.entries)}


def read_indicator_cell(cell: str, block: Block, vocabulary: Vocabulary) -> Items:
    """The indicators of one cell; what had to be interpreted is noted on the block."""
    if is_paragraphed(cell):
        items = read_paragraphs(cell, vocabulary, may_follow_words=False)
        if len(items.entries) > 1:
            items.note("unnumbered_list")
    else:
        items = read_items(clean(cell), vocabulary, may_restart=True, may_follow_words=False)
        split_semicolons(items)
    for code in items.notes:
        block.note(code, **list_facts(items))
    for entry in items.entries:
        if word := merged_at(entry.text, vocabulary):
            block.note("merged_items", word=word)
    return items


def deal(block: Block, vocabulary: Vocabulary) -> list[SubactivityReading]:
    """The block's sub-activities with indicators and months; codes and confidence are the caller's."""
    cells = [(row, read_indicator_cell(row.texts.get("indicator", ""), block, vocabulary)) for row in block.rows]
    for entry in [*block.subs, *(entry for _, items in cells for entry in items.entries)]:
        if not entry.no and vocabulary.is_continued(entry.text):
            block.note("continued_text", text=shorten(entry.text))
    months = sorted({month for row in block.rows for month in row.months})
    if len(block.subs) == 1:
        shares = [indicators_of_one(block, cells, months)]
    else:
        shares = [[IndicatorReading(text) for text in texts] for texts in share_out(block, cells)]
    return [
        SubactivityReading("", sub.no, sub.text, indicators, list(months), source_lines(block))
        for sub, indicators in zip(block.subs, shares, strict=True)
    ]


def indicators_of_one(block: Block, cells: list[tuple[Row, Items]], months: list[int]) -> list[IndicatorReading]:
    """The indicators of a sub-activity that has its rows for itself.

    Decides: an indicator keeps the months of its own row when they differ from the union of the rows.
    """
    found: list[IndicatorReading] = []
    for row, items in cells:
        own = row.months if row.months and row.months != months else None
        texts = [entry.text for entry in items.entries] + row.extra
        found += [IndicatorReading(text, list(own) if own else None) for text in texts]
        if len(items.groups) > 1:
            block.note("unclear_list")
        for label in (group.label for group in items.groups if group.label):
            is_own = label == block.subs[0].no and len(items.groups) == 1
            block.note("own_number" if is_own else "doubled_number", **({"number": label} if is_own else {}))
    check_sequence(block, [items for _, items in cells if items.entries])
    return found


def check_sequence(block: Block, cells: list[Items]) -> None:
    """Note when the numbering of indicators does not run on from row to row, or when nothing says that it does."""
    for before, after in itertools.pairwise(cells):
        number, highest = after.entries[0].no, before.groups[-1].highest
        if not number and not highest:
            block.note("continued_row")
        elif number not in (str(highest + 1), chr(ord("a") + highest % 26)):
            block.note("number_order")


def share_out(block: Block, cells: list[tuple[Row, Items]]) -> list[list[str]]:
    """Indicator texts for each sub-activity of a shared cell.

    Decides: where the numbering restarts as often as there are sub-activities, each takes its run; otherwise one
    indicator each in order, and the last takes the rest.
    """
    groups = joined_groups([group for _, items in cells for group in items.groups])
    extra = [text for row, _ in cells for text in row.extra]
    count = len(block.subs)
    if len(groups) == count:
        shares = [[entry.text for entry in group.entries] for group in groups]
    else:
        texts = [entry.text for group in groups for entry in group.entries]
        shares = [texts[index : index + 1] for index in range(count - 1)] + [texts[count - 1 :]]
    shares[-1] += extra
    return shares


def joined_groups(groups: list[Group]) -> list[Group]:
    """Groups with those joined that continue the numbering of the one before, as lists over several rows do."""
    joined: list[Group] = []
    for group in groups:
        if joined and group.entries[0].no and group.entries[0].no == str(joined[-1].highest + 1):
            joined[-1].entries += group.entries
            joined[-1].highest = group.highest
        else:
            joined.append(group)
    return joined
