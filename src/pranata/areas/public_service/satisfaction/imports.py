"""Answers on paper or in a file: one sheet for both, so that what is typed and what is imported is refused alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.numbers import two
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.cells import as_text, fold, one_of
from pranata.base.imports.sheet import Column, Line, Row, Sheet
from pranata.base.imports.workbook import MOST_CELLS, MOST_COLUMNS, Grid
from pranata.base.imports.workbook import MOST_ROWS as MOST_LINES
from pranata.base.imports.writing import write_workbook
from pranata.engines.surveys.actions.answering import was_kept
from pranata.engines.surveys.actions.checking import LONGEST_WORDS, Answers
from pranata.engines.surveys.models import AddedQuestion, Channel, QuestionKind
from pranata.engines.surveys.reading.responses import FaultyResponses, Response, rows_of, runs_of, score, text_of
from pranata.engines.surveys.respondents import RespondentField, fields_of
from pranata.engines.surveys.rules import result_of

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.engines.surveys.models import Survey, SurveyService
    from pranata.engines.surveys.reading.questionnaire import Question, Questionnaire

SERVICE, SUGGESTION = "service", "suggestion"
MOST_ROWS = 5000  # of one file
MOST_BYTES = 5 * 1024 * 1024
MOST_NAMED = 50  # faulty rows of a file


def sheet_of(survey: Survey) -> Sheet:
    """The columns of a survey's answers: elements by their codes, service, respondent, added questions, suggestion."""
    known = survey.questionnaire
    columns = [_element(each, known) for each in known.questions] if known else []
    columns.sort(key=lambda column: known.codes.index(column.name) if known else 0)
    services = list(survey.services.all())
    if services:
        columns.append(_service(services))
    columns += [_respondent(each) for each in fields_of(survey.asked_fields)]
    columns += [_added(each) for each in survey.added_questions.all()]
    if survey.asks_suggestion:
        columns.append(Column(_("Saran"), SUGGESTION, _words, also=("saran", "suggestion"), width=40))
    return Sheet(*columns)


def read_file(survey: Survey, upload: File, name: str) -> list[Line]:
    """The filled rows of an XLSX or CSV file as texts. Raises ``RefusedFile``."""
    sheet = sheet_of(survey)
    upload.seek(0)
    if upload.read(4) == b"PK\x03\x04":
        lines = sheet.read(upload, name)
    else:
        lines = sheet.find([_grid(upload)])
        if lines is None:
            missing = ", ".join(each.heading for each in sheet.columns if each.is_expected)
            raise RefusedFile(_("Judul kolom tidak ditemukan; baris pertama memuat: %s.") % missing)
    if not lines:
        raise RefusedFile(_("Tidak ada baris terisi di bawah judul kolom."))
    if len(lines) > MOST_ROWS:
        raise RefusedFile(_("Paling banyak %(count)d baris dalam satu berkas.") % {"count": MOST_ROWS})
    return lines


def read_answers(survey: Survey, lines: Sequence[Line]) -> list[Answers]:
    """The answers of rows of texts. Raises ``FaultySheet`` with every faulty cell."""
    questions = {each.code: each for each in survey.added_questions.all()}
    return sheet_of(survey).check(lines, partial(_answers, survey, questions))


def template_of(survey: Survey) -> bytes:
    """The workbook to be filled in, one row for each respondent."""
    return write_workbook(sheet_of(survey), [], title=_("Jawaban"))


@dataclass(frozen=True)
class Foreseen:
    """What rows would come to: how many, the index they have by themselves, what to look at before keeping them."""

    count: int
    index: str
    warnings: list[str]


def foresee(survey: Survey, lines: Sequence[Line], rows: Sequence[Answers], *, channel: str = Channel.FILE) -> Foreseen:
    """What a reader should know before the rows are kept."""
    known = survey.questionnaire
    found = [
        Response(line.number, dict(row.values), row.service.name if row.service else "")
        for line, row in zip(lines, rows, strict=True)
    ]
    said = runs_of(found) if known else []
    if was_kept(survey, rows, channel=channel):
        said.insert(
            0, _("Jawaban yang persis sama sudah pernah dimasukkan bulan ini; periksa apakah berkasnya dua kali.")
        )
    answered = known and any(value for row in rows for value in row.values.values())
    index = two(result_of(known, found, survey.method).index) if known and answered else ""
    return Foreseen(len(rows), index, said)


def _grid(upload: File) -> Grid:
    """A CSV file as a sheet whose rows are numbered as its lines are; the first filled one holds the headings.

    Raises ``RefusedFile``, also for a row that is wider than the headings: a decimal comma would shift its answers.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise RefusedFile(_("Berkas terlalu besar; paling besar %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    upload.seek(0)
    try:
        found = list(rows_of(text_of(upload.read())))
    except FaultyResponses as fault:
        raise RefusedFile(str(fault)) from None
    if not found:
        raise RefusedFile(_("Berkas kosong."))
    height, width = found[-1][0], len(found[0][1])
    if height > MOST_LINES or width > MOST_COLUMNS or height * width > MOST_CELLS:
        words = _("Berkas terlalu luas, paling banyak %(rows)d baris dan %(columns)d kolom.")
        raise RefusedFile(words % {"rows": MOST_LINES, "columns": MOST_COLUMNS})
    if wide := [(line, len(cells)) for line, cells in found if any(cells[width:])]:
        words = _("Baris %(line)d: %(cells)d sel, judul kolomnya %(width)d; periksa tanda pemisahnya.")
        said = [words % {"line": line, "cells": cells, "width": width} for line, cells in wide[:MOST_NAMED]]
        raise RefusedFile("\n".join(said))
    rows = [[""] * width for _line in range(height)]
    for line, cells in found:
        rows[line - 1] = [*cells[:width], *[""] * (width - len(cells))]
    return Grid(_("Jawaban"), rows)


def _answers(survey: Survey, questions: dict[str, AddedQuestion], row: Row) -> Answers:
    values, known = row.values, survey.questionnaire
    found = Answers(
        values={code: values.get(code) for code in known.codes} if known else {},
        service=values.get(SERVICE),
        respondent={code: values[code] for code in survey.asked_fields if values.get(code)},
        suggestion=values.get(SUGGESTION) or "",
        added={each.pk: values[code] for code, each in questions.items() if values.get(code)},
    )
    if not any(found.values.values()) and not found.added:
        raise ValidationError(_("tidak ada satu pun jawaban."))
    return found


def _element(question: Question, known: Questionnaire | None) -> Column:
    highest = known.highest if known else 0
    options = "; ".join(f"{place} = {words}" for place, words in enumerate(question.options, start=1))
    return Column(
        question.code,
        question.code,
        partial(score, highest=highest),
        present=True,
        also=(question.element,),
        hint=f"{question.text} {options}".strip(),
        choices=tuple(str(place) for place in range(1, highest + 1)),
        width=7,
    )


def _service(services: list[SurveyService]) -> Column:
    names = {each.name: each for each in services}
    return Column(_("Layanan"), SERVICE, one_of(names), also=("service", "layanan"), choices=tuple(names), width=28)


def _respondent(field: RespondentField) -> Column:
    codes = {each.code: each.code for each in field.options}
    titles = {each.title: each.code for each in field.options}
    return Column(
        field.title, field.code, one_of(codes, titles), also=(field.code,), choices=tuple(codes), hint=field.title
    )


def _added(question: AddedQuestion) -> Column:
    options = "; ".join(f"{place} = {words}" for place, words in enumerate(question.choices, start=1))
    return Column(
        question.code,
        question.code,
        _convert(question),
        required=question.is_required,
        also=(question.text,),
        hint=f"{question.text} {options}".strip(),
    )


def _convert(question: AddedQuestion) -> Callable[[str], Any]:
    if question.kind == QuestionKind.TEXT:
        return _words
    count = len(question.choices)
    places = {fold(words): place for place, words in enumerate(question.choices, start=1)}

    def place(text: str) -> int:
        if text.isascii() and text.isdigit() and 1 <= int(text) <= count:
            return int(text)
        if fold(text) in places:
            return places[fold(text)]
        raise ValueError(_("'%(text)s' bukan pilihan 1 sampai %(count)d.") % {"text": text[:30], "count": count})

    def several(text: str) -> list[int]:
        return [place(each.strip()) for each in text.replace(";", ",").split(",") if each.strip()]

    return several if question.kind == QuestionKind.MULTIPLE else place


def _words(text: str) -> str:
    found = as_text(text)
    if len(found) > LONGEST_WORDS:
        raise ValueError(_("paling panjang %(count)d huruf.") % {"count": LONGEST_WORDS})
    return found
