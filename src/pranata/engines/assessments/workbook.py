"""A sheet as a workbook whose formulas stay alive: an answer changed in Excel changes the total there.

Two pages: "Lembar" with a row per question, "Nilai" with parts, total, gates and category by formula. ``filled`` reads
the first one back.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.engines.assessments.models import Level
from pranata.engines.assessments.notices import title_of
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.reading.instrument import RollUp, ScaleKind
from pranata.engines.assessments.replies import NOT_APPLICABLE
from pranata.engines.assessments.rules import TOTAL, value_of
from pranata.engines.assessments.sentences import condition_words, unconfirmed
from pranata.engines.assessments.words import reply_words
from pranata.lib.demonstration import mark_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pranata.engines.assessments.models import Answer
    from pranata.engines.assessments.queries import Line, SheetView
    from pranata.engines.assessments.reading.instrument import Instrument, Part, Question

ANSWERS, SCORES = "Lembar", "Nilai"
CODE, TEXT, OPTIONS, ANSWER, ABOVE, BELOW, VALUE, NOTE, EVIDENCE = range(9)
WIDTHS = (11, 60, 34, 12, 12, 12, 10, 40, 12, 16, 30, 16, 30)
SCORE_WIDTHS = (18, 52, 10, 10, 10, 60)
SMALL = 9  # decimals within which a gate counts as reached in a spreadsheet, which keeps 15 digits


def headings() -> tuple[str, ...]:
    """What stands above the columns of the first page."""
    return (
        _("Kode"),
        _("Pertanyaan"),
        _("Pilihan"),
        _("Jawaban"),
        _("Pembilang"),
        _("Penyebut"),
        _("Nilai"),
        _("Penjelasan"),
        _("Bukti berlaku"),
        _("Penilai internal"),
        _("Alasan internal"),
        _("Penilai eksternal"),
        _("Alasan eksternal"),
    )


def write_sheet(view: SheetView) -> bytes:
    """The workbook of one sheet as its reader sees it. Texts stay texts, so that "=..." is never a formula."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title_of(view.sheet), "comments": view.instrument.key})
    rows = _Answers(book, view).write()
    _Scores(book, view, rows).write()
    mark_workbook(book)
    book.close()
    return buffer.getvalue()


@dataclass
class _Answers:
    """The page with the questions."""

    book: Any
    view: SheetView

    def write(self) -> dict[str, int]:
        """The row of each question, counted as in Excel."""
        page = self.book.add_worksheet(ANSWERS)
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        bold = self.book.add_format({"text_wrap": True, "bold": True})
        for column, (title, width) in enumerate(zip(headings(), WIDTHS, strict=True)):
            page.set_column(column, column, width, wrapped)
            page.write_string(0, column, title, bold)
        rows = {}
        for row, line in enumerate(self.view.lines, start=1):
            rows[line.question.code] = row + 1
            self._write(page, row, line)
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        return rows

    def _write(self, page: Any, row: int, line: Line) -> None:
        question, own = line.question, line.answers.get(Level.SELF)
        page.write_string(row, CODE, question.code)
        page.write_string(row, TEXT, question.text)
        page.write_string(row, OPTIONS, options_words(question))
        self._write_answer(page, row, question, own)
        if question.is_scored:
            worth = value_now(question, own)
            page.write_formula(row, VALUE, value_formula(question, row + 1), None, worth)
        page.write_string(row, NOTE, own.note if own else "")
        page.write_number(row, EVIDENCE, line.proving)
        for column, level in ((EVIDENCE + 1, Level.INTERNAL), (EVIDENCE + 3, Level.EXTERNAL)):
            other = line.answers.get(level)
            if other is not None:
                page.write_string(row, column, reply_words(question, reply_in(other)))
                page.write_string(row, column + 1, other.reason)
        if question.scale.kind == ScaleKind.CHOICE:
            choices = {"validate": "list", "source": [*question.scale.by_key, NOT_APPLICABLE]}
            page.data_validation(row, ANSWER, row, ANSWER, choices)

    def _write_answer(self, page: Any, row: int, question: Question, own: Answer | None) -> None:
        if own is None or not own.is_confirmed:
            return
        if own.is_not_applicable:
            page.write_string(row, ANSWER, NOT_APPLICABLE)
        elif own.choice:
            page.write_string(row, ANSWER, own.choice)
        elif question.scale.kind == ScaleKind.RATIO:
            page.write_number(row, ABOVE, own.numerator)
            page.write_number(row, BELOW, own.denominator)
        elif own.numerator is not None:
            page.write_number(row, ANSWER, own.numerator)


@dataclass
class _Scores:
    """The page with what the answers are worth."""

    book: Any
    view: SheetView
    rows: Mapping[str, int]

    def write(self) -> None:
        instrument, page = self.view.instrument, self.book.add_worksheet(SCORES)
        titles = (_("Kode"), _("Bagian"), _("Bobot"), _("Nilai"), _("Predikat"), _("Catatan"))
        for column, (title, width) in enumerate(zip(titles, SCORE_WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, title, self.book.add_format({"bold": True}))
        order = [*instrument.walk(), *instrument.groups]
        place = {each.code: row for row, each in enumerate(order, start=2)}
        for part in instrument.walk():
            self._part(page, part, place)
        for group in instrument.groups:
            self._sum(page, group.code, group.title, group.parts, place)
        page.freeze_panes(1, 0)
        self._result(page, instrument, place, len(order) + 3)

    def _part(self, page: Any, part: Part, place: Mapping[str, int]) -> None:
        row, found = place[part.code], self.view.claimed.parts[part.code]
        page.write_formula(row - 1, 2, f"={number(part.weight)}", None, float(part.weight))
        page.write_string(row - 1, 5, unconfirmed(part.mark))
        if part.parts:
            self._sum(page, part.code, part.title, [each.code for each in part.parts], place)
            return
        page.write_string(row - 1, 0, part.code)
        page.write_string(row - 1, 1, part.title)
        worth, grade = leaf_formulas(part, self.rows)
        page.write_formula(row - 1, 3, f"=IFERROR({worth},0)*C{row}", None, float(found.score))
        if grade:
            page.write_formula(row - 1, 4, f'=IFERROR({grade},"")', None, found.grade)

    def _sum(self, page: Any, code: str, title: str, below: Any, place: Mapping[str, int]) -> None:
        row = place[code]
        page.write_string(row - 1, 0, code)
        page.write_string(row - 1, 1, title)
        formula = "=" + "+".join(f"D{place[each]}" for each in below)
        page.write_formula(row - 1, 3, formula, None, float(self.view.claimed.parts[code].score))

    def _result(self, page: Any, instrument: Instrument, place: Mapping[str, int], row: int) -> None:
        outcome, total = self.view.claimed, f"D{row}"
        page.write_string(row - 1, 1, _("Nilai total"))
        formula = "=" + "+".join(f"D{place[part.code]}" for part in instrument.parts)
        page.write_formula(row - 1, 3, formula, None, float(outcome.total))
        cells = {code: f"D{each}" for code, each in place.items()} | {TOTAL: total}
        gates = []
        for gate in instrument.gates:
            first = row + 2
            for each in gate.conditions:
                row += 1
                page.write_string(row, 1, f"{gate.code}: {condition_words(instrument, each)}")
                page.write_string(row, 5, unconfirmed(each.mark).replace(_("bobot"), _("syarat")))
                test = f"ROUND({cells[each.part]},{SMALL})>={number(each.minimum)}"
                page.write_formula(row, 3, f"={test}", None, each.part not in outcome.gates[gate.code].failed)
            row += 1
            page.write_string(row, 1, _("%s terpenuhi") % gate.code)
            page.write_formula(row, 3, f"=AND(D{first}:D{row})", None, outcome.gates[gate.code].passed)
            gates.append((gate.code, f"D{row + 1}"))
        page.write_string(row + 2, 1, _("Kategori"))
        page.write_formula(row + 2, 3, "=" + category_formula(instrument, total, gates), None, outcome.category or "")


def value_formula(question: Question, row: int) -> str:
    """What a question is worth: blank text for what does not apply, which AVERAGE leaves out; 0 when unanswered."""
    scale, cell = question.scale, f"D{row}"
    if scale.kind == ScaleKind.RATIO:
        empty = "0" if scale.empty_ratio is None else f"IF(E{row}=0,{number(scale.empty_ratio)},0)"
        worth = f"IF(F{row}=0,{empty},MAX(0,MIN(1,E{row}/F{row})))"
        return f'=IF({cell}="NA","",IF(OR(ISBLANK(E{row}),ISBLANK(F{row})),0,{worth}))'
    if scale.kind == ScaleKind.NUMBER:
        worth = f"MAX(0,MIN(1,({cell}-{number(scale.lowest)})/{number(scale.highest - scale.lowest)}))"
        return f'=IF({cell}="NA","",IF(ISNUMBER({cell}),{worth},0))'
    worth = "0"
    for option in reversed(scale.options):
        worth = f'IF({cell}="{option.key}",{number(option.value)},{worth})'
    return f'=IF({cell}="NA","",{worth})'


def value_now(question: Question, answer: Answer | None) -> float | str:
    """What the formula gives for the answer that is written beside it."""

    reply = reply_in(answer) if answer is not None and answer.is_confirmed else None
    if reply is None:
        return 0
    worth = value_of(question, reply)
    return "" if worth is None else float(worth)


def leaf_formulas(part: Part, rows: Mapping[str, int]) -> tuple[str, str]:
    """The share of its weight that a part without parts gets, and its grade ("" without a ladder)."""
    held = part.ladder.held if part.ladder else ""
    cells = [f"G{rows[each.code]}" for each in part.questions if each.is_scored and each.code != held]
    page = f"{ANSWERS}!"
    mean = f"AVERAGE({','.join(page + cell for cell in spans(cells))})"
    if part.roll_up == RollUp.MEAN or part.ladder is None:
        return mean, ""
    least: dict[str, Fraction] = {}
    kept = "0"
    if held:
        question = next(each for each in part.questions if each.code == held)
        least = {key: option.value for key, option in question.scale.by_key.items()}
        kept = f"N({page}G{rows[held]})"
    worth, grade = "0", '""'
    for rung in reversed(part.ladder.rungs):
        test = f"{mean}=1" if rung.is_full else f"{mean}>{number(rung.over)}"
        if rung.held:
            test = f"AND({test},{kept}>={number(least[rung.held])})"
        worth, grade = f"IF({test},{number(rung.value)},{worth})", f'IF({test},"{rung.code}",{grade})'
    return worth, grade


def spans(cells: list[str]) -> list[str]:
    """Cells of one column as ranges, those that follow each other as one."""
    found: list[tuple[int, int]] = []
    for row in (int(cell[1:]) for cell in cells):
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return [f"G{first}:G{last}" if last > first else f"G{first}" for first, last in found]


def category_formula(instrument: Instrument, total: str, gates: list[tuple[str, str]]) -> str:
    """The category by the bands, or the highest gate that is passed."""
    found = '""'
    if instrument.bands:
        reached = f"{total}/{number(instrument.maximum)}*100" if instrument.in_percent else total
        reached = f"ROUND({reached},{SMALL})"
        for band in reversed(instrument.bands):
            found = f'IF({reached}{">" if band.is_above else ">="}{number(band.lowest)},"{band.code}",{found})'
        return found
    for code, cell in gates:
        found = f'IF({cell},"{code}",{found})'
    return found


def options_words(question: Question) -> str:
    """What may be answered, one option a line."""
    scale = question.scale
    if scale.kind == ScaleKind.RATIO:
        above, below = question.inputs
        return _("Pembilang: %(above)s. Penyebut: %(below)s.") % {"above": above or "–", "below": below or "–"}
    if scale.kind == ScaleKind.NUMBER:
        return _("Angka %(lowest)s sampai %(highest)s") % {"lowest": scale.lowest, "highest": scale.highest}
    if scale.kind == ScaleKind.TEXT:
        return _("Uraian, tidak dinilai; tulis di kolom Penjelasan")
    words = question.criteria or tuple(option.title for option in scale.options)
    pairs = zip(scale.options, words, strict=True)
    return "\n".join(f"{option.key}: {said}" if said else option.key for option, said in pairs)


def number(value: Fraction) -> str:
    """A number in a formula; one without end as a division."""
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"
