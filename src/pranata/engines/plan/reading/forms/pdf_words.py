"""Words of a PDF at the ends of lines: which of them belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
STROKE = re.compile(r"\S*[^\W\d_]/[^\W\d_]\S*")
HEAD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
TAIL = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Words:
    """The words of a document, to ask whether one was cut in two."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.count: Counter[str] = Counter()
        self.strokes: set[str] = set()  # "unit/satuan"
        self.spaced_strokes = 0  # "unit/ satuan"
        for text in texts:
            self.strokes.update(word.lower().strip(".,;:()") for word in STROKE.findall(text))
            self.spaced_strokes += text.count("/ ")
            self.count.update(word.lower() for word in WORD.findall(text))

    def known(self, word: str) -> bool:
        return self.count[word.lower()] > 0

    def joined_lines(self, lines: list[str]) -> tuple[str, list[str]]:
        """(the lines of one cell or paragraph as one text, words that were put together by guess).

        Decides: after a soft hyphen the word goes on. After a hyphen it goes on as it is known in the document, with
        the hyphen or without; where neither is known, with it when a half is a word by itself or begins with a
        capital, as in "jenis-jenis" and "e-PPID", else without.
        """
        text = ""
        guessed: list[str] = []
        for line in filter(None, lines):
            if text.endswith("\u00ad"):
                text = text[:-1] + line
            elif text.endswith("-") and not text.endswith((" -", "--")) and line[:1].isalpha() and text != "-":
                text, guess = self.over_hyphen(text, line)
                guessed += guess
            elif text.endswith("/") and not text.endswith(" /") and line[:1].isalpha() and self.is_linked(text, line):
                text += line
            else:
                text = f"{text} {line}".strip()
        return text.replace("\u00ad", ""), guessed

    def is_linked(self, text: str, line: str) -> bool:
        """Whether a stroke at the end of a line links two words without a space, as it mostly does in the document."""
        linked = f"{text.split()[-1]}{line.split()[0]}".lower().strip(".,;:()")
        return linked in self.strokes or self.spaced_strokes <= len(self.strokes)

    def over_hyphen(self, text: str, line: str) -> tuple[str, list[str]]:
        """Two lines of which the first ends in a hyphen."""
        head, tail = HEAD.search(text[:-1]), TAIL.match(line)
        if head is None or tail is None or line[0].isupper():
            return text + line, []
        whole, linked = head.group() + tail.group(), f"{head.group()}-{tail.group()}"
        if self.known(linked) or head.group().lower() == tail.group().lower():
            return text + line, []
        if self.known(whole):
            return text[:-1] + line, []
        if len(head.group()) < 3 or self.count[head.group().lower()] > 1 or self.count[tail.group().lower()] > 1:
            return text + line, [linked]
        return text[:-1] + line, [whole]

    def is_cut(self, before: str, after: str) -> bool:
        """Whether the last word of one page and the first of the next are halves of one word.

        Decides: both halves together are a word of the document, and one of the halves is none elsewhere.
        """
        head, tail = HEAD.search(before), TAIL.match(after)
        if head is None or tail is None or tail.group()[0].isupper() or not self.known(head.group() + tail.group()):
            return False
        return self.count[head.group().lower()] <= 1 or self.count[tail.group().lower()] <= 1
