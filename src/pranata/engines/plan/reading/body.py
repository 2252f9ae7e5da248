"""The decree around the annex: numbers, titles, considerations, legal basis, dictum, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .dates import iso_date, number_year, title_year
from .model import AnnexHeading, DecreeReading, Dictum, LabelledText, PrintedNumber, UnreadablePlan
from .signatures import read_signatories
from .text import MAX_TEXT, clean

ANNEX_START = re.compile(r"lampiran\b", re.IGNORECASE)
NUMBER = re.compile(r"nomor\b\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
COPY = re.compile(r"salinan( sesuai\b.*)?", re.IGNORECASE)
CHAIR = re.compile(r"ketua\s+(?P<office>komisi\s.*)", re.IGNORECASE)
PLACE = re.compile(r"ditetapkan di\b\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
ABOUT = re.compile(r"tentang\b\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
TITLE_END = re.compile(r"(ketua|dengan rahmat|menimbang|mengingat|memutuskan)\b", re.IGNORECASE)
UNITS = "SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS"
ORDINAL = rf"(?:PERTAMA|KE(?:{UNITS})(?: ?(?:BELAS|PULUH))?)"
SECTIONS = (
    ("considerations", re.compile(r"(?i:menimbang)\s*(?::\s*|$)(?P<rest>.*)")),
    ("legal_basis", re.compile(r"(?i:mengingat)\s*(?::\s*|$)(?P<rest>.*)")),
    ("noted", re.compile(r"(?i:memperhatikan)\s*(?::\s*|$)(?P<rest>.*)")),
    ("decision", re.compile(r"(?i:memutuskan)\s*(?::\s*|$)(?P<rest>.*)")),
    ("decides", re.compile(r"(?i:menetapkan)\s*(?::\s*|$)(?P<rest>.*)")),
    ("dictum", re.compile(rf"(?P<label>{ORDINAL})\s*(?::\s*|$)(?P<rest>.*)")),
    ("closing", re.compile(r"(?i:ditetapkan di)\b(?P<rest>.*)")),
)
LABEL = re.compile(r"([a-z]|[0-9]{1,2})[.)]\s+(.*)")
OFFICE_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2})?")


@dataclass(slots=True)
class Printed:
    """One line without its Markdown marks; `number` is 1-based."""

    number: int
    text: str


def unmark(line: str) -> str:
    """The words of a line without Markdown marks: emphasis, list dashes, headings, quotes."""
    bare = re.sub(r"^[\s>#]*(?:[-+*]\s+)?", "", line) if line[:1] in " \t>#-+*" else line
    return clean(bare.replace("*", "").replace("__", ""))


def printed_lines(lines: list[str], first: int, last: int) -> list[Printed]:
    """Lines `first` to `last` (1-based, inclusive) without Markdown marks, empty ones included."""
    return [Printed(number, unmark(lines[number - 1])) for number in range(max(first, 1), min(last, len(lines)) + 1)]


def following(printed: list[Printed], index: int) -> Printed | None:
    """The next line with words after `index`."""
    return next((line for line in printed[index + 1 :] if line.text), None)


def read_numbers(printed: list[Printed]) -> list[PrintedNumber]:
    """Decree numbers on lines "NOMOR : ..." (or on the line after a bare NOMOR)."""
    found = []
    for index, line in enumerate(printed):
        match = NUMBER.fullmatch(line.text)
        if match is None:
            continue
        rest, number = match.group("rest"), line.number
        if not rest and (after := following(printed, index)) is not None:
            rest, number = after.text, after.number
        if any(character.isdigit() for character in rest):
            found.append(PrintedNumber(rest, [number]))
    return found


def merge_numbers(numbers: list[PrintedNumber]) -> list[PrintedNumber]:
    """Equal numbers as one with all their lines."""
    merged: dict[str, PrintedNumber] = {}
    for number in numbers:
        merged.setdefault(number.text, PrintedNumber(number.text)).lines.extend(number.lines)
    return list(merged.values())


def first_paragraph(printed: list[Printed]) -> tuple[str, int]:
    """(the first paragraph, index of the line after it)."""
    start = 0
    while start < len(printed) and not printed[start].text:
        start += 1
    end = start
    while end < len(printed) and printed[end].text:
        end += 1
    return " ".join(line.text for line in printed[start:end]), end


def after_about(printed: list[Printed]) -> list[Printed]:
    """The lines that follow the first TENTANG, with the rest of its own line in front; none without it."""
    for index, line in enumerate(printed):
        if match := ABOUT.fullmatch(line.text):
            rest = [Printed(line.number, match.group("rest"))] if match.group("rest") else []
            return rest + printed[index + 1 :]
    return []


def read_title(printed: list[Printed]) -> str:
    """The title after TENTANG, down to the authority, the blessing or the considerations."""
    words = []
    for line in after_about(printed):
        if TITLE_END.match(line.text):
            break
        words.append(line.text)
    return " ".join(filter(None, words))


def read_office(head: list[Printed], annex: list[Printed]) -> str:
    """The office: "KETUA <office>," above the considerations, else "KEPUTUSAN <office>" of the head or the annex."""
    for index, line in enumerate(head):
        if match := CHAIR.fullmatch(line.text):
            return joined_until(head, index, match.group("office"), ",").rstrip(", ")
    for printed in (head, annex):
        for index, line in enumerate(printed):
            if line.text.lower().startswith("keputusan komisi"):
                return joined_until(printed, index, line.text[len("keputusan ") :], "").rstrip(", ")
    return ""


def joined_until(printed: list[Printed], index: int, words: str, end: str) -> str:
    """Words of a line and of the lines that continue it, up to an empty line, NOMOR, or a line that ends with `end`."""
    for line in printed[index + 1 :]:
        if not line.text or (end and words.endswith(end)) or NUMBER.match(line.text):
            break
        words = f"{words} {line.text}"
    return words


def read_sections(printed: list[Printed]) -> dict[str, list[tuple[str, list[str]]]]:
    """Section name to its parts in order; a part is (label, lines)."""
    sections: dict[str, list[tuple[str, list[str]]]] = {}
    current: list[str] | None = None
    for line in printed:
        if not line.text:
            continue
        for name, pattern in SECTIONS:
            if match := pattern.fullmatch(line.text):
                current = [match.group("rest")] if match.group("rest") else []
                sections.setdefault(name, []).append((match.groupdict().get("label") or "", current))
                break
        else:
            if current is not None:
                current.append(line.text)
    return sections


def labelled(lines: list[str]) -> tuple[str, list[LabelledText]]:
    """(text before the first label, labelled clauses) of a section; lines without label continue the one above."""
    before: list[str] = []
    clauses: list[LabelledText] = []
    for line in lines:
        if match := LABEL.fullmatch(line):
            clauses.append(LabelledText(match.group(1), match.group(2)))
        elif clauses:
            clauses[-1].text = f"{clauses[-1].text} {line}"
        else:
            before.append(line)
    return " ".join(before), clauses


def clauses_of(parts: list[tuple[str, list[str]]]) -> list[LabelledText]:
    """The clauses of a section; words before the first label are a clause without label."""
    before, clauses = labelled([line for _, lines in parts for line in lines])
    return ([LabelledText("", before)] if before else []) + clauses


def read_place_and_date(printed: list[Printed]) -> tuple[str, str]:
    """(place, ISO date) from "Ditetapkan di ..., pada tanggal ..."; "" for what is not printed."""
    place = day = ""
    for line in printed:
        if not place and (match := PLACE.match(line.text)):
            place = re.split(r"(?i)\s*,?\s*pada tanggal", match.group("rest"))[0].strip(" ,")
        if not day and re.search(r"(?i)\bpada tanggal\b", line.text):
            day = iso_date(line.text)
    return place, day


def read_annex_heading(printed: list[Printed], closing: list[Printed]) -> AnnexHeading:
    """What stands between LAMPIRAN and the table, and the annex's own place and date below the table."""
    numbers = read_numbers(printed)
    heading = AnnexHeading(number=numbers[0].text if numbers else "")
    titled = after_about(printed)
    heading.title, end = first_paragraph(titled)
    heading.caption = first_paragraph(titled[end:])[0]
    year = title_year(heading.caption)
    heading.year = year if year is not None else title_year(heading.title)
    heading.place, heading.date = read_place_and_date(closing)
    return heading


def office_code(number: str) -> str:
    """The office code inside a decree number: the part of two or four digits right before the year, or ""."""
    parts = [part.strip() for part in number.split("/")]
    return parts[-2] if len(parts) > 2 and OFFICE_CODE.fullmatch(parts[-2]) else ""


def read_decree(lines: list[str], first: int, last: int) -> DecreeReading:
    """The decree around a table that stands in lines `first` to `last` (1-based); missing parts stay empty."""
    above = printed_lines(lines, 1, first - 1)
    closing = printed_lines(lines, last + 1, len(lines))
    cut = next((index for index, line in enumerate(above) if ANNEX_START.match(line.text)), len(above))
    body, annex = above[:cut], above[cut:]
    sections = read_sections(body)
    end_of_head = next((index for index, line in enumerate(body) if SECTIONS[0][1].fullmatch(line.text)), len(body))
    head = body[:end_of_head]
    body_numbers = read_numbers(head)
    decree = DecreeReading(numbers=merge_numbers(body_numbers + read_numbers(annex)), title=read_title(head))
    decree.annex = read_annex_heading(annex, closing)
    decree.number = body_numbers[0].text if body_numbers else decree.annex.number
    decree.office_name = read_office(head, annex)
    decree.office_code = office_code(decree.number)
    decree.is_copy = any(COPY.fullmatch(line.text) for line in body + closing)
    decree.considerations = clauses_of(sections.get("considerations", []))
    decree.legal_basis = clauses_of(sections.get("legal_basis", []))
    decree.decides = " ".join(line for _, part in sections.get("decides", []) for line in part)
    for label, part in sections.get("dictum", []):
        text, items = labelled(part)
        decree.dictum.append(Dictum(label, text, items))
    decree.place, decree.date = read_place_and_date(body)
    decree.signatories = read_signatories([(line.number, line.text) for line in body])
    decree.signatories += read_signatories([(line.number, line.text) for line in closing])
    decree.year = plan_year(decree)
    if any(len(text) > MAX_TEXT for text in texts_in(asdict(decree))):
        raise UnreadablePlan(f"Batang tubuh keputusan memuat bagian yang lebih dari {MAX_TEXT} huruf.")
    return decree


def has_body(decree: DecreeReading) -> bool:
    """Whether there is a decree around the annex, not only its heading."""
    return bool(decree.considerations or decree.decides or decree.dictum)


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside nested dictionaries and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)


def plan_year(decree: DecreeReading) -> int | None:
    """The year the plan is for: the title's, else the annex's, else the decree number's."""
    years = (title_year(decree.title), title_year(decree.annex.title), decree.annex.year, number_year(decree.number))
    return next((year for year in years if year is not None), None)
