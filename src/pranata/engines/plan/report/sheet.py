"""Prints the report as a workbook: summary, matrix, what was done, evidence, and the records behind each figure."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]

from pranata.engines.plan.report.texts import FIGURES, lead, report_texts
from pranata.engines.plan.report.words import (
    DETAIL_HEADINGS,
    FIGURE_HEADINGS,
    MEASURED_HEADINGS,
    NARRATIVE_HEADINGS,
    READING_HEADINGS,
    STATES_OF_SENTENCES,
    SUMMARY_HEADINGS,
    grouped,
    month_name,
)
from pranata.engines.reports.editions import DRAFT_MARK, Written
from pranata.lib.demonstration import mark_workbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.plan.report.model import AreaFigures, PlanReport
    from pranata.engines.reports.editions import Imprint

FOLIO = 14  # Excel's paper index for F4
LONGEST_CELL = 32_767  # characters Excel keeps in a cell
CUT = "… (terpotong; lihat PDF)"
NOTES_SHEET, READINGS_SHEET = "Rekaman", "Catatan angka"
MEASURED_COLUMNS = (
    *MEASURED_HEADINGS[:4], "cat.", "Nilai", "Pembilang", "Penyebut", MEASURED_HEADINGS[4], "Bacaan",
)  # fmt: skip


def print_xlsx(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    """The report as XLSX; every text is written as text, so that "=..." is never a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.combine(imprint.issued_on or report.as_of, time(), UTC)
    book.set_properties({"title": report.title[:255], "author": report.office_name[:255], "created": created})
    texts = report_texts(report, letterhead, imprint)
    writer = _Book(book, DRAFT_MARK if imprint.is_draft else imprint.number)
    writer.summary(report, texts)
    writer.matrix(texts)
    writer.details(texts)
    writer.reached(report)
    writer.measured(report, texts)
    writer.narrative(report)
    writer.evidence(texts)
    writer.readings(texts)
    writer.notes(report, texts)
    mark_workbook(book)
    book.close()
    return Written(buffer.getvalue(), tuple(writer.warnings))


class _Book:
    """The sheets, each with the mark above its table and on every printed page."""

    def __init__(self, book: Any, mark: str) -> None:
        cell = {"border": 1, "text_wrap": True, "valign": "top", "font_size": 9}
        self.book, self.mark = book, mark
        self.cell = book.add_format(cell)
        self.number = book.add_format({**cell, "align": "right"})
        self.link = book.add_format({**cell, "font_size": 7, "font_color": "#1F4E79"})
        self.head = book.add_format({**cell, "bold": True, "bg_color": "#F0F0F0"})
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.warnings: list[str] = []

    def sheet(self, name: str, widths: Sequence[float], lines: Iterable[str] = ()) -> tuple[Worksheet, int]:
        """A sheet with its mark and lines above; and the row where its table begins."""
        made = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        made.set_landscape()
        made.set_paper(FOLIO)
        made.fit_to_pages(1, 0)
        made.set_header(f"&C&14{self.mark.replace('&', '&&')}")
        made.set_footer("&C&P / &N")
        row = -1
        for row, line in enumerate([self.mark, *lines]):
            made.write_string(row, 0, line, self.title if row < 2 else None)
        return made, row + 2

    def text(self, sheet: Worksheet, row: int, column: int, text: str, form: Any = None) -> None:
        if len(text) > LONGEST_CELL:
            text = text[: LONGEST_CELL - len(CUT)] + CUT
            self.warnings.append(f"Lembar {sheet.name} baris {row + 1}: teks terlalu panjang bagi Excel dan terpotong.")
        sheet.write_string(row, column, text, form or self.cell)

    def headings(self, sheet: Worksheet, row: int, names: Sequence[str]) -> None:
        for column, name in enumerate(names):
            sheet.write_string(row, column, name, self.head)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)

    def table(self, sheet: Worksheet, row: int, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self.headings(sheet, row, names)
        for number, texts in enumerate(rows, start=row + 1):
            for column, text in enumerate(texts):
                self.text(sheet, number, column, text)

    def summary(self, report: PlanReport, texts: dict[str, Any]) -> None:
        widths = [34, *[11, 5] * len(FIGURES), 22]
        lines = (report.title, lead(report), *texts["remarks"], *filter(None, [texts["nothing"]]))
        sheet, row = self.sheet("Ringkasan", widths, lines)
        names = [each for name in SUMMARY_HEADINGS[1:-1] for each in (name, "cat.")]
        self.headings(sheet, row, [SUMMARY_HEADINGS[0], *names, SUMMARY_HEADINGS[-1]])
        for number, area in enumerate([*report.areas, report.total], start=row + 1):
            self.figures(sheet, number, area)
        block = texts["signature"]
        for number, text in enumerate((block["place"], block["role"], block["office"], "", block["name"])):
            sheet.write_string(row + len(report.areas) + 4 + number, 0, text)

    def figures(self, sheet: Worksheet, row: int, area: AreaFigures) -> None:
        """An area's figures; beside each the number of its note, which leads to it."""
        form = self.head if area.no is None else self.cell
        self.text(sheet, row, 0, area.name if area.no is None else f"{area.no}. {area.name}", form)
        for place, key in enumerate(FIGURES):
            figure = getattr(area, key)
            sheet.write_number(row, 1 + 2 * place, figure.value, self.number)
            if figure.note:
                target = f"internal:'{NOTES_SHEET}'!A{figure.note + 3}"
                sheet.write_url(row, 2 + 2 * place, target, self.link, string=str(figure.note))
        share = "–" if area.share is None else f"{area.fulfilled} dari {area.cells.value} ({area.share}%)"
        self.text(sheet, row, 1 + 2 * len(FIGURES), share, form)

    def matrix(self, texts: dict[str, Any]) -> None:
        legend = "     ".join(f"{each['sign']}  {each['words']}" for each in texts["legend"])
        sheet, row = self.sheet("Matriks", [9, 70, *[5] * len(texts["months"])], [legend])
        rows = [(each["code"], each["text"], *each["signs"]) for area in texts["areas"] for each in area["rows"]]
        self.table(sheet, row, ["Kode", "Subkegiatan", *texts["months"]], rows)

    def details(self, texts: dict[str, Any]) -> None:
        sheet, row = self.sheet("Pelaksanaan", (9, 45, 26, 11, 30, 50, 35, 35, 8))
        keys = ("month", "standing", "achievement", "obstacle", "follow_up", "evidence")
        rows = [
            (each["code"], each["text"], each["party"], *(entry[key] for key in keys))
            for area in texts["areas"]
            for each in area["rows"]
            for entry in each["entries"]
        ]
        self.table(sheet, row, DETAIL_HEADINGS, rows)

    def reached(self, report: PlanReport) -> None:
        """What the indicators came to, in numbers to go on counting with."""
        sheet, row = self.sheet("Angka indikator", (9, 12, 60, 12, 12, 24, 18))
        self.headings(sheet, row, FIGURE_HEADINGS)
        found = [(due, entry, each) for due in report.due_rows for entry in due.entries for each in entry.figures]
        for number, (due, entry, each) in enumerate(found, start=row + 1):
            texts = {0: due.code, 1: month_name(entry.month), 2: each.indicator, 5: each.words, 6: each.target}
            for column, text in texts.items():
                self.text(sheet, number, column, text)
            sheet.write_number(number, 3, each.value, self.number)
            sheet.write(number, 4, each.out_of, self.number)

    def measured(self, report: PlanReport, texts: dict[str, Any]) -> None:
        """What measures read, in words and numbers; each leads to the note about its reading."""
        sheet, row = self.sheet("Capaian indikator", (10, 60, 12, 30, 8, 12, 12, 12, 18, 10))
        self.headings(sheet, row, MEASURED_COLUMNS)
        for number, (each, said) in enumerate(
            zip(report.measured, texts["measured"]["lines"], strict=True), start=row + 1
        ):
            for column, name in enumerate(("code", "indicator", "month", "words")):
                self.text(sheet, number, column, said[name])
            if each.note:
                target = f"internal:'{READINGS_SHEET}'!A{each.note + 4}"
                sheet.write_url(number, 4, target, self.link, string=said["note"])
            value = str(each.value) if isinstance(each.value, date) else each.value
            for column, part in enumerate((value, each.numerator, each.denominator), start=5):
                sheet.write(number, column, part, self.number)
            self.text(sheet, number, 8, each.target)
            sheet.write(number, 9, each.reading, self.number)

    def narrative(self, report: PlanReport) -> None:
        sheet, row = self.sheet("Uraian", (30, 110, 20, 16))
        lines = [
            (section.title, each.text, STATES_OF_SENTENCES[each.state], ", ".join(each.notes))
            for section in report.narrative
            for each in section.sentences
        ]
        self.table(sheet, row, NARRATIVE_HEADINGS, lines)

    def readings(self, texts: dict[str, Any]) -> None:
        sheet, row = self.sheet(READINGS_SHEET, (6, 34, 90, 24, 12, 12), [texts["readings"]["lead"]])
        self.table(sheet, row, READING_HEADINGS, [each.values() for each in texts["readings"]["notes"]])

    def evidence(self, texts: dict[str, Any]) -> None:
        sheet, row = self.sheet("Bukti", (6, 50, 18, 40, 16, 14, 24))
        self.table(sheet, row, texts["evidence"]["headings"], [each.values() for each in texts["evidence"]["rows"]])

    def notes(self, report: PlanReport, texts: dict[str, Any]) -> None:
        sheet, row = self.sheet(NOTES_SHEET, (6, 45, 110))
        notes = [(str(each.no), each.counts, grouped(each.records)) for each in report.notes]
        self.table(sheet, row, ("No.", "Yang dihitung", "Rekaman"), notes)
