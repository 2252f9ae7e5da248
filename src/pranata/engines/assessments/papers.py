"""What the papers of a sheet say: the sheet itself, an assessor's working paper, the minutes of the consensus.

Plain values; ``printing`` sets them as PDF and DOCX.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.engines.assessments.models import Level
from pranata.engines.assessments.notices import title_of
from pranata.engines.assessments.packing import folder_of
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.rules import value_of
from pranata.engines.assessments.sentences import condition_words, sentence, shown, unconfirmed
from pranata.engines.assessments.words import reply_words
from pranata.engines.deadlines.rows import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pranata.engines.assessments.models import Answer
    from pranata.engines.assessments.queries import Line, SheetView
    from pranata.engines.assessments.rules import Outcome

BLANK = "………………………………"
SLUGS = {Level.INTERNAL: "internal", Level.EXTERNAL: "eksternal"}
BEFORE = {Level.INTERNAL: (Level.SELF,), Level.EXTERNAL: (Level.INTERNAL, Level.SELF)}


@dataclass(frozen=True)
class Table:
    """A table: ``shares`` are the widths of its columns in parts."""

    headings: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chapter:
    """One part of a paper: its heading ("" for none), paragraphs, a table."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Paper:
    """One paper. ``number`` is blank where a person enters it; ``signers`` are who signs, as roles."""

    name: str
    title: str
    office: str
    day: date
    chapters: tuple[Chapter, ...]
    number: str = ""
    signers: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = field(default=())


def sheet_paper(view: SheetView, today: date, evidence: Iterable[tuple[str, ...]] = ()) -> Paper:
    """The whole sheet: totals, conditions, every question with the three answers, what proves it.

    ``evidence`` are the rows of its list: question, title, day, valid until, folder in the archive.
    """
    chapters = [Chapter(_("Nilai"), (), _totals(view)), *_gates(view), Chapter(_("Bobot"), tuple(_doubts(view)))]
    chapters += [Chapter(f"{each.part.title} ({each.part.code})", (), _answers(each.lines)) for each in view.sections]
    if listed := tuple(evidence):
        headings = (_("Kode"), _("Bukti"), _("Tanggal"), _("Berlaku sampai"), _("Folder arsip"))
        chapters.append(Chapter(_("Daftar bukti"), (), Table(headings, (9, 50, 14, 14, 13), listed)))
    warnings = tuple(sentence(each) for each in view.claimed.warnings)
    chapters += [Chapter(_("Catatan perhitungan"), warnings)] if warnings else []
    return _paper(view, _("Lembar penilaian %s") % title_of(view.sheet), "lembar", chapters, today)


def working_paper(view: SheetView, level: Level, today: date) -> Paper:
    """What the assessors of one level found: each answer beside the one before, variance and reason (Kertas Kerja)."""
    rows = [row for line in view.lines if (row := _assessed(line, level)) is not None]
    headings = (_("Kode"), _("Pertanyaan"), _("Sebelumnya"), _("Penilai"), _("Selisih"), _("Alasan"), _("Catatan"))
    table = Table(headings, (7, 26, 9, 9, 8, 22, 19), tuple(rows))
    own, found = view.claimed.total, view.outcomes[level].total
    words = _("%(count)d dari %(all)d butir dinilai. Nilai mandiri %(own)s, sesudah penilaian %(found)s.") % {
        "count": len(rows),
        "all": len(view.lines),
        "own": shown(own),
        "found": shown(found),
    }
    title = _("Kertas kerja %(level)s, %(sheet)s") % {"level": level.label, "sheet": title_of(view.sheet)}
    chapters = [Chapter("", (words,)), Chapter(_("Penilaian"), (), table)]
    return _paper(view, title, f"kertas-kerja-{SLUGS[level]}", chapters, today, signers=(str(level.label),))


def consensus_paper(view: SheetView, today: date) -> Paper:
    """The minutes of the consensus (Berita Acara) out of the texts in ``data/paper/consensus.toml``."""
    texts, sheet = consensus_texts(), view.sheet
    outcome = view.outcomes[Level.INTERNAL]
    facts = {
        "instrument": view.instrument.title,
        "day": date_format(sheet.agreed_on, "j F Y") if sheet.agreed_on else BLANK,
        "office": sheet.office.name,
        "year": str(sheet.year),
        "basis": view.instrument.basis,
        "claimed": shown(view.claimed.total),
        "assessed": shown(outcome.total),
        "maximum": shown(view.instrument.maximum),
        "category": outcome.category or _("belum memenuhi syarat"),
    }
    said = {name: text.format(**facts) for name, text in texts.items() if isinstance(text, str)}
    rows = tuple(
        row[:6] for line in view.lines if (row := _assessed(line, Level.INTERNAL)) is not None and row[2] != row[3]
    )
    headings = (_("Kode"), _("Pertanyaan"), _("Satuan kerja"), _("Penilai"), _("Selisih"), _("Alasan"))
    draft = () if sheet.agreed_on else (_("KONSEP: lembar ini belum disepakati."),)
    chapters = [
        Chapter("", (*draft, said["opening"], said["agreed"])),
        Chapter(
            _("Perbedaan"),
            (said["differences"] if rows else said["none"],),
            Table(headings, (7, 31, 10, 10, 8, 34), rows) if rows else None,
        ),
        *_gates(view, Level.INTERNAL),
        Chapter("", (said["closing"],)),
    ]
    signers = tuple(str(each) for each in texts["signers"])
    return _paper(view, said["title"], "berita-acara", chapters, today, signers=signers, number=BLANK)


@cache
def consensus_texts() -> dict[str, str | list[str]]:
    """The texts as people wrote them. Raises ``DataFault`` when the file cannot be read."""
    return read_toml(settings.DATA_DIR / "paper" / "consensus.toml")


def file_stem(view: SheetView, name: str) -> str:
    """What the files of a paper are called, without ending: the same sheet, the same name."""
    sheet = view.sheet
    subject = folder_of(sheet.subject) if sheet.subject else ""
    return "-".join(filter(None, [sheet.instrument, str(sheet.year), subject, name, sheet.office.code]))


def _paper(
    view: SheetView,
    title: str,
    name: str,
    chapters: list[Chapter],
    today: date,
    *,
    signers: tuple[str, ...] = (),
    number: str = "",
) -> Paper:
    sheet = view.sheet
    facts = (
        (_("Instrumen"), view.instrument.title),
        (_("Dasar"), f"{view.instrument.basis}, {_('edisi')} {view.instrument.edition}"),
        (_("Tahun"), str(sheet.year)),
        *(((_("Layanan"), sheet.subject),) if sheet.subject else ()),
        (_("Keadaan"), f"{sheet.get_status_display()}, {date_format(today, 'j F Y')}"),
    )
    return Paper(file_stem(view, name), title, sheet.office.name, today, tuple(chapters), number, signers, facts)


def _totals(view: SheetView) -> Table:
    assessed = any(each.answers.get(Level.INTERNAL) for each in view.lines)
    outcomes: list[tuple[str, Outcome]] = [(_("Mandiri"), view.claimed), (_("Terbukti"), view.proven)]
    outcomes += [(str(Level.INTERNAL.label), view.outcomes[Level.INTERNAL])] if assessed else []
    rows = [
        (part.title, shown(part.weight), *(shown(each.parts[part.code].score) for _name, each in outcomes))
        for part in view.instrument.walk()
        if any(part.code == top.code for top in view.instrument.parts) or part.is_section
    ]
    total = (_("Nilai total"), shown(view.instrument.maximum), *(shown(each.total) for _name, each in outcomes))
    category = (_("Kategori"), "", *(each.category or "–" for _name, each in outcomes))
    headings = (_("Bagian"), _("Bobot"), *(name for name, _each in outcomes))
    return Table(headings, (40, 12, *(16 for _each in outcomes)), (*rows, total, category))


def _gates(view: SheetView, level: Level = Level.SELF) -> Iterator[Chapter]:
    outcome = view.outcomes[level]
    for gate in view.instrument.gates:
        rows = tuple(
            (
                condition_words(view.instrument, each),
                shown(outcome.points(each.part), 3),
                _("belum") if each.part in outcome.gates[gate.code].failed else _("terpenuhi"),
                "" if each.mark.is_settled else _("belum terkonfirmasi"),
            )
            for each in gate.conditions
        )
        table = Table((_("Syarat"), _("Nilai"), _("Keadaan"), _("Catatan")), (50, 14, 16, 20), rows)
        yield Chapter(_("Syarat %s") % gate.code, gate.notes, table)


def _doubts(view: SheetView) -> list[str]:
    found = [
        _("%(part)s: %(words)s.") % {"part": part.title, "words": unconfirmed(part.mark)}
        for part in view.instrument.walk()
        if not part.mark.is_settled
    ]
    return found or [_("Semua bobot dibaca dari sumber.")]


def _answers(lines: list[Line]) -> Table:
    headings = (
        _("Kode"),
        _("Pertanyaan"),
        _("Mandiri"),
        _("Internal"),
        _("Eksternal"),
        _("Nilai"),
        _("Bukti"),
        _("Penjelasan"),
    )
    rows = tuple(
        (
            line.question.code,
            line.question.text,
            *(_said(line, level) for level in Level),
            _worth(line, line.answers.get(Level.SELF)),
            _proof(line),
            line.answers[Level.SELF].note if Level.SELF in line.answers else "",
        )
        for line in lines
    )
    return Table(headings, (7, 28, 9, 9, 9, 7, 11, 20), rows)


def _said(line: Line, level: Level) -> str:
    answer = line.answers.get(level)
    if answer is None:
        return "–"
    words = reply_words(line.question, reply_in(answer))
    return words if answer.is_confirmed else _("%s (tahun lalu, belum dipastikan)") % words


def _worth(line: Line, answer: Answer | None) -> str:
    reply = reply_in(answer) if answer is not None and answer.is_confirmed else None
    value = value_of(line.question, reply) if reply is not None else None
    return "–" if value is None else shown(value)


def _proof(line: Line) -> str:
    own = line.answers.get(Level.SELF)
    if own is None or not line.question.is_scored:
        return ""
    if own.reading_id is not None:
        return _("terukur")
    if line.proving:
        return _("%d bukti") % line.proving
    return "" if line.is_proven else _("belum terbukti")


def _assessed(line: Line, level: Level) -> tuple[str, ...] | None:
    answer = line.answers.get(level)
    if answer is None:
        return None
    before = next((line.answers[each] for each in BEFORE[level] if each in line.answers), None)
    worth = [value_of(line.question, reply) if (reply := reply_in(each)) else None for each in (before, answer) if each]
    variance = shown(worth[1] - worth[0]) if len(worth) == 2 and None not in worth else "–"  # type: ignore[operator]
    said = reply_words(line.question, reply_in(before)) if before is not None else "–"
    words = reply_words(line.question, reply_in(answer))
    return line.question.code, line.question.text, said, words, variance, answer.reason, answer.note
