"""Remarks on the decree itself and on its table as a whole: numbers, years, signatures, headings."""

from __future__ import annotations

import re

from .body import has_body, printed_lines
from .dates import number_year, title_year
from .model import DecreeReading, Remark, Signatory
from .months import is_blank
from .pages import Annex, Page
from .remarks import make_remark, shorten

COLUMN_NAMES = (
    ("area", "area perubahan"),
    ("activity", "kegiatan"),
    ("subactivity", "sub kegiatan"),
    ("indicator", "indikator"),
)
CITATION = re.compile(r"(Nomor \S+(?: Tahun [0-9]{4})?) tentang (.+?)(?= Nomor |$)")
SPACED_NUMBER = re.compile(r"\b[Nn]omor ([0-9]+/\S*[-/.] \S+/\S*)")
MOST_CITATIONS = 20  # citations of one regulation that are compared
CLAUSE_START = 30  # characters that tell clauses apart
CLAUSE_LABEL = re.compile(r"^([a-z]|[0-9]{1,2})[.)]\s+")
CONTINUED = re.compile(r" [A-Z]")
CHAIR_ROLE = re.compile(r"\bketua\b", re.IGNORECASE)


def check_decree(decree: DecreeReading, lines: list[str], annex: Annex) -> list[Remark]:
    """Everything doubtful about the decree around the table."""
    starts = clause_starts(lines)
    return [
        *([] if has_body(decree) else [make_remark("no_body", [])]),
        *([make_remark("no_closing", [annex.last])] if has_body(decree) and annex.is_last else []),
        *check_fields(decree),
        *check_numbers(decree),
        *check_years(decree, lines, annex),
        *check_signatories(decree.signatories),
        *check_clauses(decree, starts),
        *check_citations(decree, starts),
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


def check_clauses(decree: DecreeReading, starts: dict[str, int]) -> list[Remark]:
    """Clauses whose brackets do not pair, that end without any mark, or that cite a number with a space inside."""
    texts = [clause.text for clause in [*decree.considerations, *decree.legal_basis]]
    for part in decree.dictum:
        texts += [part.text, *(item.text for item in part.items)]
    found = []
    for text in filter(None, texts):
        if text.count("(") != text.count(")"):
            found.append(make_remark("unbalanced_bracket", line_of(text, starts), text=shorten(text)))
        spaced = SPACED_NUMBER.findall(text)
        found += [make_remark("spaced_number", line_of(text, starts), number=number) for number in spaced]
        if text[-1].isalnum():
            found.append(make_remark("open_clause", line_of(text, starts), text=shorten(text)))
    return found


def clause_starts(lines: list[str]) -> dict[str, int]:
    """The line on which each clause begins, by the first words of the clause: with and without what labels it."""
    starts: dict[str, int] = {}
    for line in printed_lines(lines, 1, len(lines)):
        for words in (line.text, line.text.partition(":")[2].strip()):
            for text in (words, CLAUSE_LABEL.sub("", words)):
                starts.setdefault(text[:CLAUSE_START], line.number)
    return starts


def line_of(text: str, starts: dict[str, int]) -> list[int]:
    """The line where a clause begins, when it is known."""
    number = starts.get(text[:CLAUSE_START])
    return [number] if number is not None else []


def check_citations(decree: DecreeReading, starts: dict[str, int]) -> list[Remark]:
    """Regulations cited with a title that stops where another citation of the same one goes on.

    Decides: both titles begin alike; where they part, one has a comma or full stop and the other a capitalized word.
    """
    titles: dict[str, list[tuple[str, str]]] = {}
    for clause in [*decree.considerations, *decree.legal_basis]:
        for number, title in CITATION.findall(clause.text):
            cited = titles.setdefault(number, [])
            if len(cited) < MOST_CITATIONS:
                cited.append((title, clause.text))
    found = []
    for number, cited in titles.items():
        for short, text in cited:
            head = re.split(r"[,;.]", short)[0]
            others = [title.removeprefix(head) for title, _ in cited if title != short and title.startswith(head)]
            if any(CONTINUED.match(rest) for rest in others):
                found.append(make_remark("cut_citation", line_of(text, starts), number=number, text=shorten(head)))
    return found


def check_pages(annex: Annex) -> list[Remark]:
    """What is odd about the pages of the table: width, columns that are missing, an unusual tick."""
    missing = {missing_columns(page): page.heading_lines for page in annex.pages[::-1] if missing_columns(page)}
    return [
        *(ragged_remark(page) for page in annex.pages if page.surplus > 0),
        *(make_remark("missing_column", lines, columns=columns) for columns, lines in missing.items()),
        *([make_remark("own_mark", [], mark=annex.mark)] if annex.mark else []),
    ]


def missing_columns(page: Page) -> str:
    """The names of the text columns a page lacks, "" when it has all."""
    return ", ".join(name for kind, name in COLUMN_NAMES if kind not in page.layout.texts)


def ragged_remark(page: Page) -> Remark:
    start = min(page.layout.months)
    ticked = [line for line in page.lines if any(not is_blank(cell) for cell in line.cells[start:])]
    columns, months = len(page.layout.months) + page.surplus, len(page.layout.months)
    return make_remark("ragged_months", [line.number for line in ticked], columns=columns, months=months)
