import io
import zipfile
from decimal import Decimal

import pytest
import python_calamine
from django.core.files.base import ContentFile

from golden_sheets import answers as golden_answers
from golden_sheets import computed, spreadsheet
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Line
from pranata.engines.assessments.actions import answering, sheets
from pranata.engines.assessments.actions.sheets import open_sheet
from pranata.engines.assessments.filled import Filling, columns, lines_of
from pranata.engines.assessments.instruments import by_key, instruments
from pranata.engines.assessments.models import Answer
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.replies import Reply, reply_of
from pranata.engines.assessments.tests.factories import item_of
from pranata.engines.assessments.workbook import write_sheet
from pranata.lib import clock

CURRENT = [each.key for each in instruments() if not each.is_historical]


def answered_sheet(office, secretary, key):
    instrument = by_key(key)
    subject = "Layanan contoh" if instrument.per_subject else ""
    year = max(2022, instrument.valid_from.year)
    sheet = open_sheet(office, key, year=year, subject=subject, by=secretary)
    for code, raw in golden_answers(instrument).items():
        answering.answer(item_of(sheet, code), reply_of(instrument.questions[code], raw), by=secretary)
    return sheet


def scores_in(content):
    """The points by code, and what stands beside the words of the last rows."""
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Nilai").to_python()
    points = {str(row[0]): round(float(row[3]), 9) for row in rows[1:] if row[0]}
    return points, {row[1]: row[3] for row in rows[1:] if row[1] and not row[0]}


@pytest.mark.parametrize("key", CURRENT)
def test_workbook_says_what_the_sheet_is_worth_and_recomputes_it(office, secretary, key, tmp_path):
    view = read_sheet(answered_sheet(office, secretary, key), reader=secretary, today=clock.today())
    made = tmp_path / "lembar.xlsx"
    made.write_bytes(write_sheet(view))
    expected = {code: round(float(each.score), 9) for code, each in view.claimed.parts.items()}
    written = [made.read_bytes()]
    if program := spreadsheet():
        written.append(computed(made, program))  # every formula computed anew

    for content in written:
        points, said = scores_in(content)
        assert points == expected
        assert round(float(said["Nilai total"]), 9) == round(float(view.claimed.total), 9)
        assert (str(said["Kategori"]) or None) == view.claimed.category
        assert {code: said[f"{code} terpenuhi"] for code in view.claimed.gates} == {
            code: gate.passed for code, gate in view.claimed.gates.items()
        }


def test_numbers_of_the_workbook_are_formulas_and_typed_text_is_none(sheet, secretary):
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="YA"), note="=1+1", by=secretary)

    content = write_sheet(read_sheet(sheet, reader=secretary, today=clock.today()))

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        lembar, nilai = (book.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2))
    assert lembar.count(b"<f>") == 113
    assert nilai.count(b"<f>") >= 2 * len(list(by_key("zona-integritas@2021").walk()))
    assert b"1+1" not in lembar


def upload(content):
    return ContentFile(content, name="lembar.xlsx")


def rows_of(content):
    return columns().read(upload(content), "lembar.xlsx")


@pytest.mark.parametrize("key", CURRENT)
def test_workbook_read_back_changes_nothing(office, secretary, key):
    sheet = answered_sheet(office, secretary, key)
    content = write_sheet(read_sheet(sheet, reader=secretary, today=clock.today()))

    found = Filling(sheet, by_key(key), secretary).load(rows_of(content))

    assert found == []


def changed(lines, **texts):
    """The lines with other texts in some rows, by code."""
    for line in lines:
        line.texts.update(texts.get(line.texts["code"].replace(".", "_"), {}))
    return lines


def test_filled_in_cells_become_answers(sheet, secretary):
    content = write_sheet(read_sheet(sheet, reader=secretary, today=clock.today()))
    lines = changed(
        rows_of(content),
        I_1_a={"answer": "ya", "note": "SK tim"},
        R_V_2_a={"numerator": "3", "denominator": "4"},
        H_IPAK={"answer": "3,6"},
        VI_1_d={"answer": "NA"},
    )

    found = Filling(sheet, by_key("zona-integritas@2021"), secretary).load(lines)

    assert [(each.code, each.before, each.after) for each in found] == [
        ("I.1.a", "", "Ya"),
        ("VI.1.d", "", "tidak berlaku"),
        ("R.V.2.a", "", "3 dari 4"),
        ("H.IPAK", "", "3,6"),
    ]
    stored = Answer.objects.get(item=item_of(sheet, "H.IPAK"))
    assert (stored.numerator, item_of(sheet, "I.1.a").answers.get().note) == (Decimal("3.6"), "SK tim")


def test_every_faulty_cell_is_named_and_nothing_is_kept(sheet, secretary):
    content = write_sheet(read_sheet(sheet, reader=secretary, today=clock.today()))
    lines = changed(
        rows_of(content),
        I_1_a={"answer": "YA"},
        I_1_b={"answer": "X"},
        H_IPAK={"answer": "tiga"},
        H_IPKP={"answer": "5"},
        H_KINERJA={"answer": "F"},
        R_I_1_a={"numerator": "1e99999999", "denominator": "4"},
        R_V_2_a={"numerator": "3"},
        R_V_3_a={"numerator": "3", "denominator": "0"},
        R_IV_1_a={"answer": "A"},
        I_2_a={"numerator": "1", "denominator": "2"},
        I_4_a={"note": "Catatan tanpa jawaban"},
    )

    with pytest.raises(FaultySheet) as faulty:
        Filling(sheet, by_key("zona-integritas@2021"), secretary).load(lines)

    rows = {line.texts["code"]: line.number for line in lines}
    assert {(each.row, each.heading) for each in faulty.value.faults} == {
        (rows["I.1.b"], "Jawaban"),
        (rows["H.IPAK"], "Jawaban"),
        (rows["H.IPKP"], "Jawaban"),
        (rows["H.KINERJA"], "Jawaban"),
        (rows["R.I.1.a"], "Pembilang"),
        (rows["R.V.2.a"], "Penyebut"),
        (rows["R.V.3.a"], "Pembilang"),
        (rows["R.IV.1.a"], "Jawaban"),
        (rows["I.2.a"], "Pembilang"),
        (rows["I.4.a"], "Penjelasan"),
    }
    assert list(Answer.objects.all()) == []


def test_rows_of_an_official_workbook_are_found_by_their_words():
    instrument = by_key("zona-integritas@2021")
    words = instrument.questions["I.1.a"].text
    lines = [
        Line(5, {"code": "A. PENGUNGKIT", "answer": ""}),
        Line(6, {"code": words.upper(), "answer": "YA"}),
        Line(7, {"code": "I.1.b", "answer": "A"}),
    ]

    found, left = lines_of(lines, instrument)

    assert ([(each.number, each.texts["code"]) for each in found], left) == (
        [(6, "I.1.a"), (7, "I.1.b")],
        ["A. PENGUNGKIT"],
    )


def test_row_of_a_section_that_did_not_come_back_is_a_faulty_cell(sheet, secretary, assessor):
    sheets.submit(sheet, by=secretary)
    sheets.send_back(sheet, {"pemenuhan.I": "Lampirkan SK."}, by=assessor)
    content = write_sheet(read_sheet(sheet, reader=secretary, today=clock.today()))
    lines = changed(rows_of(content), I_1_a={"answer": "YA"}, II_1_a={"answer": "A"})

    with pytest.raises(FaultySheet) as faulty:
        Filling(sheet, by_key("zona-integritas@2021"), secretary).load(lines)

    row = next(line.number for line in lines if line.texts["code"] == "II.1.a")
    assert [(each.row, each.heading) for each in faulty.value.faults] == [(row, "Kode")]
    assert list(Answer.objects.all()) == []
