"""Any plan survives export and import: what is written as JSON, XLSX or DOCX is read as the same plan.

JSON carries the whole reading. XLSX carries all of it but the printed lines (`as_printed`). In DOCX "the same plan"
means: the same areas, activities, sub-activities, indicators and months with every number and word, and of the decree
the same number, title, place, date, considerations, legal basis and dictum. A DOCX is a decree as people sign it;
remarks, confidence and source lines are about the file that was read, and so are new for each file.

No reader gives an indicator months of its own that are its sub-activity's, nor DOCX an activity or sub-activity without
number and words that has nothing beside or below it; so these plans have none either.
"""

from __future__ import annotations

import json
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pranata.base.paper.letterhead import Letterhead
from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    IndicatorReading,
    PlanReading,
    Remark,
    SubactivityReading,
    read_plan,
    to_json,
    write_workbook,
)
from pranata.engines.plan.reading.model import AnnexHeading, Dictum, LabelledText, PrintedNumber, Signatory
from pranata.engines.plan.reading.text import fold
from pranata.engines.plan.tests.writing_sample import letterhead, sample
from pranata.engines.plan.writing import write_docx

# What readers look for: numbers, lists, ticks, headings, formulas, markup, escapes, marks nobody sees.
FRAGMENTS = (
    "1.", "2.", "1)", "(a)", "a.", "1.3", "12", "0", "-", ".", "✓", "v", "X", "√", ";", "dan", ":", "A; B; dan C",
    "• satu", "NO", "KEGIATAN", "SUB KEGIATAN", "JAN", "Januari s.d. Maret", "(1)", "Ditetapkan di", "LAMPIRAN",
    "pada tanggal 1 Januari 2022", "Menimbang :", "NOMOR : 1/X/2022", "lanjutan", "Tersusunnya", "Laporan", "=1+1",
    "@x", "'kutip", '"', "TRUE", "<p>", "</td>", "&amp;", "&", "_x0041_", "\\n", "{urut}", "%", "ﬁ", "☐", "☒",
    "a\u00adb", "a\u2011b", "e\u0301", "漢字", "😀", "\u202eabc", "\x80", "\ufdd0",
)  # fmt: skip
NUMBERS = st.one_of(st.just(""), st.integers(1, 12).map(str), st.sampled_from(["a", "IV", "1.3", "1)", "(2)", "3."]))
WORDS = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12))
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: fold(" ".join(words)) or "teks")
MONTHS = st.sets(st.integers(1, 12)).map(sorted)
LINES = st.lists(st.integers(1, 9_999), max_size=3)


@st.composite
def subactivities(draw) -> SubactivityReading:
    """A sub-activity with indicators that share its months or have fewer of them."""
    months = draw(MONTHS)
    narrower = st.sets(st.sampled_from(months)).map(sorted) if months else st.just([])
    indicators = [
        IndicatorReading(text, None if own == months else own)
        for text, own in draw(st.lists(st.tuples(TEXTS, st.one_of(st.none(), narrower)), max_size=3))
    ]
    text = draw(TEXTS if not indicators and not months else st.one_of(st.just(""), TEXTS))
    confidence = draw(st.sampled_from(["high", "low"]))
    printed = draw(st.one_of(st.none(), st.sampled_from(["1.\tA\t✓", "a\nb"])))
    return SubactivityReading("", draw(NUMBERS), text, indicators, months, draw(LINES), confidence, printed)


@st.composite
def activities(draw) -> ActivityReading:
    below = draw(st.lists(subactivities(), max_size=3))
    return ActivityReading(draw(NUMBERS), draw(st.one_of(st.just(""), TEXTS) if below else TEXTS), below)


@st.composite
def areas(draw) -> list[AreaReading]:
    """Areas in the order of their numbers, at least one of them with a sub-activity; codes by position."""
    numbers = sorted(draw(st.sets(st.integers(0, 999), min_size=1, max_size=4)))
    found = [
        AreaReading(no, draw(st.one_of(st.just(""), TEXTS)), draw(st.lists(activities(), max_size=3))) for no in numbers
    ]
    found[-1].activities.append(ActivityReading("9", "Kegiatan", [draw(subactivities())]))
    for area in found:
        for position, activity in enumerate(area.activities, start=1):
            for place, sub in enumerate(activity.subactivities, start=1):
                sub.code = f"{area.no}.{position}.{place}"
    return found


CLAUSES = st.lists(st.builds(LabelledText, NUMBERS, TEXTS), max_size=3)
DAYS = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
YEARS = st.one_of(st.none(), st.integers(1, 9999))
DECREES = st.builds(
    DecreeReading,
    number=TEXTS,
    numbers=st.lists(st.builds(PrintedNumber, TEXTS, LINES), max_size=2),
    title=TEXTS,
    office_name=TEXTS,
    office_code=st.sampled_from(["", "3503"]),
    year=YEARS,
    place=TEXTS,
    date=DAYS,
    is_copy=st.booleans(),
    considerations=CLAUSES,
    legal_basis=CLAUSES,
    decides=TEXTS,
    dictum=st.lists(st.builds(Dictum, NUMBERS, TEXTS, CLAUSES), max_size=2),
    signatories=st.lists(st.builds(Signatory, TEXTS, TEXTS, LINES), max_size=4),
    annex=st.builds(AnnexHeading, TEXTS, TEXTS, TEXTS, YEARS, TEXTS, DAYS),
)
REMARKS = st.lists(
    st.builds(
        Remark, st.just("no_schedule"), st.sampled_from(["info", "doubt", "error"]), LINES, TEXTS, st.just("1.1.1")
    ),
    max_size=2,
)
PLANS = st.builds(PlanReading, DECREES, areas(), REMARKS)


def without_printed_lines(reading: PlanReading) -> PlanReading:
    for sub in reading.subactivities():
        sub.as_printed = None
    return reading


def plan_of(reading: PlanReading) -> list[AreaReading]:
    """The areas without what is said about the file they were read from."""
    for sub in reading.subactivities():
        sub.source_lines, sub.confidence, sub.as_printed = [], "high", None
    return reading.areas


def one_row(text: str) -> list[AreaReading]:
    sub = SubactivityReading("1.1.1", "", text, [IndicatorReading(text)], [1])
    return [AreaReading(1, text, [ActivityReading("", text, [sub])])]


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_plan_is_the_same_when_written_as_json(reading):
    assert read_plan(json.dumps(to_json(reading), ensure_ascii=False).encode(), name="rencana.json") == reading


@settings(max_examples=40, deadline=None)
@given(PLANS)
@example(PlanReading(areas=one_row("_x0041_ 1. =1+1")))
@example(PlanReading(areas=[AreaReading(0, ""), *one_row("A")]))
@example(PlanReading(areas=[*one_row("A"), AreaReading(2, "B", [ActivityReading("1", ""), ActivityReading("", "C")])]))
def test_plan_is_the_same_when_written_as_xlsx(reading):
    again = read_plan(write_workbook(reading), name="rencana.xlsx")

    assert again == without_printed_lines(reading)


@settings(max_examples=40, deadline=None)
@given(areas())
@example(one_row("1. A 2. B"))
@example(one_row("A; B; dan C"))
@example([*one_row("A"), AreaReading(2, "B", [ActivityReading("1", "")])])
def test_plan_is_the_same_when_written_as_docx(found):
    reading = PlanReading(areas=found)

    again = read_plan(write_docx(reading, Letterhead()).content, name="rencana.docx")

    assert {sub.confidence for sub in again.subactivities()} == {"high"}
    assert plan_of(again) == plan_of(reading)


@settings(max_examples=15, deadline=None)
@given(
    number=st.builds("{}/HK.03.1/{}/{}".format, st.integers(1, 999), st.integers(1000, 9999), st.integers(2000, 2099)),
    title=st.lists(
        st.sampled_from("PENETAPAN RENCANA AKSI REFORMASI BIROKRASI TAHUN 2024 (PERUBAHAN)".split()), min_size=1
    ),
    place=st.sampled_from(["Contoh", "Kota Contoh", "Contoh-Contoh Raya"]),
    day=st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    is_copy=st.booleans(),
)
def test_decree_is_the_same_when_written_as_docx(number, title, place, day, is_copy):
    reading = sample()
    decree = reading.decree
    decree.number, decree.title, decree.place, decree.date = number, " ".join(title), place, day.isoformat()
    decree.is_copy = is_copy
    decree.annex = AnnexHeading(number, decree.title, "RENCANA AKSI", 2024, place, decree.date)

    again = read_plan(write_docx(reading, letterhead()).content, name="keputusan.docx").decree

    assert (again.number, again.title, again.place, again.date) == (number, decree.title, place, day.isoformat())
    assert (again.annex.number, again.annex.title, again.annex.date) == (number, decree.title, day.isoformat())
    assert (again.considerations, again.legal_basis, again.dictum) == (
        decree.considerations,
        decree.legal_basis,
        decree.dictum,
    )
