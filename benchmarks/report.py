"""Implementation reports of the shipped decree: monthly and yearly, as PDF, DOCX and XLSX.

All 91 rows are due in June and reported in every month they are planned in; 1,000 items of evidence stand behind June,
and June has been read by every measure.
References, in the same run and on the same texts: WeasyPrint (PDF), python-docx cell by cell (DOCX), openpyxl (XLSX).
Every call prints other words, because typst keeps what it has laid out before.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import openpyxl
from django.conf import settings
from django.db.models import F
from weasyprint import HTML  # type: ignore[import-untyped]

from benchmarks.timing import row, timed
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.base.paper.letterhead import Letterhead
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.indicators.actions import seal_month
from pranata.engines.plan.actions import importing as plans
from pranata.engines.plan.models import Plan, Progress, ProgressStatus, Subactivity
from pranata.engines.plan.reading import read_plan
from pranata.engines.plan.report.facts import report_facts
from pranata.engines.plan.report.texts import report_texts
from pranata.engines.plan.rules import months_to_bits
from pranata.engines.reports.editions import Imprint
from pranata.engines.reports.making import make_draft
from pranata.engines.reports.registry import Report, by_code
from pranata.lib import clock
from pranata.lib.periods import Period

YEAR, JUNE, ITEMS = 2022, 6, 1_000
CALLS = 5
BUDGETS = {"monthly": 1_000, "yearly": 3_000}  # milliseconds
PEERS = {"pdf": "WeasyPrint", "docx": "python-docx", "xlsx": "openpyxl"}
WORDS = "Rapat dilaksanakan, notula dan daftar hadir tersimpan; putaran {number}."
TABLE_STYLE = (
    "table{border-collapse:collapse}td,th{border:1px solid;font-size:8pt;vertical-align:top}@page{size:330mm 215mm}"
)


def measure(database: str) -> list[dict[str, Any]]:
    """One row a report and format; what is read from the database is a small part, so one database is enough."""
    if database != "sqlite":
        return []
    office = _reported_year()
    return [
        _measured(database, office, report, Period.parse(period), file_format)
        for code, period in (("monthly", f"{YEAR}-{JUNE:02d}"), ("yearly", str(YEAR)))
        if (report := by_code(code)) is not None
        for file_format in PEERS
    ]


def _reported_year() -> Office:
    """The office of the decree with its plan, every cell reported, and the evidence."""
    org.load_offices()
    office = Office.objects.get(code="3503")
    source = (settings.DATA_DIR / "decrees" / f"{office.code}-{YEAR}.md").read_bytes()
    reading = read_plan(source, name="decree.md")
    plans.import_plan(reading, office=office, year=YEAR, by=None, source=source, source_name="decree.md")
    plan = Plan.objects.get(office=office, year=YEAR)
    Subactivity.objects.filter(plan=plan).update(month_bits=F("month_bits").bitor(months_to_bits([JUNE])))
    Progress.objects.bulk_create(
        Progress(
            subactivity=each,
            month=month,
            status=ProgressStatus.SUBMITTED,
            submitted_at=clock.now(),
            obstacle="Tidak ada.",
        )
        for each in Subactivity.objects.filter(plan=plan)
        for month in each.months
    )
    evidence = Evidence.objects.bulk_create(
        Evidence(
            office=office, title=f"Bukti {number}", link=f"https://contoh.example/bukti/{number}.pdf",
            dated_on=f"{YEAR}-06-20", added_at=clock.now(),
        )
        for number in range(ITEMS)
    )  # fmt: skip
    reports = list(Progress.objects.filter(subactivity__plan=plan, month=JUNE).values_list("pk", flat=True))
    Use.objects.bulk_create(
        Use(
            evidence=item, target_label=Progress._meta.label_lower, target_id=reports[number % len(reports)],
            added_at=clock.now(),
        )
        for number, item in enumerate(evidence)
    )  # fmt: skip
    seal_month(office, YEAR, JUNE, by=None)
    return office


def _measured(database: str, office: Office, report: Report, period: Period, file_format: str) -> dict[str, Any]:
    def make() -> bytes:
        return make_draft(report, office, period, file_format).content

    make()  # what is loaded once is not the report's
    own = timed(_after_new_words(make))
    tables = _tables(report_texts(report_facts(office, period), Letterhead(), Imprint()))
    reference = timed([lambda: WRITERS[file_format](tables)])
    return row(
        f"{report.code} report as {file_format}",
        database,
        own,
        reference,
        peer=PEERS[file_format],
        rows=sum(map(len, tables)),
        bytes=len(make()),
        budget_ms=BUDGETS[report.code],
        is_within=own["p50_ms"] < BUDGETS[report.code],
    )


def _after_new_words(make: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """``make`` as often as asked; between the calls, which alone are timed, all words change."""
    for number in range(CALLS):
        Progress.objects.update(achievement=WORDS.format(number=number))
        Evidence.objects.update(title=f"Notula dan daftar hadir, putaran {number}")
        yield make


Table = list[list[str]]


def _tables(texts: dict[str, Any]) -> list[Table]:
    """The tables of a report as plain rows: summary, matrix, what was done, indicators, narrative, evidence, notes."""
    areas = [*texts["summary"]["areas"], texts["summary"]["total"]]
    summary = [[each["name"], *(figure["value"] for figure in each["figures"]), each["share"]] for each in areas]
    rows = [each for area in texts["areas"] for each in area["rows"]]
    return [
        [texts["summary"]["headings"], *summary],
        [[each["code"], each["text"], *each["signs"]] for each in rows],
        [[each["code"], each["text"], each["party"], *entry.values()] for each in rows for entry in each["entries"]],
        [list(line.values()) for line in texts["measured"]["lines"]],
        [[each["text"], *each["notes"]] for section in texts["narrative"] for each in section["sentences"]],
        [list(item.values()) for item in texts["evidence"]["rows"]],
        [list(note.values()) for note in texts["readings"]["notes"]],
        [[str(each["no"]), each["counts"], each["records"]] for each in texts["footnotes"]["notes"]],
    ]


def _weasyprint(tables: list[Table]) -> bytes:
    body = "".join(
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>" for line in table)
        + "</table>"
        for table in tables
    )
    page = f'<html lang="id"><title>Laporan</title><style>{TABLE_STYLE}</style>{body}</html>'
    return HTML(string=page).write_pdf(pdf_variant="pdf/a-2b")


def _python_docx(tables: list[Table]) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for table in tables:
        made = document.add_table(rows=0, cols=max(map(len, table)))
        for line in table:
            for cell, text in zip(made.add_row().cells, line, strict=False):
                cell.text = text
    document.save(out)
    return out.getvalue()


def _openpyxl(tables: list[Table]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for table in tables:
        sheet = book.create_sheet()
        for line in table:
            sheet.append(line)
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[list[Table]], bytes]] = {
    "pdf": _weasyprint,
    "docx": _python_docx,
    "xlsx": _openpyxl,
}
