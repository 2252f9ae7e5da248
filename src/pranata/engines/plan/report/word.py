"""Prints the report as DOCX by filling in ``report.docx`` (made by ``tools/make_report_template.py``)."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from pranata.base.paper.word import embed_font, mark_pages, steady_bytes, storable_texts
from pranata.engines.plan.report.texts import report_texts
from pranata.engines.reports.editions import Written

if TYPE_CHECKING:
    from docx.table import Table

    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.plan.report.model import PlanReport
    from pranata.engines.reports.editions import Imprint

TEMPLATE = Path(__file__).parent / "report.docx"
MATRIX = 1  # which table of the template it is
CODE_WIDTH, MONTH_WIDTH, WIDTH = 15, 8.5, 170  # millimetres


def print_docx(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    """The report as DOCX; every text is filled in escaped, so that none is taken for markup or for a field."""
    template = DocxTemplate(TEMPLATE)
    template.init_docx()
    embed_font(template.docx)
    mark_pages(template.docx)
    data: dict[str, Any] = storable_texts(report_texts(report, letterhead, imprint))
    data |= {
        "headline": [line.upper() for line in data["headline"]],
        "legend": "     ".join(f"{each['sign']}  {each['words']}" for each in data["legend"]),
        "logo": InlineImage(template, io.BytesIO(letterhead.logo), height=Mm(22)) if letterhead.logo else "",
    }
    template.render(data, autoescape=True)
    set_properties(template.docx, report, imprint)  # docxtpl takes what stands there before for a template
    widen_matrix(template.docx.tables[MATRIX], len(report.months))
    return Written(steady_bytes(template.docx))


def set_properties(document: Any, report: PlanReport, imprint: Imprint) -> None:
    """Title, author and fixed dates, so that the same report gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author = report.title[:255], report.office_name[:255]
    properties.comments, properties.language = "", "id-ID"
    properties.created = properties.modified = datetime.combine(imprint.issued_on or report.as_of, time(), UTC)


def widen_matrix(table: Table, months: int) -> None:
    """Give the matrix its columns: code, text, and as many months as the period has."""
    widths = [Mm(CODE_WIDTH), Mm(WIDTH - CODE_WIDTH - months * MONTH_WIDTH), *[Mm(MONTH_WIDTH)] * months]
    grid = table._tbl.tblGrid  # noqa: SLF001 -- python-docx sets no width of a column without all its cells
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.add_gridCol().w = width
    for row in table._tbl.tr_lst:  # noqa: SLF001 -- see above
        if len(row.tc_lst) == 1:
            row.tc_lst[0].grid_span, row.tc_lst[0].width = len(widths), Mm(WIDTH)
        else:
            for cell, width in zip(row.tc_lst, widths, strict=True):
                cell.width = width
