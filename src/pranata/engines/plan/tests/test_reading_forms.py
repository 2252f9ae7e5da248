"""JSON and workbook: whatever the reader can say comes back the same; anything else is refused by path or cell."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    IndicatorReading,
    PlanReading,
    Remark,
    SubactivityReading,
    UnreadablePlan,
    from_json,
    read_plan,
    read_workbook,
    to_json,
    write_workbook,
)
from pranata.engines.plan.reading.text import CONTROL, fold
from pranata.engines.plan.reading.workbook import HIDDEN_HEADINGS
from pranata.engines.plan.tests.reading_text import DECREE, heading, row

REAL = read_plan(DECREE.read_bytes(), name="x")
MONTHS = st.lists(st.integers(1, 12), unique=True).map(sorted)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=60)
TEXT = ANY_TEXT.map(fold).filter(lambda text: not CONTROL.search(text))
FILLED = TEXT.filter(bool)
NUMBER = st.sampled_from(["", "1", "2", "17", "a"])
LINES = st.lists(st.integers(1, 9999), max_size=3)


@st.composite
def subactivities(draw):
    months = draw(MONTHS)
    narrower = st.none() | (st.lists(st.sampled_from(months), unique=True).map(sorted) if months else st.just([]))
    own = st.builds(IndicatorReading, FILLED, narrower.filter(lambda found: found != months))
    is_low = draw(st.booleans())
    return SubactivityReading(
        code="",
        no=draw(NUMBER),
        text=draw(TEXT),
        indicators=draw(st.lists(own, max_size=3)),
        months=months,
        source_lines=draw(LINES),
        confidence="low" if is_low else "high",
        as_printed=draw(ANY_TEXT) if is_low else None,
    )


@st.composite
def plans(draw):
    activity = st.builds(ActivityReading, NUMBER, TEXT, st.lists(subactivities(), min_size=1, max_size=3))
    numbers = draw(st.lists(st.integers(1, 99), unique=True, min_size=1, max_size=3))
    areas = [AreaReading(no, draw(TEXT), draw(st.lists(activity, min_size=1, max_size=2))) for no in numbers]
    for area in areas:
        for position, each in enumerate(area.activities, start=1):
            for place, sub in enumerate(each.subactivities, start=1):
                sub.code = f"{area.no}.{position}.{place}"
    severity = st.sampled_from(["info", "doubt", "error"])
    remark = st.builds(Remark, st.sampled_from(["shared_cell", "lain"]), severity, LINES, FILLED, TEXT)
    return PlanReading(REAL.decree, areas, draw(st.lists(remark, max_size=2)))


@settings(max_examples=12)
@given(plans())
def test_reading_is_the_same_when_it_went_through_json(reading):
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading


@settings(max_examples=12)
@given(plans())
def test_reading_is_the_same_when_it_went_through_a_workbook(reading):
    found = read_workbook(write_workbook(reading))

    for sub in reading.subactivities():
        sub.as_printed = None
    assert found == reading


def test_real_decree_is_the_same_when_it_went_through_both_forms():
    reading = read_plan(DECREE.read_bytes(), name="x")
    through_json = read_plan(json.dumps(to_json(reading)).encode(), name="x.json")
    through_workbook = read_plan(write_workbook(reading), name="x.xlsx")

    assert through_json == reading
    for sub in reading.subactivities():
        sub.as_printed = None
    assert through_workbook == reading


def test_json_has_exactly_the_promised_keys_when_a_row_is_plain():
    reading = read_plan("\n".join([*heading(), row("7", "A", "1. B", "2. C", "D", ticks=[1])]).encode(), name="x")
    (area,) = to_json(reading)["areas"]

    assert area == {
        "no": 7,
        "name": "A",
        "activities": [
            {
                "no": "1",
                "name": "B",
                "subactivities": [
                    {
                        "code": "7.1.1",
                        "no": "2",
                        "text": "C",
                        "indicators": ["D"],
                        "months": [1],
                        "source_lines": [4],
                        "confidence": "low",
                        "as_printed": row("7", "A", "1. B", "2. C", "D", ticks=[1]),
                    }
                ],
            }
        ],
    }


def test_text_is_text_when_it_looks_like_a_formula():
    subs = [
        SubactivityReading(f"1.1.{place}", "", f"{mark}1+1", [IndicatorReading(f"{mark}HYPERLINK()")], [1])
        for place, mark in enumerate("=+-@", start=1)
    ]
    data = write_workbook(PlanReading(areas=[AreaReading(1, "=A1", [ActivityReading("", "@SUM", subs)])]))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [sheet.count(b"<f>") for sheet in sheets] == [0, 0, 0]
    assert read_workbook(data).areas[0].activities[0].subactivities == subs


def test_workbook_shows_the_annex_as_the_decree_prints_it():
    import python_calamine  # noqa: PLC0415 -- only here the sheet itself is looked at

    reading = read_plan(DECREE.read_bytes(), name="x")
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(reading)))
    rows = workbook.get_sheet_by_name("Rencana Aksi").to_python(skip_empty_area=False)

    assert workbook.sheet_names == ["Rencana Aksi", "Keputusan", "Catatan"]
    assert rows[1][:6] == [
        "NO",
        "AREA PERUBAHAN",
        "KEGIATAN",
        "SUB KEGIATAN",
        "INDIKATOR KEBERHASILAN",
        "PELAKSANAAN (BULAN)",
    ]
    assert rows[3][:6] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    assert rows[4][:4] == [
        "1",
        "Manajemen Perubahan",
        "1. Perencanaan Reformasi Birokrasi",
        "Menetapkan Tim Reformasi Tahun 2021 Tim terdiri dari: 1) Tim Pengarah:",
    ]
    assert rows[4][5:17] == ["✓", "", "", "✓", *[""] * 8]


def test_workbook_is_the_same_bytes_when_written_twice():
    reading = read_plan(DECREE.read_bytes(), name="x")

    assert write_workbook(reading) == write_workbook(reading)


def plain_json() -> dict:
    return {
        "areas": [
            {
                "no": 1,
                "name": "A",
                "activities": [{"no": "1", "name": "B", "subactivities": [{"text": "C", "months": [1, 2]}]}],
            }
        ]
    }


def test_json_is_read_when_only_the_plan_is_given():
    (sub,) = from_json(plain_json()).subactivities()

    assert (sub.code, sub.text, sub.months, sub.confidence) == ("1.1.1", "C", [1, 2], "high")


BROKEN = [
    (lambda data: data.pop("areas"), "JSON bukan rencana: areas harus berupa larik."),
    (lambda data: data.update(areas=[]), "JSON bukan rencana: areas tidak memuat satu area pun."),
    (
        lambda data: data["areas"][0].update(no="1"),
        "JSON bukan rencana: areas[0].no harus berupa bilangan bulat 0 sampai 999.",
    ),
    (lambda data: data["areas"].append(data["areas"][0]), "JSON bukan rencana: nomor area 1 muncul lebih dari sekali."),
    (lambda data: data.update(decree=[]), "JSON bukan rencana: decree harus berupa objek."),
    (
        lambda data: data.update(remarks=[{"code": "x", "severity": "fatal"}]),
        "JSON bukan rencana: remarks[0].severity harus berupa salah satu dari info, doubt, error.",
    ),
]
SUB_PATH = "areas[0].activities[0].subactivities[0]"
BROKEN_SUBS = [
    ({"months": [2, 1]}, f"{SUB_PATH}.months harus berupa bulan 1 sampai 12 yang berurutan tanpa ulangan."),
    ({"months": [13]}, f"{SUB_PATH}.months[0] harus berupa bilangan bulat 1 sampai 12."),
    ({"months": [True]}, f"{SUB_PATH}.months[0] harus berupa bilangan bulat 1 sampai 12."),
    ({"indicators": [""]}, f"{SUB_PATH}.indicators[0] harus berupa teks yang tidak kosong."),
    (
        {"indicators": ["a"], "months_by_indicator": [[3]]},
        f"{SUB_PATH}.months_by_indicator[0] harus berupa bagian dari months.",
    ),
    ({"code": "1.1.2"}, f"{SUB_PATH}.code harus berupa 1.1.1 menurut letaknya."),
    ({"text": None}, f"{SUB_PATH}.text harus berupa teks."),
    ({"confidence": "medium"}, f"{SUB_PATH}.confidence harus berupa salah satu dari high, low."),
    ({"as_printed": 3}, f"{SUB_PATH}.as_printed harus berupa teks tanpa bita nol."),
]


@pytest.mark.parametrize(("spoil", "message"), BROKEN, ids=[message[20:60] for _, message in BROKEN])
def test_json_is_refused_by_path_when_its_shape_is_wrong(spoil, message):
    data = plain_json()
    spoil(data)

    with pytest.raises(UnreadablePlan) as refusal:
        from_json(data)
    assert refusal.value.message == message


@pytest.mark.parametrize(("changes", "message"), BROKEN_SUBS, ids=[message[44:80] for _, message in BROKEN_SUBS])
def test_json_is_refused_by_path_when_a_subactivity_is_wrong(changes, message):
    data = plain_json()
    data["areas"][0]["activities"][0]["subactivities"][0].update(changes)

    with pytest.raises(UnreadablePlan) as refusal:
        from_json(data)
    assert refusal.value.message == f"JSON bukan rencana: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "JSON tidak dapat dibaca: baris 1 kolom 2."),
        ("[" * 100_000, "JSON tidak dapat dibaca: angka terlalu panjang atau susunan terlalu dalam."),
        ('{"areas": ' + "9" * 5000 + "}", "JSON tidak dapat dibaca: angka terlalu panjang atau susunan terlalu dalam."),
        ("[]", "JSON bukan rencana: akar harus berupa objek."),
    ],
    ids=["open", "deep", "long", "list"],
)
def test_json_is_refused_when_it_cannot_be_decoded(text, message):
    with pytest.raises(UnreadablePlan) as refusal:
        read_plan(text.encode(), name="x.json")
    assert refusal.value.message == f"x.json: {message}"


def sheet(*cells: tuple[str, str], name: str = "Rencana Aksi") -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    page = workbook.add_worksheet(name)
    for place, text in cells:
        page.write_string(place, text)
    workbook.close()
    return buffer.getvalue()


HEADINGS = list(zip("ABCDE", heading()[0].split("\t"), strict=False))
SHORT_MONTHS = list(zip("FGHIJKLMNOPQ", "JAN FEB MAR APR MEI JUN JUL AGT SEP OKT NOV DES".split(), strict=True))
HIDDEN = [(f"{letter}2", name) for letter, name in zip("RSTUV", HIDDEN_HEADINGS, strict=True)]
TABLE = [(f"{letter}1", name) for letter, name in HEADINGS]
TABLE += [*HIDDEN, *((f"{letter}2", name) for letter, name in SHORT_MONTHS)]
FOREIGN = "Berkas XLSX ini bukan ekspor rencana aksi Pranata"
NO_SHEET = "Tidak ada lembar dengan kolom kegiatan, sub kegiatan dan indikator (lembar: “{}”)."
BAD_SHEETS = [
    (sheet(("A1", "x"), name="Sheet1"), NO_SHEET.format("Sheet1")),
    (sheet(("A1", "x")), NO_SHEET.format("Rencana Aksi")),
    (sheet(*HIDDEN), f"{FOREIGN}: judul kolom tidak ditemukan pada lembar “Rencana Aksi”."),
    (sheet(*TABLE[:-1]), f"{FOREIGN}: nama bulan pada baris 2 tidak sesuai."),
    (sheet(*TABLE), "Lembar “Rencana Aksi” tidak memuat satu subkegiatan pun."),
    (sheet(*TABLE, ("A4", "satu"), ("D4", "x")), "Sel A4 pada lembar “Rencana Aksi” harus berupa nomor area."),
    (
        sheet(*TABLE, ("A4", "1"), ("D4", "x"), ("F4", "ya")),
        "Sel F4 pada lembar “Rencana Aksi” harus berupa centang atau kosong.",
    ),
    (
        sheet(*TABLE, ("A30000", "1")),
        "Berkas XLSX memuat sel atau baris 30000 di luar batas 20000 baris dan 200 kolom.",
    ),
    (
        sheet(*TABLE, ("ZZ4", "1")),
        "Berkas XLSX memuat sel atau baris ZZ4 di luar batas 20000 baris dan 200 kolom.",
    ),
]


@pytest.mark.parametrize(("data", "message"), BAD_SHEETS, ids=[message[:50] for _, message in BAD_SHEETS])
def test_workbook_is_refused_by_cell_when_it_is_not_ours(data, message):
    with pytest.raises(UnreadablePlan) as refusal:
        read_plan(data, name="x.xlsx")
    assert refusal.value.message == f"x.xlsx: {message}"


def test_workbook_is_read_when_a_person_typed_it_without_hidden_columns():
    cells = [
        ("A4", "2."),
        ("B4", "Area"),
        ("C4", "1. Kegiatan"),
        ("D4", "1. Alfa"),
        ("E4", "Satu"),
        ("F4", "v"),
        ("E5", "Dua"),
    ]
    (area,) = read_workbook(sheet(*TABLE, *cells)).areas

    assert area == AreaReading(
        2,
        "Area",
        [
            ActivityReading(
                "1",
                "Kegiatan",
                [
                    SubactivityReading(
                        "2.1.1", "1", "Alfa", [IndicatorReading("Satu"), IndicatorReading("Dua", [])], [1]
                    )
                ],
            )
        ],
    )


SMALL_WORKBOOK = write_workbook(from_json(plain_json()))


@given(st.binary(max_size=200), st.integers(0, len(SMALL_WORKBOOK) - 1))
def test_damaged_workbook_is_refused_or_read_when_bytes_change(noise, place):
    damaged = SMALL_WORKBOOK[:place] + noise + SMALL_WORKBOOK[place + len(noise) :]
    with contextlib.suppress(UnreadablePlan):
        assert len(read_plan(damaged, name="x.xlsx").areas) == 1
