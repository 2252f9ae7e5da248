"""Month names and ticks of the schedule columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import ALL_MONTHS

TICKS = frozenset("✓✔√☑✅vVxX✗✘×●•⚫*■◼█▪ü\uf0fc+")
BLANKS = frozenset(["", "-", "–", "—", "_", ".", "0"])
ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
STEMS: Mapping[str, int] = {
    "jan": 1, "peb": 2, "feb": 2, "mar": 3, "mrt": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agt": 8,
    "agu": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nop": 11, "nov": 11, "des": 12, "dec": 12,
}  # fmt: skip
FULL_NAMES = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember", "pebruari", "nopember",
)  # fmt: skip
GLUED = re.compile("|".join([*FULL_NAMES, "agust", "agst", "sept", *STEMS]), re.IGNORECASE)
RANGE = re.compile(r"\s*(?:-|–|—|/|\bs\.?\s?/?d\.?(?=\s)|\bsampai(?: dengan)?\b|\bhingga\b)\s*", re.IGNORECASE)
EVERY_MONTH = re.compile(r"(setiap|tiap) bulan|sepanjang tahun|sepanjang waktu", re.IGNORECASE)


def month_named(cell: str) -> int | None:
    """The month 1 to 12 that a heading names by an Indonesian name or an abbreviation of it.

    Decides: the first three letters pick the month, and the rest must belong to its name or be a usual contraction
    (AGT, AGST, SEPT, JUNI, Jan.); "MARKET" or "DESA" are not months.
    """
    word = re.sub(r"[^a-z]", "", cell.lower())
    month = STEMS.get(word[:3])
    if month is None:
        return None
    names = [name for name in FULL_NAMES if STEMS[name[:3]] == month]
    return month if any(is_contraction(word, name) for name in names) or len(word) == 3 else None


def months_glued(text: str) -> list[str]:
    """The names of months a text consists of without spaces ("AGTSEPTOKT"), or none."""
    names = GLUED.findall(text)
    return names if len(names) > 1 and "".join(names) == text else []


def is_contraction(word: str, name: str) -> bool:
    """Whether the letters of `word` occur in `name` in this order (agst in agustus)."""
    letters = iter(name)
    return all(letter in letters for letter in word)


def month_numbered(cell: str) -> int | None:
    """The month 1 to 12 that a heading gives as a roman or Arabic number."""
    word = cell.strip().strip(".").lower()
    if word in ROMAN:
        return ROMAN[word]
    return int(word) if re.fullmatch(r"[0-9]{1,2}", word) and 1 <= int(word) <= 12 else None


def is_tick(cell: str) -> bool:
    """Whether a cell is one of the tick marks offices use (also doubled, as in "✓✓")."""
    mark = cell.strip().replace("\ufe0f", "")
    return 0 < len(mark) <= 3 and all(character in TICKS for character in mark)


def is_blank(cell: str) -> bool:
    """Whether a schedule cell says "not in this month"."""
    return cell.strip() in BLANKS


def is_wording(cell: str) -> bool:
    """Whether a cell holds words instead of a mark: at least four letters, or three in several words.

    Decides: a tick with a few words behind it ("✓ (TW I)") is a mark, and so are words that only name months.
    """
    if len(cell) < 3 or is_tick(cell) or is_tick(cell.split(maxsplit=1)[0] if len(cell) < 20 and cell.strip() else ""):
        return False
    letters = sum(character.isalpha() for character in cell)
    return (letters >= 4 or (letters == 3 and len(cell.split()) > 1)) and not worded_months(cell)


def worded_months(cell: str) -> list[int]:
    """The months a schedule cell names in words ("Januari s.d. Maret", "Juni, Desember", "setiap bulan"), else none.

    Decides: every word is a month, "dan", or a word of range, which takes in the months between its neighbours.
    """
    if len(cell) < 3 or len(cell) > 80:
        return []
    if EVERY_MONTH.fullmatch(cell.strip()):
        return list(ALL_MONTHS)
    months: list[int] = []
    is_range = False
    for word in RANGE.sub(" - ", cell).replace(",", " ").split():
        month = month_named(word)
        if month is not None:
            months += range(months[-1] + 1, month) if is_range and months else []
            months.append(month)
        elif word not in ("-", "dan", "&"):
            return []
        is_range = word == "-"
    return sorted(set(months))


@dataclass(slots=True)
class Ticks:
    """The ticks of one row: months under a heading, the number of ticks right of the last heading, other marks seen.

    `between`: ticks in a column without heading among the months.
    """

    headed: set[int] = field(default_factory=set)
    surplus: int = 0
    between: int = 0
    unbroken: bool = False
    unknown: list[str] = field(default_factory=list)


def read_ticks(cells: Mapping[int, str], columns: Mapping[int, int]) -> Ticks:
    """Ticks of a row from its cells by column index; `columns` maps a column index to its month.

    Decides: a tick belongs to the month heading it stands under. A mark that is neither tick nor blank counts as a
    tick but is reported in `unknown`.
    """
    ticks = Ticks()
    last = max(columns)
    marked = set()
    for index in sorted(cells):
        if is_blank(cells[index]):
            continue
        if not is_tick(cells[index]):
            ticks.unknown.append(cells[index].strip())
        marked.add(index)
        if index > last:
            ticks.surplus += 1
        elif index in columns:
            ticks.headed.add(columns[index])
        else:
            ticks.between += 1
    ticks.unbroken = ticks.surplus > 0 and marked >= set(range(min(columns), last + 2))
    return ticks


def settle(ticks: Ticks, headings: list[int]) -> list[int]:
    """The months a row's ticks mean, ascending; `headings` are the months of the page in order.

    Decides: an unbroken run from the first heading beyond the last one means every month. Otherwise ticks under a
    heading keep it and the surplus ones are aligned to the right: they take the last months that are still free.
    """
    if ticks.unbroken:
        return sorted(headings)
    free = [month for month in headings if month not in ticks.headed]
    taken = free[max(0, len(free) - ticks.surplus) :] if ticks.surplus else []
    return sorted(ticks.headed.union(taken))


def month_words(months: list[int]) -> str:
    """Months as Indonesian words, runs of three and more shortened: "Januari sampai April, Juni"."""
    runs: list[list[int]] = []
    for month in months:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    words = []
    for run in runs:
        named = [FULL_NAMES[month - 1].capitalize() for month in run]
        words += [f"{named[0]} sampai {named[-1]}"] if len(run) > 2 else named
    return ", ".join(words)
