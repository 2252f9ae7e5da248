"""Makes the golden score sheets: one worked workbook per instrument, every number by a formula of the spreadsheet.

The formulas are written here, apart from the program's own scoring. LibreOffice computes them once, so that the files
hold the values too: `python tools/golden_sheets.py` with LibreOffice installed. The answers stand beside, as JSON.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from tree import ROOT

sys.path.insert(0, str(ROOT / "src"))
from pranata.engines.assessments.reading.alternatives import applied
from pranata.engines.assessments.reading.instrument import Group, Instrument, Part, Question, RollUp, Scale, ScaleKind
from pranata.engines.assessments.reading.parsing import read_instruments

GOLDEN = ROOT / "src" / "pranata" / "engines" / "assessments" / "tests" / "golden"
HIGH = "tinggi"
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""  # LibreOffice keeps stored values unless it is told to compute them when it opens a file
STEP = 7  # answers go through the options in this step, so that neighbours differ


def answers(instrument: Instrument, *, is_high: bool = False) -> dict[str, Any]:
    """Fictional answers: every option somewhere, some unanswered, some not applicable, a ratio above one.

    High ones are the best everywhere but for a few, so that gates are passed and the highest grades reached.
    """
    found: dict[str, Any] = {}
    for place, question in enumerate(each for each in instrument.questions.values() if each.is_scored):
        if question.is_out or place % 17 == 11:
            found[question.code] = "NA"
        elif is_high:
            found[question.code] = raw(question.scale, place if place % 29 == 8 else 0)
        elif place % 13 != 5:
            found[question.code] = raw(question.scale, place)
    return found


def raw(scale: Scale, place: int) -> Any:
    match scale.kind:
        case ScaleKind.CHOICE:
            best = place % 3 < 2  # two of three are the best, so that grades and gates are reached somewhere
            return scale.options[0 if best else (place * STEP) % len(scale.options)].key
        case ScaleKind.RATIO:
            return {"num": (place + 8) % 9, "den": 7}
    return float(scale.lowest) + float(scale.highest - scale.lowest) * ((place + 7) % 8 + 1) / 8


def make(instrument: Instrument, path: Path, given: dict[str, Any]) -> None:
    """The workbook: answers with their values, parts, total, gates and category."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    rows = _answers_sheet(book, instrument, given)
    cells = _parts_sheet(book, instrument, rows)
    _result_sheet(book, instrument, cells)
    book.close()


def _answers_sheet(book: Any, instrument: Instrument, given: dict[str, Any]) -> dict[str, int]:
    """Columns: code, answer, numerator, denominator, value. The row of each question."""
    page, rows = book.add_worksheet("Jawaban"), {}
    for column, title in enumerate(("Kode", "Jawaban", "Pembilang", "Penyebut", "Nilai")):
        page.write_string(0, column, title)
    for row, question in enumerate((each for each in instrument.questions.values() if each.is_scored), start=1):
        rows[question.code] = row + 1
        page.write_string(row, 0, question.code)
        answer = given.get(question.code)
        if isinstance(answer, dict):
            page.write_number(row, 2, answer["num"])
            page.write_number(row, 3, answer["den"])
        elif isinstance(answer, str):
            page.write_string(row, 1, answer)
        elif answer is not None:
            page.write_number(row, 1, answer)
        page.write_formula(row, 4, value_formula(question, row + 1))
    return rows


def value_formula(question: Question, row: int) -> str:
    """Blank for what does not apply, so that AVERAGE leaves it out; nothing where nobody answered."""
    scale, cell = question.scale, f"B{row}"
    if scale.kind == ScaleKind.RATIO:
        ratio = f"MAX(0,MIN(1,C{row}/D{row}))"
        return f'=IF({cell}="NA","",IF(ISBLANK(D{row}),0,{ratio}))'
    if scale.kind == ScaleKind.NUMBER:
        worth = f"({cell}-{number(scale.lowest)})/{number(scale.highest - scale.lowest)}"
        return f'=IF({cell}="NA","",IF(ISBLANK({cell}),0,{worth}))'
    chosen = "0"
    for option in reversed(scale.options):
        chosen = f'IF({cell}="{option.key}",{number(option.value)},{chosen})'
    return f'=IF({cell}="NA","",{chosen})'


def _parts_sheet(book: Any, instrument: Instrument, rows: dict[str, int]) -> dict[str, str]:
    """Columns: code, weight, points, grade. The cell with the points of each part and group."""
    page = book.add_worksheet("Bagian")
    for column, title in enumerate(("Kode", "Bobot", "Nilai", "Predikat")):
        page.write_string(0, column, title)
    order: list[Part | Group] = [*instrument.walk(), *instrument.groups]
    place = {each.code: row for row, each in enumerate(order, start=2)}
    for each in order:
        row = place[each.code]
        page.write_string(row - 1, 0, each.code)
        if not isinstance(each, Part) or each.parts:
            below = [part if isinstance(part, str) else part.code for part in each.parts]
            page.write_formula(row - 1, 2, "=" + "+".join(f"C{place[code]}" for code in below))
        else:
            _leaf(page, each, row, rows)
        if isinstance(each, Part):
            page.write_formula(row - 1, 1, f"={number(each.weight)}")
    return {code: f"Bagian!C{row}" for code, row in place.items()}


def _leaf(page: Any, part: Part, row: int, rows: dict[str, int]) -> None:
    held = part.ladder.held if part.ladder else ""
    cells = [f"Jawaban!E{rows[each.code]}" for each in part.questions if each.is_scored and each.code != held]
    mean = f"AVERAGE({cells[0]}:{cells[-1].partition('!')[2]})"
    if part.roll_up == RollUp.MEAN or part.ladder is None:
        page.write_formula(row - 1, 2, f"=IFERROR({mean},0)*B{row}")
        return
    worth, grade = "0", '""'
    kept = f"N(Jawaban!E{rows[held]})"
    least = {key: option.value for key, option in _held(part).scale.by_key.items()}
    for rung in reversed(part.ladder.rungs):
        test = f"{mean}=1" if rung.is_full else f"{mean}>{number(rung.over)}"
        if rung.held:
            test = f"AND({test},{kept}>={number(least[rung.held])})"
        worth, grade = f"IF({test},{number(rung.value)},{worth})", f'IF({test},"{rung.code}",{grade})'
    page.write_formula(row - 1, 2, f"=IFERROR({worth},0)*B{row}")
    page.write_formula(row - 1, 3, f'=IFERROR({grade},"")')


def _held(part: Part) -> Question:
    assert part.ladder is not None
    return next(each for each in part.questions if each.code == part.ladder.held)


def _result_sheet(book: Any, instrument: Instrument, cells: dict[str, str]) -> None:
    """Rows: total, each gate, category."""
    page = book.add_worksheet("Hasil")
    page.write_string(0, 0, "total")
    page.write_formula(0, 1, "=" + "+".join(cells[part.code] for part in instrument.parts))
    cells["total"] = "B1"
    for row, gate in enumerate(instrument.gates, start=2):
        tests = ",".join(f"ROUND({cells[each.part]},9)>={number(each.minimum)}" for each in gate.conditions)
        page.write_string(row - 1, 0, gate.code)
        page.write_formula(row - 1, 1, f"=AND({tests})")
    last = len(instrument.gates) + 2
    page.write_string(last - 1, 0, "kategori")
    page.write_formula(last - 1, 1, "=" + _category(instrument))


def _category(instrument: Instrument) -> str:
    found = '""'
    if instrument.bands:
        reached = f"B1/{number(instrument.maximum)}*100" if instrument.in_percent else "B1"
        for band in reversed(instrument.bands):
            found = f'IF({reached}{">" if band.is_above else ">="}{number(band.lowest)},"{band.code}",{found})'
        return found
    for row, gate in enumerate(instrument.gates, start=2):
        found = f'IF(B{row},"{gate.code}",{found})'
    return found


def number(value: Fraction) -> str:
    """A number in a formula; a fraction without end as a division."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"({value.numerator}/{value.denominator})"


def computed(path: Path, office: str) -> bytes:
    """The workbook with the values that the spreadsheet computes."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", folder, str(path)], check=True, capture_output=True, timeout=180)
        return (Path(folder) / path.name).read_bytes()


def spreadsheet() -> str | None:
    """The LibreOffice of this machine, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def every() -> Iterator[tuple[str, Instrument, dict[str, Any]]]:
    """Each worked sheet by its name: ordinary answers, high ones, and those under every alternative reading."""
    for each in read_instruments(ROOT / "data" / "instruments"):
        name = f"{each.code}-{each.edition}"
        yield name, each, answers(each)
        yield f"{name}.{HIGH}", each, answers(each, is_high=True)
        for other in each.alternatives:
            yield f"{name}.{other.code}", applied(each, other), answers(each, is_high=True)


if __name__ == "__main__":
    program = spreadsheet()
    if program is None:
        sys.exit("LibreOffice is needed to compute the workbooks.")
    GOLDEN.mkdir(exist_ok=True)
    for name, instrument, given in every():
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / f"{name}.xlsx"
            make(instrument, made, given)
            (GOLDEN / made.name).write_bytes(computed(made, program))
        (GOLDEN / f"{name}.json").write_text(json.dumps(given, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(name)
