"""Lists inside a cell: where "1. A 2. B" has items, and where numbers and texts came apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .vocabulary import FUNCTION_WORDS, Vocabulary, is_lowercase_word, last_word, opens_phrase

MARKER = re.compile(r"(?<!\S)(?:\(([0-9]{1,2}|[a-z])\)|([0-9]{1,2}|[a-z])([.)]))(?=\s|$|[^\W_]|[%(])")
OUTLINE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.)]?(?=\s+[A-Z])")
REFERENCES = frozenset("nomor no no. nomer pasal ayat angka huruf bab butir".split())
STRONG_CUT = re.compile(r"(?<=[;.])\s+(?:(?=[A-Z])|dan\s+(?=[A-Z]))")
WEAK_CUT = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Z][a-z])")
SEMICOLON_CUT = re.compile(r"(?:(?<=;)|(?<=; dan)|(?<=; atau)|(?<=; serta))\s+(?=[A-Z])")


@dataclass(slots=True)
class Marker:
    """A list number in a text: `label` as printed without punctuation, `style` its punctuation, `number` its rank."""

    start: int
    end: int
    label: str
    style: str
    number: int


@dataclass(slots=True)
class Entry:
    """One item of a list; `no` is its printed number or ""."""

    no: str
    text: str


@dataclass(slots=True)
class Group:
    """A run of items numbered from its own beginning; `label` is a number printed before it ("3. 1. ... 2. ...")."""

    label: str = ""
    entries: list[Entry] = field(default_factory=list)
    highest: int = 0  # the greatest number printed, also of numbers that lost their text
    is_loose: bool = False  # numbers and texts came apart


@dataclass(slots=True)
class Items:
    """A cell read as a list: groups of items, and codes of what had to be interpreted (see remarks.py)."""

    groups: list[Group] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    preamble: str = ""

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in self.groups for entry in group.entries]

    def note(self, code: str) -> None:
        if code not in self.notes:
            self.notes.append(code)


def find_markers(text: str) -> list[Marker]:
    """All list numbers of a text: "1." "1)" "(1)" "a." "a)", standing free, not a reference such as "Pasal 3."."""
    found = []
    for match in MARKER.finditer(text):
        label = match.group(1) or match.group(2)
        style = ("a" if label.isalpha() else "1") + (match.group(3) or "()")
        following = text[match.end() : match.end() + 1]
        if following and not following.isspace() and (label.isalpha() or (style == "1." and not following.isupper())):
            continue
        if last_word(text[max(0, match.start() - 20) : match.start()]).lower() in REFERENCES:
            continue
        number = ord(label) - ord("a") + 1 if label.isalpha() else int(label)
        found.append(Marker(match.start(), match.end(), label, style, number))
    return found


def leading_marker(text: str) -> Marker | None:
    """The number a text begins with, or None."""
    match = MARKER.match(text)
    markers = find_markers(text[: match.end() + 1]) if match else []
    return markers[0] if markers and markers[0].start == 0 else None


def strip_number(text: str) -> tuple[str, str]:
    """(printed number, rest) of a name such as "3. Monitoring" or "1.3 Monitoring"; ("", text) without a number."""
    if outline := OUTLINE.match(text):
        return outline.group().rstrip(".)"), text[outline.end() :].strip()
    marker = leading_marker(text)
    return (marker.label, text[marker.end :].strip()) if marker else ("", text)


def listed_from(text: str, markers: list[Marker]) -> int | None:
    """Index of the marker where a list opens after leading text, or None.

    Decides: a cell that begins with words opens a list of its own only in the style "1.", and only when both 1 and 2
    are there; "1)" and "a." lists after words belong to those words.
    """
    for index, marker in enumerate(markers):
        if marker.style == "1." and marker.number == 1:
            rest = [later for later in markers[index + 1 :] if later.style == "1."]
            return index if rest and rest[0].number == 2 else None
    return None


class ListReader:
    """Reads one cell's numbered list; `may_restart` when a new "1." opens another group instead of staying inside."""

    def __init__(self, text: str, vocabulary: Vocabulary, *, may_restart: bool) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.may_restart = may_restart
        self.items = Items()
        self.inner = False
        self.label = ""

    def read(self, markers: list[Marker], start: int) -> Items:
        style = markers[start].style
        top = [marker for marker in markers[start:] if marker.style == style]
        self.items.preamble = self.text[: top[0].start].strip()
        ends = [marker.start for marker in top[1:]] + [len(self.text)]
        bodies = [self.text[marker.end : end].strip() for marker, end in zip(top, ends, strict=True)]
        for index, marker in enumerate(top):
            following = top[index + 1] if index + 1 < len(top) else None
            self.take(marker, bodies[index], following)
        self.tidy(bodies)
        return self.items

    def take(self, marker: Marker, body: str, following: Marker | None) -> None:
        group = self.items.groups[-1] if self.items.groups else None
        last = group.entries[-1] if group and group.entries else None
        if self.inner and last:
            last.text = f"{last.text} {self.text[marker.start : marker.end]} {body}".strip()
        elif not body:
            self.take_empty(marker, following, group)
        elif group is None or last is None or self.label:
            self.open_group(marker, body)
        elif marker.number == 1 and group.highest != 0:
            self.take_restart(marker, body, last)
        elif self.is_continuation(last.text, body):
            self.join(marker, body, last, group)
        else:
            if marker.number != group.highest + 1:
                self.items.note("number_order")
            body = self.with_lost_word(last, body)
            group.entries.append(Entry(marker.label, body))
            group.highest = max(group.highest, marker.number)

    def take_empty(self, marker: Marker, following: Marker | None, group: Group | None) -> None:
        """A number without text: a group's label, a doubled number, or a number that trails its text."""
        is_new = group is None or marker.number != group.highest
        if following is not None and following.number == marker.number and is_new:
            self.items.note("doubled_number")
        elif following is not None and following.number == 1 and self.may_restart:
            self.label = marker.label
        elif group is not None:
            self.items.note("trailing_number")
            group.is_loose = True
            group.highest = max(group.highest, marker.number)
        else:
            self.items.note("trailing_number")

    def open_group(self, marker: Marker, body: str) -> None:
        if self.items.groups and marker.number != 1:
            self.items.note("number_order")
        self.items.groups.append(Group(self.label, [Entry(marker.label, body)], marker.number))
        self.label = ""

    def take_restart(self, marker: Marker, body: str, last: Entry) -> None:
        if last.text.endswith(":") or not self.may_restart:
            self.items.note("inner_list" if last.text.endswith(":") else "unclear_list")
            self.inner = True
            last.text = f"{last.text} {self.text[marker.start : marker.end]} {body}"
        else:
            self.open_group(marker, body)

    def is_continuation(self, before: str, body: str) -> bool:
        """Whether a number fell into the middle of an item.

        Decides: the text after it goes on in lower case while the cell's first item begins with a capital, or the
        text before it ends inside a bracket, in a colon before an inner list, or in a word that cannot end a phrase.
        """
        if before.count("(") > before.count(")") and ")" in body:
            return True
        if last_word(before) in FUNCTION_WORDS - {"dan", "atau", "serta"}:
            return True
        inner = leading_marker(body)
        if inner is not None and before.endswith(":"):
            return True
        first = self.items.groups[0].entries[0].text
        return is_lowercase_word(body) and not is_lowercase_word(first)

    def with_lost_word(self, last: Entry, body: str) -> str:
        """The body with the word in front that its number cut off: "... amanat UU Tersedianya 2. Maklumat".

        Decides: the item before ends in a capitalized word that in this annex practically always opens an item.
        """
        head, _, word = last.text.rpartition(" ")
        if not head or not word.isalpha() or not self.vocabulary.is_only_opening(word):
            return body
        self.items.note("trailing_number")
        last.text = head
        return f"{word} {body}"

    def join(self, marker: Marker, body: str, last: Entry, group: Group) -> None:
        self.items.note("trailing_number")
        group.is_loose = True
        group.highest = max(group.highest, marker.number)
        last.text = f"{last.text} {body}"

    def tidy(self, bodies: list[str]) -> None:
        for group in self.items.groups:
            if group.is_loose and len(group.entries) < group.highest:
                cut_loose(group, self.vocabulary)
        if not self.items.groups:
            text = " ".join([self.items.preamble, *filter(None, bodies)]).strip()
            self.items.preamble = ""
            if text:
                self.items.groups.append(Group(entries=[Entry("", text)]))


def cut_loose(group: Group, vocabulary: Vocabulary) -> None:
    """Cut the texts of a group whose numbers came apart, where it is clear.

    Decides: the numbers say how many items there are. Cut at "; " or ". " before a capital; if that is not enough,
    also before a capitalized word that opens items elsewhere and follows a lower-case word, or that practically always
    opens items. More places than items missing: not clear, so nothing is cut there.
    """
    missing = group.highest - len(group.entries)
    strong = [(index, place) for index, entry in enumerate(group.entries) for place in strong_cuts(entry.text)]
    weak = [(index, place) for index, entry in enumerate(group.entries) for place in weak_cuts(entry.text, vocabulary)]
    cuts = strong + weak if len(strong) + len(weak) <= missing else strong if len(strong) <= missing else []
    for index, place in sorted(cuts, reverse=True):
        entry = group.entries[index]
        head, tail = entry.text[:place].strip(), entry.text[place:].strip()
        group.entries[index : index + 1] = [Entry(entry.no, head), Entry("", tail)]


def strong_cuts(text: str) -> list[int]:
    """Places where a new sentence begins after a semicolon or full stop."""
    return [match.end() for match in STRONG_CUT.finditer(text)]


def weak_cuts(text: str, vocabulary: Vocabulary) -> list[int]:
    """Places where an opening word stands with a capital right after a word that can end a phrase."""
    return [match.end() for match in WEAK_CUT.finditer(text) if opens_phrase(text, match, vocabulary)]


def read_items(text: str, vocabulary: Vocabulary, *, may_restart: bool, may_follow_words: bool) -> Items:
    """The items of a cell's text.

    Decides: a cell that begins with a number is a list in that number's style; other styles are inner lists and stay
    in their item; a number such as "1.2" is the text's own. `may_follow_words`: a list after leading words opens items
    too, and the words are the `preamble`.
    """
    if outline := OUTLINE.match(text):
        entry = Entry(*strip_number(text))
        unclear = ["unclear_list"] if OUTLINE.search(text, outline.end()) else []
        return Items([Group(entries=[entry])], unclear)
    markers = find_markers(text)
    start: int | None = 0 if markers and markers[0].start == 0 else None
    if start is None:
        start = listed_from(text, markers)
        if start is not None and not may_follow_words:
            return Items([Group(entries=[Entry("", text)])], ["unclear_list"])
    if start is None:
        unclear = ["unclear_list"] if any(marker.style == "1." for marker in markers) else []
        return Items([Group(entries=[Entry("", text)])] if text else [], unclear)
    return ListReader(text, vocabulary, may_restart=may_restart).read(markers, start)


def split_semicolons(items: Items) -> None:
    """Split a single unnumbered text "A; B; dan C." into its parts, noting it.

    Decides: at least two parts, each beginning with a capital after a semicolon.
    """
    if len(items.entries) != 1 or items.entries[0].no or items.notes:
        return
    parts = SEMICOLON_CUT.split(items.entries[0].text)
    if len(parts) > 1:
        items.groups[0].entries = [Entry("", part.strip()) for part in parts]
        items.note("unnumbered_list")
