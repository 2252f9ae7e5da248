"""The narrative of an implementation report: plain sentences from its figures, readings and notes, nothing invented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pranata.engines.plan.report.words import NOTHING_DUE, grouped, month_name, reading_mark
from pranata.engines.plan.rules import CellState
from pranata.engines.reports.narrative import Sentence

if TYPE_CHECKING:
    from pranata.engines.plan.report.model import AreaFigures, Figure, Measured, PlanReport

SUMMARY, OBSTACLES, FOLLOW_UPS, QUALITY = "ringkasan", "hambatan", "tindak-lanjut", "mutu-data"
NOTHING_SAID = {"", "-", "–", "nihil", "tidak ada", "tidak ada hambatan", "belum ada"}
DONE = (CellState.VERIFIED, CellState.LATE)


def section_titles(report: PlanReport) -> list[tuple[str, str]]:
    """The headings, as code and title, in printed order."""
    areas = [(area_code(each.no), f"Area {each.no}. {each.name}") for each in report.areas]
    return [
        (SUMMARY, "Ringkasan"),
        *areas,
        (OBSTACLES, "Hambatan"),
        (FOLLOW_UPS, "Tindak lanjut"),
        (QUALITY, "Mutu data"),
    ]


def area_code(no: int | None) -> str:
    return f"area-{no}"


def drafted(report: PlanReport) -> list[Sentence]:
    """Every sentence that the report's own figures and notes give, in the order of its sections."""
    return [*_summary(report), *_areas(report), *_notes(report), *_quality(report)]


def _summary(report: PlanReport) -> Iterator[Sentence]:
    total = report.total
    if not total.cells.value:
        yield Sentence(SUMMARY, "jadwal", NOTHING_DUE)
    else:
        late = f", {total.late.value} di antaranya selesai terlambat" if total.late.value else ""
        yield replace(
            _done(total, SUMMARY, "jadwal"),
            text=f"Pada {report.period_words} dijadwalkan {total.cells.value} pelaksanaan dari {total.rows.value}"
            f" subkegiatan; {total.fulfilled} sudah diverifikasi ({total.share}%){late}.",
        )
    for key, figure, words in (
        ("menunggu", total.submitted, "laporan diajukan dan menunggu verifikasi"),
        ("belum-lapor", total.missing, "pelaksanaan belum dilaporkan padahal tenggatnya lewat"),
        ("belum-tiba", total.ahead, "pelaksanaan belum tiba tenggatnya"),
    ):
        if figure.value:
            text = f"{figure.value} {words}."
            yield Sentence(SUMMARY, key, text, figure=str(figure.value), notes=_marks(figure))


def _done(area: AreaFigures, section: str, key: str) -> Sentence:
    """How much of what was scheduled is verified."""
    text = f"{area.fulfilled} dari {area.cells.value} pelaksanaan sudah diverifikasi."
    words = f"{area.fulfilled} dari {area.cells.value}"
    return Sentence(section, key, text, figure=words, notes=_marks(area.cells, area.verified, area.late))


def _marks(*figures: Figure) -> tuple[str, ...]:
    return tuple(str(each.note) for each in figures if each.note)


def _areas(report: PlanReport) -> Iterator[Sentence]:
    due = {row.code for row in report.due_rows}
    read = _by_note(each for each in report.measured if each.code.partition("#")[0] in due)
    notes = {each.no: each for each in report.reading_notes}
    rows = {area.no: area for area in report.rows}
    for area in report.areas:
        code = area_code(area.no)
        if area.cells.value:
            yield _done(area, code, f"{code}:jadwal")
        entries = [
            (row.code, entry)
            for activity in (rows[area.no].activities if area.no in rows else ())
            for row in activity.rows
            for entry in row.entries
            if entry.state in DONE
        ]
        if entries:
            records = tuple(f"{row}·{entry.month}" for row, entry in entries)
            ids = tuple(entry.progress for _row, entry in entries if entry.progress is not None)
            text = f"Sudah diverifikasi: {grouped(records)}."
            yield Sentence(code, f"{code}:terverifikasi", text, figure=str(len(records)), progress=ids)
        for no, lines in read.items():
            own = [each for each in lines if each.code.partition(".")[0] == str(area.no)]
            if own:
                note = notes[no]
                codes = ", ".join(each.code for each in own)
                yield Sentence(
                    code,
                    f"{code}:{note.measure}·{note.month}",
                    f"{note.sentence} ({codes})",
                    figure=own[0].words,
                    notes=(reading_mark(no),),
                    readings=(note.reading,),
                )


def _by_note(lines: Iterator[Measured]) -> dict[int, list[Measured]]:
    """What was measured, by the number of its note; what nothing was measured of is told under data quality."""
    found: dict[int, list[Measured]] = defaultdict(list)
    for each in lines:
        if each.note is not None and each.value is not None:
            found[each.note].append(each)
    return found


def _notes(report: PlanReport) -> Iterator[Sentence]:
    """What people reported to stand in the way, and what they will do about it."""
    entries = [(row.code, entry) for row in report.due_rows for entry in row.entries if entry.is_reported]
    for section, name in ((OBSTACLES, "obstacle"), (FOLLOW_UPS, "follow_up")):
        count = 0
        for code, entry in entries:
            said = " ".join(getattr(entry, name).split())
            if said.casefold().strip(". ") in NOTHING_SAID:
                continue
            count += 1
            ids = (entry.progress,) if entry.progress is not None else ()
            text = f"{code} bulan {month_name(entry.month)}: {_ended(said)}"
            yield Sentence(section, f"{section}:{code}·{entry.month}", text, progress=ids)
        if section == OBSTACLES and entries and not count:
            yield Sentence(section, f"{section}:tidak-ada", "Tidak ada hambatan yang dilaporkan.")
    if report.follow_ups:
        yield Sentence(FOLLOW_UPS, "tindak-lanjut:keadaan", report.follow_ups)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _quality(report: PlanReport) -> Iterator[Sentence]:
    for each in report.missing:
        yield Sentence(QUALITY, f"{QUALITY}:{each.key}", each.text, figure=str(each.count))
