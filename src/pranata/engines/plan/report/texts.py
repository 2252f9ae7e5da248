"""The report as nested plain texts, laid out once for PDF and DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pranata.engines.plan.report.words import (
    DETAIL_HEADINGS,
    EVIDENCE_HEADINGS,
    EVIDENCE_NARROW,
    FOOTNOTES,
    MEASURED_HEADINGS,
    NO_NARRATIVE,
    NOT_REPORTED,
    NOT_YET,
    NOTHING_DUE,
    NOTHING_MEASURED,
    READING_HEADINGS,
    READING_LEAD,
    RESTRICTED,
    SHORT_MONTHS,
    SUMMARY_HEADINGS,
    SUMMARY_LEGEND,
    TITLE,
    grouped,
    legend,
    long_date,
    moment_words,
    month_name,
    reading_mark,
    sign,
)
from pranata.engines.plan.rules import CellState
from pranata.engines.reports.editions import DRAFT_MARK

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.plan.report.model import (
        AreaFigures,
        Entry,
        Figure,
        Item,
        Measured,
        PlanReport,
        Reached,
        ReadingNote,
        Row,
    )
    from pranata.engines.reports.editions import Imprint

FIGURES = ("rows", "cells", "verified", "late", "submitted", "missing", "ahead")


def report_texts(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> dict[str, Any]:
    """Every text of the report in printed order, but for long words, which each printer breaks its own way."""
    return {
        "mark": DRAFT_MARK if imprint.is_draft else "",
        "title": report.title,
        "headline": [TITLE, report.title.removeprefix(TITLE).strip()],
        "author": report.office_name,
        "letterhead": list(letterhead.office),
        "address": list(letterhead.address),
        "number": imprint.number,
        "lead": lead(report),
        "remarks": [*report.remarks, *filter(None, [imprint.remarks.strip()])],
        "summary": {
            "headings": list(SUMMARY_HEADINGS),
            "areas": [summary_line(each) for each in report.areas],
            "total": summary_line(report.total),
            "legend": SUMMARY_LEGEND,
        },
        "months": [SHORT_MONTHS[month - 1] for month in report.months],
        "areas": [
            {
                "name": f"{area.no}. {area.name}",
                "rows": [row_texts(row) for activity in area.activities for row in activity.rows],
            }
            for area in report.rows
        ],
        "nothing": "" if report.rows else NOTHING_DUE,
        "legend": [{"sign": mark, "words": words} for mark, words in legend(states(report))],
        "details": list(DETAIL_HEADINGS),
        "measured": {
            "headings": list(MEASURED_HEADINGS),
            "lines": [measured_texts(each) for each in report.measured],
            "nothing": "" if report.measured else NOTHING_MEASURED,
        },
        "narrative": [
            {
                "title": section.title,
                "sentences": [{"text": each.text, "notes": list(each.notes)} for each in section.sentences],
            }
            for section in report.narrative
        ],
        "no_narrative": "" if report.narrative else NO_NARRATIVE,
        "readings": {
            "headings": list(READING_HEADINGS),
            "lead": READING_LEAD,
            "notes": [reading_texts(each) for each in report.reading_notes],
        },
        "evidence": {
            "headings": list(EVIDENCE_HEADINGS),
            "narrow": list(EVIDENCE_NARROW),
            "rows": [item_texts(each) for each in report.evidence],
        },
        "footnotes": {
            "lead": FOOTNOTES,
            "notes": [
                {"no": each.no, "counts": each.counts, "records": grouped(each.records)} for each in report.notes
            ],
        },
        "signature": signature(report, imprint),
    }


def lead(report: PlanReport) -> str:
    """The sentence under the title: whose plan, by which decree, as of when."""
    decree = f", {report.decree}" if report.decree else ""
    return (
        f"{report.plan} {report.office_name}{decree}. Keadaan pada {long_date(report.as_of)}; periode"
        f" {report.period_words}."
    )


def states(report: PlanReport) -> set[str]:
    return {state for row in report.due_rows for state in row.states}


def summary_line(area: AreaFigures) -> dict[str, Any]:
    """An area's figures with the numbers of their notes, 0 of none; the share with numerator and denominator."""
    share = "–" if area.share is None else f"{area.fulfilled} dari {area.cells.value} ({area.share}%)"
    name = area.name if area.no is None else f"{area.no}. {area.name}"
    return {"name": name, "figures": [figure(getattr(area, key)) for key in FIGURES], "share": share}


def figure(each: Figure) -> dict[str, Any]:
    return {"value": str(each.value), "note": each.note or 0}


def row_texts(row: Row) -> dict[str, Any]:
    return {
        "code": row.code,
        "text": row.text,
        "party": row.in_charge,
        "signs": [sign(state) for state in row.states],
        "entries": [entry_texts(each) for each in row.entries],
    }


def entry_texts(entry: Entry) -> dict[str, str]:
    day = f", diajukan {long_date(entry.submitted_on)}" if entry.submitted_on else ""
    unproven = f", gugur {entry.unproven_count}" if entry.unproven_count else ""
    return {
        "month": month_name(entry.month),
        "standing": f"{sign(entry.state)} {entry.words}{day}",
        "achievement": "\n".join([entry.achievement or unsaid(entry), *map(figure_words, entry.figures)]),
        "obstacle": entry.obstacle or "–",
        "follow_up": entry.follow_up or "–",
        "evidence": f"{entry.evidence_count}{unproven}",
    }


def figure_words(reached: Reached) -> str:
    """What an indicator came to, with its target."""
    target = f"; target {reached.target}" if reached.target else ""
    return f"{reached.indicator}: {reached.words}{target}"


def unsaid(entry: Entry) -> str:
    """What stands where no achievement does."""
    if entry.is_reported:
        return "–"
    return NOT_YET if entry.state in (CellState.PLANNED, CellState.DUE) else NOT_REPORTED


def measured_texts(line: Measured) -> dict[str, str]:
    """A line of the indicators, with the mark of its note, "" without one."""
    return {
        "code": line.code,
        "indicator": line.indicator,
        "month": month_name(line.month),
        "words": line.words,
        "target": line.target,
        "note": reading_mark(line.note) if line.note else "",
    }


def reading_texts(note: ReadingNote) -> dict[str, str]:
    return {
        "no": reading_mark(note.no),
        "measure": note.measure,
        "sentence": note.sentence,
        "as_of": moment_words(note.as_of),
        "rule": str(note.rule_version),
        "reading": str(note.reading),
    }


def item_texts(item: Item) -> dict[str, str]:
    is_hidden = not item.title
    return {
        "no": str(item.no),
        "title": RESTRICTED if is_hidden else item.title,
        "day": long_date(item.dated_on),
        "file": RESTRICTED if is_hidden else item.file_name,
        "hash": item.sha256,
        "security": item.confidentiality + (f"; {item.standing}" if item.standing else ""),
        "records": grouped(item.records),
    }


def signature(report: PlanReport, imprint: Imprint) -> dict[str, str]:
    """The signature block; the name stays blank until somebody is named, the date of a draft is the day it shows."""
    day = long_date(imprint.issued_on or report.as_of)
    return {
        "place": ", ".join(filter(None, [imprint.place, day])),
        "role": imprint.role,
        "office": report.office_name,
        "name": imprint.name,
        "check": f"Periksa keaslian dokumen ini di {imprint.address}" if imprint.address else "",
        "code": f"Kode: {imprint.code}" if imprint.code else "",
        "chain": f"Ujung jejak audit saat diterbitkan: {imprint.chain_head}" if imprint.chain_head else "",
    }
