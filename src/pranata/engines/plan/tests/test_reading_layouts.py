"""Layouts of many offices, each as XLSX, DOCX and PDF: read right, or every row that is not is marked low."""

from __future__ import annotations

import pytest

from pranata.engines.plan.reading import PlanReading, UnreadablePlan, read_plan
from pranata.engines.plan.tests.reading_files import confidences
from pranata.engines.plan.tests.reading_layouts import (
    ABOVE,
    FORMS,
    HEADING,
    LEFT,
    NAMES,
    SHORT_MONTHS,
    Rows,
    pdf_pages,
    ticked,
)
from pranata.engines.plan.tests.reading_text import codes

ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
NUMBERS = [str(month) for month in range(1, 13)]
PLAN = [
    (1, "Manajemen Perubahan", "Membangun tim", "Menyusun rencana kerja", "Rencana kerja tersusun", [1, 2]),
    (1, "Manajemen Perubahan", "Membangun tim", "Menilai rencana kerja", "Hasil penilaian rencana", [6]),
    (1, "Manajemen Perubahan", "Melatih agen", "Melatih agen perubahan", "Agen terlatih seluruhnya", [3, 9]),
    (2, "Penataan Organisasi", "Mengevaluasi lembaga", "Menilai kelembagaan", "Laporan evaluasi lembaga", [12]),
]
TEXTS = [
    ["1", "Manajemen Perubahan", "1. Membangun tim", "1. Menyusun rencana kerja", "Rencana kerja tersusun"],
    ["", "", "", "2. Menilai rencana kerja", "Hasil penilaian rencana"],
    ["", "", "2. Melatih agen", "1. Melatih agen perubahan", "Agen terlatih seluruhnya"],
    ["2", "Penataan Organisasi", "1. Mengevaluasi lembaga", "1. Menilai kelembagaan", "Laporan evaluasi lembaga"],
]
MONTHS = [row[-1] for row in PLAN]
BODY = [ticked(texts, *months) for texts, months in zip(TEXTS, MONTHS, strict=True)]


def rows_of(reading: PlanReading) -> list[tuple[object, ...]]:
    return [
        (area.no, area.name, activity.name, sub.text, *(item.text for item in sub.indicators), sub.months)
        for area in reading.areas
        for activity in area.activities
        for sub in activity.subactivities
    ]


def headed(months: list[str], schedule: str = "PELAKSANAAN (BULAN)") -> Rows:
    """A heading over two rows with these names of the schedule's columns."""
    return [[*NAMES, schedule, *[LEFT] * (len(months) - 1)], [*[ABOVE] * 5, *months]]


def inserted(rows: Rows, place: int, cells: list[str]) -> Rows:
    """The same rows with one column more."""
    return [[*row[:place], cell, *row[place:]] for row, cell in zip(rows, cells, strict=True)]


def banded(*bands: str) -> Rows:
    """A table without an area column: each area is a row across the table, and NO counts activities."""
    rows = [["NO", *NAMES[2:], "BULAN", *[LEFT] * 11], [*[ABOVE] * 4, *SHORT_MONTHS]]
    for place, (texts, months) in enumerate(zip(TEXTS, MONTHS, strict=True)):
        if texts[0]:
            rows.append([bands[place > 0], *[LEFT] * 15])
        number, _, name = texts[2].partition(". ")
        rows.append(ticked([number, name, *texts[3:]], *months, tick="v"))
    return rows


def headed_areas(*labels: str, places: tuple[int, int] = (0, 1)) -> Rows:
    """A table without an area column: each area is a row with its label and name where activities have theirs."""
    rows = banded(*labels)
    for row, name in zip([each for each in rows if each[0] in labels], AREA_NAMES, strict=True):
        label, row[0] = row[0], ""
        row[1:] = [""] * 15
        row[places[1]] = name
        row[places[0]] = f"{label}. {row[places[0]]}" if row[places[0]] else label
    return rows


def weekly(heading: Rows) -> Rows:
    """Every month as four weeks, ticks in the second and third."""
    body = [[*row[:5], *(cell for tick in row[5:] for cell in ("", tick, tick, ""))] for row in BODY]
    return heading + body


AREA_NAMES = ("Manajemen Perubahan", "Penataan Organisasi")
WEEKS = [cell for month in SHORT_MONTHS for cell in (month, LEFT, LEFT, LEFT)]
QUARTERED = [cell for quarter in ROMAN[:4] for cell in (f"TW {quarter}", LEFT, LEFT)]
RIGHT = {
    "usual": HEADING + BODY,
    "tick V": HEADING + [[cell.replace("✓", "V") for cell in row] for row in BODY],
    "tick x": HEADING + [[cell.replace("✓", "x") for cell in row] for row in BODY],
    "dots": HEADING + [[cell.replace("✓", "●") for cell in row] for row in BODY],
    "squares": HEADING + [[cell.replace("✓", "■") for cell in row] for row in BODY],
    "numbered months": headed(NUMBERS) + BODY,
    "roman months": headed(ROMAN) + BODY,
    "other names": headed("Jan Peb Maret April Mei Juni Juli Agust Sept Okt Nop Des".split()) + BODY,
    "year above the months": headed(SHORT_MONTHS, "TAHUN 2022") + BODY,
    "year above numbers": headed(NUMBERS, "TAHUN 2022") + BODY,
    "unknown words above the months": headed(SHORT_MONTHS, "TAHAPAN") + BODY,
    "months in the heading": [NAMES + SHORT_MONTHS, *BODY],
    "numbers in the heading": [NAMES + NUMBERS, *BODY],
    "roman in the heading": [NAMES + ROMAN, *BODY],
    "quarters above months": [HEADING[0], [*[ABOVE] * 5, *QUARTERED], HEADING[1], *BODY],
    "quarters for a heading": [NAMES + QUARTERED, HEADING[1], *BODY],
    "numbered columns": [*HEADING, [*NUMBERS, "13", "14", "15", "16", "17"], *BODY],
    "broken numbers of columns": [*HEADING, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6 )", *[LEFT] * 11], *BODY],
    "letters": [*HEADING, *([*row[:2], row[2].replace("1.", "a.").replace("2.", "b."), *row[3:]] for row in BODY)],
    "roman areas": [*HEADING, *([{"1": "I", "2": "II"}.get(row[0], ""), *row[1:]] for row in BODY)],
    "indicator first": [[*row[:3], row[4], row[3], *row[5:]] for row in HEADING + BODY],
    "months first": [[*row[5:], *row[:5]] for row in HEADING + BODY],
    "officer": inserted(HEADING + BODY, 5, ["PIC", ABOVE, "Ketua", "", "Kasubag", ""]),
    "areas across the table": banded("AREA 1: Manajemen Perubahan", "AREA 2: Penataan Organisasi"),
    "roman areas across the table": banded("I. Manajemen Perubahan", "II. Penataan Organisasi"),
    "lettered areas among the activities": headed_areas("A", "B"),
    "roman areas among the activities": headed_areas("I", "II"),
    "lettered areas where activities are named": headed_areas("A", "B", places=(1, 1)),
    "weeks": weekly([[*row[:5], *other] for row, other in zip(
        [HEADING[0][:5], [ABOVE] * 5, [ABOVE] * 5],
        [["PELAKSANAAN", *[LEFT] * 47], WEEKS, ["I", "II", "III", "IV"] * 12], strict=True,
    )]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", RIGHT)
def test_plan_is_read_right_when_an_office_lays_it_out_like_this(layout, form):
    reading = read_plan(FORMS[form](RIGHT[layout]), name=f"contoh.{form}")

    assert rows_of(reading) == PLAN
    assert confidences(reading) == ["high"] * 4


def period_rows(names: list[str], schedule: str, length: int) -> Rows:
    """The plan with a tick in every period that has one of its months."""
    ticks = [{(month - 1) // length for month in months} for months in MONTHS]
    body = [
        [*texts, *("✓" if place in own else "" for place in range(len(names)))]
        for texts, own in zip(TEXTS, ticks, strict=True)
    ]
    return headed(names, schedule) + body


QUARTERS = [[1, 2, 3], [4, 5, 6], [1, 2, 3, 7, 8, 9], [10, 11, 12]]
HALVES = [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], list(range(1, 13)), [7, 8, 9, 10, 11, 12]]
THIRDS = [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4, 9, 10, 11, 12], [9, 10, 11, 12]]
PERIODS = {
    "TW": (period_rows(["TW I", "TW II", "TW III", "TW IV"], "PELAKSANAAN", 3), QUARTERS, "triwulan", "ketiga"),
    "words": (period_rows([f"Triwulan {n}" for n in "1234"], "WAKTU", 3), QUARTERS, "triwulan", "ketiga"),
    "said above": (period_rows(ROMAN[:4], "PELAKSANAAN (TRIWULAN)", 3), QUARTERS, "triwulan", "ketiga"),
    "only above": (period_rows(ROMAN[:4], "TRIWULAN", 3), QUARTERS, "triwulan", "ketiga"),
    "four numbers": (period_rows(NUMBERS[:4], "WAKTU PELAKSANAAN", 3), QUARTERS, "triwulan", "ketiga"),
    "halves": (period_rows(["Semester I", "Smt. 2"], "WAKTU", 6), HALVES, "semester", "keenam"),
    "thirds": (period_rows([f"Caturwulan {n}" for n in ROMAN[:3]], "WAKTU", 4), THIRDS, "caturwulan", "keempat"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", PERIODS)
def test_all_months_of_a_period_are_doubtful_when_columns_are_no_months(layout, form):
    rows, months, name, words = PERIODS[layout]
    reading = read_plan(FORMS[form](rows), name=f"contoh.{form}")
    (remark,) = [remark for remark in reading.remarks if remark.code == "quarter_columns"]

    assert rows_of(reading) == [(*row[:-1], own) for row, own in zip(PLAN, months, strict=True)]
    assert confidences(reading) == ["low"] * 4
    assert (remark.severity, remark.message) == ("doubt", f"Jadwal per {name}; dibaca sebagai {words} bulannya.")


def test_quarters_are_read_when_the_decree_is_text():
    text = "\n".join("\t".join("" if cell in (ABOVE, LEFT) else cell for cell in row) for row in PERIODS["TW"][0])
    reading = read_plan(text.encode(), name="contoh.txt")

    assert [sub.months for sub in reading.subactivities()] == QUARTERS
    assert codes(reading) == ["quarter_columns"]


def test_rows_are_low_when_months_are_only_a_few_numbers():
    reading = read_plan(FORMS["xlsx"](period_rows(NUMBERS[:6], "PELAKSANAAN", 1)), name="contoh.xlsx")

    assert [sub.months for sub in reading.subactivities()] == [[1, 2], [6], [3], []]
    assert confidences(reading) == ["low", "low", "low", "high"]
    assert codes(reading) == ["file_form", "numbered_months", "no_schedule"]


DOUBTFUL = {
    "quarters between months": [
        [*row[:5], *(cell for place in range(0, 12, 3) for cell in (*row[5 + place : 8 + place], more))]
        for row, more in zip(HEADING + BODY, [LEFT, "TW", "25%", "25%", "25%", "25%"], strict=True)
    ],
    "plan and done": [
        [*row, *(["REALISASI", *[LEFT] * 11] if row is HEADING[0] else row[5:])] for row in HEADING + BODY
    ],
    "month in the tick": HEADING + [
        [*row[:5], *(name if tick else "" for tick, name in zip(row[5:], SHORT_MONTHS, strict=True))] for row in BODY
    ],
    "ones and noughts": HEADING + [[*row[:5], *("1" if tick else "0" for tick in row[5:])] for row in BODY],
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", DOUBTFUL)
def test_every_row_is_low_when_the_schedule_has_to_be_interpreted(layout, form):
    reading = read_plan(FORMS[form](DOUBTFUL[layout]), name=f"contoh.{form}")

    assert [row[:-1] for row in rows_of(reading)] == [row[:-1] for row in PLAN]
    assert confidences(reading) == ["low"] * 4


BRING = "bawa berkas DOCX aslinya, atau PDF yang disimpan langsung dari Word"
REFUSALS = (
    "contoh.pdf: Berkas tidak memuat tabel lampiran dengan kolom kegiatan, sub kegiatan dan indikator.",
    f"contoh.pdf: Judul kolom tabel pada halaman 1 PDF ini tidak terbaca; {BRING}.",
    f"contoh.pdf: Kolom tabel pada halaman 1 PDF ini tidak dapat dipisahkan; {BRING}.",
)


def wrong_rows(data: bytes) -> list[tuple[object, ...]] | str:
    """The rows read wrongly without being marked, or why the file is refused."""
    try:
        reading = read_plan(data, name="contoh.pdf")
    except UnreadablePlan as refusal:
        return refusal.message
    found = zip(rows_of(reading), reading.subactivities(), strict=True)
    return [row for row, sub in found if row not in PLAN and sub.confidence == "high"]


@pytest.mark.parametrize("layout", [*RIGHT, *DOUBTFUL])
def test_no_wrong_row_is_high_when_a_pdf_has_no_lines(layout):
    assert wrong_rows(pdf_pages(RIGHT.get(layout) or DOUBTFUL[layout], ruled=False)) in ([], *REFUSALS)
