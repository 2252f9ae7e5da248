"""Whatever comes in, the reader refuses it in words or reads it; it never fails and never invents."""

from __future__ import annotations

import contextlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pranata.engines.plan.reading import UnreadablePlan, from_json, read_plan, to_json
from pranata.engines.plan.reading.text import clean
from pranata.engines.plan.tests.reading_text import (
    DECREE,
    annex,
    first,
    heading,
    indicators,
    only,
    read,
    row,
    texts,
)

LINES = DECREE.read_text(encoding="utf-8").split("\n")
WORDS = st.sampled_from("Menyusun Rencana Tersedianya laporan Data survei layanan kerja SOP e-PPID".split())
PHRASE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
TICKS = st.lists(st.integers(1, 12), unique=True, min_size=1).map(sorted)


def read_or_refuse(data: bytes) -> None:
    """Read; the only failure allowed is a refusal, and what is read survives its own JSON."""
    with contextlib.suppress(UnreadablePlan):
        reading = read_plan(data, name="x")
        assert from_json(to_json(reading)) == reading


@given(st.binary(max_size=400))
def test_bytes_are_refused_or_read_when_they_are_garbage(data):
    read_or_refuse(data)


@given(st.text(max_size=400))
def test_text_is_refused_or_read_when_it_is_garbage(text):
    read_or_refuse(text.encode("utf-8", "replace"))


CELL = st.text(st.sampled_from("aZ1.2) (:;%<p>&/\u00a0✓-=x\u0001é\U0001f600"), max_size=20)


@given(st.lists(st.lists(CELL, min_size=2, max_size=22), min_size=1, max_size=6))
def test_annex_is_refused_or_read_when_its_cells_are_garbage(rows):
    read_or_refuse(annex(*("\t".join(cells) for cells in rows), columns=19))


@given(st.lists(st.tuples(PHRASE, PHRASE, TICKS), min_size=1, max_size=6))
def test_plan_is_read_as_written_when_rows_are_plain(rows):
    numbered = [(f"{place}. {text}", indicator, ticks) for place, (text, indicator, ticks) in enumerate(rows, start=1)]
    lines = [first(*numbered[0][:2], numbered[0][2])]
    lines += [row("", "", "", text, indicator, ticks=ticks) for text, indicator, ticks in numbered[1:]]
    reading = read(*lines)

    assert texts(reading) == [text for text, _, _ in rows]
    assert [sub.months for sub in reading.subactivities()] == [ticks for _, _, ticks in rows]
    assert [indicators(sub) for sub in reading.subactivities()] == [[indicator] for _, indicator, _ in rows]
    assert [sub.no for sub in reading.subactivities()] == [str(place) for place in range(1, len(rows) + 1)]


@pytest.mark.parametrize("removed", range(76, 212), ids=[str(number) for number in range(77, 213)])
def test_high_rows_say_what_is_printed_when_a_line_is_missing(removed):
    lines = LINES[:removed] + LINES[removed + 1 :]
    reading = read_plan("\n".join(lines).encode(), name="x")

    for sub in reading.subactivities():
        if sub.confidence == "high":
            rows = [lines[number - 1].split("\t") for number in sub.source_lines]
            ticked = {index - 4 for cells in rows for index, cell in enumerate(cells) if cell == "✓"}
            assert ticked == set(sub.months)
            assert sub.text in clean(rows[0][3])


@settings(max_examples=10)
@given(st.lists(st.integers(0, len(LINES) - 1), min_size=2, max_size=40, unique=True))
def test_plan_is_refused_or_read_when_many_lines_are_missing(removed):
    read_or_refuse("\n".join(line for index, line in enumerate(LINES) if index not in removed).encode())


@settings(max_examples=10)
@given(st.permutations(LINES[77:211]))
def test_plan_is_refused_or_read_when_its_lines_are_shuffled(lines):
    read_or_refuse("\n".join(lines).encode())


SLOW = {
    "strays": annex(first("Alfa", "Satu"), *["kata"] * 100_000, row("kata", "Dua", ticks=[1])),
    "spaces": annex(first("Alfa" + " " * 15_000 + ".", "Satu")),
    "numbers": annex(first("1. " * 6_000, "2) " * 6_000)),
    "brackets": annex(first("(" * 19_000, "<p>" * 6_000)),
    "tags": annex(first("<a" * 9_000, "< " * 9_000)),
    "semicolons": annex(first("A; " * 6_000, "A; " * 6_000)),
    "rows": annex(*[first("Alfa", "Satu")] * 2_500),
    "words": annex(*[first(" ".join(f"kata{place}x{n}" for n in range(900)), "Satu") for place in range(50)]),
    "wide lines": b"Menimbang : " + b"a " * 1_000_000 + b"\n" + annex(first("Alfa", "Satu")),
    "blank page lines": annex(first("Alfa", "Satu"))
    + b"\n"
    + (b" " * 1_000_000 + b"-\n") * 3
    + row("", "", "", "B", "C").encode(),
    "dots": b". " * 2_000_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_hostile_file_never_makes_the_reader_hang(name):
    start = time.process_time()
    read_or_refuse(SLOW[name])

    assert time.process_time() - start < 30  # seconds of processor; what grows with the square takes many minutes


def test_markup_is_only_text_when_a_cell_holds_a_script():
    sub = only(read(first("<script>alert(1)</script> Alfa &lt;b&gt;", "Satu")))

    assert sub.text == "alert(1) Alfa <b>"


def test_no_rule_knows_the_words_of_one_decree():
    from pathlib import Path  # noqa: PLC0415 -- only this test looks at the sources

    sources = Path(heading.__globals__["__file__"]).parents[1] / "reading"
    known = re.compile(r"trenggalek|3503|ppid|gratifikasi|wbs|lhkpn|jdih|arsip|gembong|wiratno", re.IGNORECASE)

    assert [path.name for path in sorted(sources.glob("*.py")) if known.search(path.read_text(encoding="utf-8"))] == []
