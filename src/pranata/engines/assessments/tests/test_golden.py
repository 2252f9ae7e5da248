"""One fully worked sheet per instrument, computed by a spreadsheet from its own formulas (tools/golden_sheets.py)."""

import re
import zipfile
from pathlib import Path

import pytest
import python_calamine

from golden_sheets import HIGH, computed, every, spreadsheet
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.replies import reply_of
from pranata.engines.assessments.rules import score
from pranata.lib import exact_json

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(each.stem for each in GOLDEN.glob("*.xlsx"))
DECIMALS = 12  # a spreadsheet keeps 15 digits
FORMULA = re.compile(rb"<f[ >]")


def scored(name):
    """The instrument, and what the program makes of the answers beside the workbook."""
    base, _dot, label = name.partition(".")
    code, _dash, edition = base.rpartition("-")
    instrument = by_key(f"{code}@{edition}", "" if label == HIGH else label)
    given = exact_json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    replies = {key: reply_of(instrument.questions[key], raw) for key, raw in given.items()}
    return instrument, score(instrument, replies)


def rows_of(path, sheet):
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


def compare(path, name):
    instrument, outcome = scored(name)
    parts = {str(row[0]): row for row in rows_of(path, "Bagian")[1:]}
    points = {code: round(float(row[2]), DECIMALS) for code, row in parts.items()}
    grades = {code: row[3] for code, row in parts.items() if len(row) > 3 and row[3]}
    result = {str(row[0]): row[1] for row in rows_of(path, "Hasil")}

    assert points == {code: round(float(each.score), DECIMALS) for code, each in outcome.parts.items()}
    assert grades == {code: each.grade for code, each in outcome.parts.items() if each.grade}
    assert round(float(result.pop("total")), DECIMALS) == round(float(outcome.total), DECIMALS)
    assert (str(result.pop("kategori")) or None) == outcome.category
    assert result == {code: gate.passed for code, gate in outcome.gates.items()}
    return instrument


def test_every_instrument_and_every_alternative_has_its_golden_sheets():
    assert sorted(name for name, _instrument, _given in every()) == NAMES


def test_golden_sheets_pass_and_fail_gates_and_reach_the_highest_grades():
    _zone, high = scored("zona-integritas-2021.tinggi")
    _zone, low = scored("zona-integritas-2021")
    _sakip, grades = scored("sakip-2021.tinggi")

    assert (high.gates["WBK"].passed, low.gates["WBK"].passed) == (True, False)
    assert {"AA", "BB"} <= {each.grade for each in grades.parts.values()}


@pytest.mark.parametrize("name", NAMES)
def test_scores_agree_with_the_spreadsheet(name):
    compare(GOLDEN / f"{name}.xlsx", name)


@pytest.mark.parametrize("name", NAMES)
def test_golden_numbers_are_formulas(name):
    instrument, _outcome = scored(name)
    with zipfile.ZipFile(GOLDEN / f"{name}.xlsx") as book:
        found = sum(len(FORMULA.findall(book.read(each))) for each in book.namelist() if "worksheets/" in each)

    numbers = [each for each in instrument.questions.values() if each.is_scored]
    assert found >= len(numbers) + len(list(instrument.walk())) + len(instrument.gates) + 2


def test_recomputed_workbooks_still_agree(tmp_path):
    """With LibreOffice at hand every workbook is computed anew; without it the stored values above are the proof."""
    program = spreadsheet()
    fresh = {name: tmp_path / f"{name}.xlsx" for name in NAMES if program}
    for name, path in fresh.items():
        path.write_bytes(computed(GOLDEN / path.name, program))
        compare(path, name)
    assert list(fresh) == (NAMES if program else [])
