"""Remarks on the decree itself and on its table as a whole: numbers, years, signatures, headings."""

from __future__ import annotations

import re

from .body import printed_lines
from .columns import Annex, Page
from .dates import number_year, title_year
from .model import DecreeReading, Remark, Signatory
from .months import is_blank
from .remarks import make_remark, shorten
from .rows import surplus_width

CHAIR_ROLE = re.compile(r"\bketua\b", re.IGNORECASE)


def check_decree(decree: DecreeReading, lines: list[str], annex: Annex) -> list[Remark]:
    """Everything doubtful about the decree around the table."""
    has_body = bool(decree.considerations or decree.decides or decree.dictum)
    return [
        *([] if has_body else [make_remark("no_body", [])]),
        *check_fields(decree),
        *check_numbers(decree),
        *check_years(decree, lines, annex),
        *check_signatories(decree.signatories),
        *check_brackets(decree, lines),
    ]


def check_fields(decree: DecreeReading) -> list[Remark]:
    """A remark for each plain field nobody printed."""
    day = decree.date or decree.annex.date
    fields = (("Nomor", decree.number), ("Judul", decree.title or decree.annex.title), ("Tanggal", day))
    return [make_remark("missing_field", [], field=name) for name, value in fields if not value]


def check_numbers(decree: DecreeReading) -> list[Remark]:
    """Different numbers printed for one decree."""
    if len(decree.numbers) < 2:
        return []
    lines = [line for number in decree.numbers for line in number.lines]
    return [make_remark("number_mismatch", lines, numbers=" dan ".join(number.text for number in decree.numbers))]


def printed_years(decree: DecreeReading) -> list[tuple[str, int]]:
    """Every year the decree gives for itself: (what prints it, year)."""
    found = (
        ("judul", title_year(decree.title)),
        ("nomor", number_year(decree.number)),
        ("tanggal", int(decree.date[:4]) if decree.date else None),
        ("judul lampiran", title_year(decree.annex.title)),
        ("judul tabel", title_year(decree.annex.caption)),
        ("tanggal lampiran", int(decree.annex.date[:4]) if decree.annex.date else None),
    )
    return [(what, year) for what, year in found if year is not None]


def check_years(decree: DecreeReading, lines: list[str], annex: Annex) -> list[Remark]:
    """Years that disagree among title, number, date and the annex's titles."""
    years = printed_years(decree)
    if len({year for _, year in years}) < 2:
        return []
    where = lines_of_years(lines, annex, {str(year) for _, year in years})
    return [make_remark("year_mismatch", where, years=", ".join(f"{what} {year}" for what, year in years))]


def lines_of_years(lines: list[str], annex: Annex, years: set[str]) -> list[int]:
    """Lines outside the table that print one of these years in a title, number or date."""
    heads = re.compile(r"(tahun\s+[0-9]{4}$|nomor\b|.*\bpada tanggal\b|.*\btahun\s+[0-9]{4}$)", re.IGNORECASE)
    printed = printed_lines(lines, 1, annex.first - 1) + printed_lines(lines, annex.last + 1, len(lines))
    return [
        line.number
        for line in printed
        if len(line.text) < 200 and heads.match(line.text) and years & set(re.findall(r"[0-9]{4}", line.text))
    ]


def check_signatories(signatories: list[Signatory]) -> list[Remark]:
    """A chairman without a printed name, or different people in one role."""
    found = []
    for signatory in signatories:
        if not signatory.name:
            detail = f"Nama penanda tangan ({shorten(signatory.role) or 'tanpa jabatan'}) tidak tercetak."
            found.append(make_remark("unclear_signatory", signatory.lines, detail=detail))
    chairs = [signatory for signatory in signatories if CHAIR_ROLE.search(signatory.role)]
    others = [signatory for signatory in signatories if not CHAIR_ROLE.search(signatory.role)]
    for role, people in (("ketua", chairs), ("pengesah salinan", others)):
        names = list(dict.fromkeys(person.name for person in people if person.name))
        if len(names) > 1:
            lines = [line for person in people for line in person.lines]
            detail = f"Nama {role} tercetak berbeda: {' dan '.join(names)}."
            found.append(make_remark("unclear_signatory", lines, detail=detail))
    for name in sorted({person.name.lower() for person in chairs} & {person.name.lower() for person in others} - {""}):
        people = [person for person in signatories if person.name.lower() == name]
        lines = [line for person in people for line in person.lines]
        detail = f"{people[0].name} tercetak sebagai ketua dan sebagai pengesah salinan."
        found.append(make_remark("unclear_signatory", lines, detail=detail))
    return found


def check_brackets(decree: DecreeReading, lines: list[str]) -> list[Remark]:
    """Clauses of the body whose brackets do not pair."""
    clauses = [*decree.considerations, *decree.legal_basis]
    texts = [clause.text for clause in clauses] + [clause.text for clause in decree.dictum]
    found = []
    for text in texts:
        if text.count("(") != text.count(")"):
            start = text[:40]
            where = [line.number for line in printed_lines(lines, 1, len(lines)) if start in line.text][:1]
            found.append(make_remark("unbalanced_bracket", where, text=shorten(text)))
    return found


def check_pages(annex: Annex) -> list[Remark]:
    """Pages whose rows are wider than their month headings."""
    return [ragged_remark(page) for page in annex.pages if surplus_width(page) > 0]


def ragged_remark(page: Page) -> Remark:
    start = min(page.layout.months)
    ticked = [line for line in page.lines if any(not is_blank(cell) for cell in line.cells[start:])]
    columns, months = len(page.layout.months) + surplus_width(page), len(page.layout.months)
    return make_remark("ragged_months", [line.number for line in ticked], columns=columns, months=months)
