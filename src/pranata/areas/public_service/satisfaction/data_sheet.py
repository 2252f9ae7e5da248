"""The data sheet of a survey as a workbook whose formulas live: whoever changes a cell sees what becomes of the index.

Beside each formula stands the value that it has, so that a viewer which does not reckon shows it too.
"""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.pages import origin_words
from pranata.engines.surveys.queries.progress import sheet_rows
from pranata.engines.surveys.reading.responses import Response
from pranata.engines.surveys.rules import SMALLEST, by_service, multiplier, result_of, weight_of
from pranata.lib.demonstration import mark_workbook
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from pranata.engines.surveys.models import Survey
    from pranata.engines.surveys.queries.progress import SheetRow
    from pranata.engines.surveys.reading.questionnaire import Method, Questionnaire
    from pranata.engines.surveys.rules import Result

FIRST = 3  # the row of the first answer, counted from 0


def workbook_of(survey: Survey) -> bytes:
    """The workbook of a survey that has ended and has official questions. Raises ``ValueError`` without answers."""
    known = survey.questionnaire
    if known is None:
        raise ValueError("no official questions")
    return write(known, sheet_rows(survey), title=survey.title, origin=origin_words(known), method=survey.method)


def write(known: Questionnaire, rows: Sequence[SheetRow], *, title: str, origin: str, method: str = "") -> bytes:
    """A workbook of these rows. Raises ``ValueError`` without answers."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    whole = result_of(known, _responses(rows), method)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, two = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
    page = book.add_worksheet(_("Data"))
    page.write_string(0, 0, as_plain_cell(title), bold)
    page.write_string(1, 0, origin)
    page.write_row(2, 0, [_("Nomor"), *known.codes, _("Layanan")], bold)
    for number, row in enumerate(rows, start=1):
        line = FIRST + number - 1
        page.write_number(line, 0, number)
        for place, code in enumerate(known.codes, start=1):
            if (value := row.values[code]) is not None:
                page.write_number(line, place, value)
        page.write_string(line, len(known.codes) + 1, as_plain_cell(row.service))
    _write_sums(page, known, known.method(method), whole, len(rows), (bold, two))
    page.freeze_panes(FIRST, 1)
    page.set_column(0, 0, 24)
    page.set_column(1, len(known.codes), 7)
    page.set_column(len(known.codes) + 1, len(known.codes) + 1, 30)
    _write_services(book.add_worksheet(_("Layanan")), known, rows, method, (bold, two))
    mark_workbook(book)
    book.close()
    return out.getvalue()


def _write_sums(
    page: Worksheet, known: Questionnaire, way: Method, whole: Result, count: int, formats: tuple[Any, Any]
) -> None:
    """Below the answers: sum, number, mean and weighted mean of each element, the index and its grade."""
    bold, two = formats
    top, bottom = FIRST + 1, FIRST + count  # as Excel counts
    sums = FIRST + count + 1
    names = [_("Jumlah nilai"), _("Responden yang mengisi"), _("NRR"), _("NRR tertimbang")]
    for place, name in enumerate(names):
        page.write_string(sums + place, 0, name, bold)
    answered = [code for code in known.codes if whole.nrr[code] is not None]
    weight = weight_of(known, way, len(answered))
    first, last = letters(1), letters(len(known.codes))
    share = f"(1/COUNT({first}{sums + 3}:{last}{sums + 3}))" if way.weight is None else _exact(weight)
    for place, code in enumerate(known.codes, start=1):
        column, nrr = letters(place), whole.nrr[code]
        cells = f"{column}{top}:{column}{bottom}"
        n = f"{column}{sums + 2}"
        page.write_formula(sums, place, f"=SUM({cells})", None, _sum_of(whole, code, nrr))
        page.write_formula(sums + 1, place, f"=COUNT({cells})", None, whole.answered[code])
        page.write_formula(
            sums + 2, place, f'=IF({n}=0,"",{column}{sums + 1}/{n})', two, "" if nrr is None else float(nrr)
        )
        page.write_formula(
            sums + 3,
            place,
            f'=IF({n}=0,"",{column}{sums + 3}*{share})',
            two,
            "" if nrr is None else float(nrr * weight),
        )
    index = f"=SUM({first}{sums + 4}:{last}{sums + 4})*{_exact(way.factor)}+{_exact(way.offset)}"
    page.write_string(sums + 5, 0, _("Indeks"), bold)
    page.write_formula(sums + 5, 1, index, two, float(whole.index))
    if known.bands:
        page.write_string(sums + 6, 0, _("Mutu"), bold)
        page.write_formula(sums + 6, 1, _grade(known, f"B{sums + 6}"), None, whole.band.code if whole.band else "")


def _sum_of(whole: Result, code: str, nrr: Fraction | None) -> float:
    return float(nrr * whole.answered[code]) if nrr is not None else 0


def _grade(known: Questionnaire, cell: str) -> str:
    """The formula of the grade: of the index rounded to two decimals, best first."""
    formula = '""'
    for band in reversed(known.bands):
        formula = f'IF(ROUND({cell},2)>={_exact(band.lowest)},"{band.code}",{formula})'
    return f"={formula}"


def _write_services(
    page: Worksheet, known: Questionnaire, rows: Sequence[SheetRow], method: str, formats: tuple[Any, Any]
) -> None:
    """Each service that may be shown: its respondents, the mean of each element and the index, all by formulas."""
    bold, two = formats
    way, codes = known.method(method), known.codes
    page.write_row(0, 0, [_("Layanan"), _("Responden"), *codes, _("Indeks")], bold)
    page.set_column(0, 0, 40)
    first, last = FIRST + 1, FIRST + len(rows)
    names = f"{_('Data')}!{letters(len(codes) + 1)}{first}:{letters(len(codes) + 1)}{last}"
    shown = {name: found for name, found in by_service(_responses(rows)).items() if len(found) >= SMALLEST}
    for line, (name, found) in enumerate(shown.items(), start=1):
        result = result_of(known, found, method)
        page.write_string(line, 0, as_plain_cell(name))
        page.write_formula(line, 1, f"=COUNTIF({names},A{line + 1})", None, len(found))
        for place, code in enumerate(codes, start=1):
            cells = f"{_('Data')}!{letters(place)}{first}:{letters(place)}{last}"
            nrr = result.nrr[code]
            formula = f'=IFERROR(AVERAGEIF({names},A{line + 1},{cells}),"")'
            page.write_formula(line, place + 1, formula, two, "" if nrr is None else float(nrr))
        means = f"{letters(2)}{line + 1}:{letters(len(codes) + 1)}{line + 1}"
        index = f"=SUM({means})/COUNT({means})*{_exact(multiplier(known, method))}+{_exact(way.offset)}"
        page.write_formula(line, len(codes) + 2, index, two, float(result.index))


def _responses(rows: Sequence[SheetRow]) -> list[Response]:
    return [Response(number, row.values, row.service) for number, row in enumerate(rows, start=1)]


def letters(place: int) -> str:
    """The letters of a column, A for 0."""
    return chr(ord("A") + place)


def _exact(number: Fraction) -> str:
    """A fraction as a formula holds it without rounding it."""
    return str(number.numerator) if number.denominator == 1 else f"({number.numerator}/{number.denominator})"
