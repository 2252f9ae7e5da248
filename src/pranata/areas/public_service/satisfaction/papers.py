"""The report of a survey in the chapters of PermenPANRB 14/2017: what it says; ``printing`` sets it as PDF and DOCX."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.acting import before, effects
from pranata.areas.public_service.satisfaction.acting import rows as rows_of_plan
from pranata.areas.public_service.satisfaction.numbers import two
from pranata.areas.public_service.satisfaction.outcomes import (
    elements,
    interval_words,
    lines,
    method_words,
    past_lines,
    warnings,
)
from pranata.areas.public_service.satisfaction.pages import origin_words
from pranata.engines.assessments.papers import Chapter, Paper, Table
from pranata.engines.surveys.queries.progress import sheet_rows, target_of
from pranata.engines.surveys.queries.results import history, results
from pranata.engines.surveys.rules import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.areas.public_service.satisfaction.outcomes import Element, Line
    from pranata.engines.surveys.models import Survey
    from pranata.engines.surveys.queries.results import Results

MOST_PRINTED = 1000  # answers on paper; the workbook has all


def report_paper(survey: Survey, today: date) -> Paper:
    """The report of one survey that has ended, with its annexes."""
    found = results(survey)
    rows = elements(found)
    chapters = (
        *_introduction(survey),
        *_execution(survey, found),
        *_outcome(found, rows),
        *_analysis(survey, found, rows),
        *_conclusion(survey, found, rows),
        *_annexes(survey),
    )
    title = _("Laporan %(title)s") % {"title": survey.title}
    facts = (
        (_("Keadaan"), _("KONSEP, disusun dari jawaban yang tercatat; periksa sebelum ditandatangani")),
        (_("Kuesioner"), _questionnaire(survey)),
        (_("Masa survei"), _period(survey)),
    )
    return Paper(f"laporan-{survey.code}", title, survey.office.name, today, chapters, facts=facts)


def _introduction(survey: Survey) -> Iterable[Chapter]:
    yield Chapter(
        _("Bab I Pendahuluan"),
        (
            _(
                "Latar belakang. Penyelenggara pelayanan publik wajib mengukur kepuasan masyarakat secara berkala, "
                "paling kurang satu kali setahun (PermenPANRB 14/2017)."
            ),
            _("Tujuan. Mengetahui tingkat kepuasan pengguna layanan %(office)s dan unsur yang perlu diperbaiki.")
            % {"office": survey.office.name},
            _(
                "Sasaran. Pengguna layanan menilai penyelenggara, penyelenggara memperbaiki layanannya, dan "
                "perbaikannya terukur pada survei berikutnya."
            ),
        ),
    )  # fmt: skip


def _execution(survey: Survey, found: Results) -> Iterable[Chapter]:
    ways = ", ".join(f"{each.title} {each.count}" for each in lines(found.channels) if each.count != "0")
    population = str(survey.population) if survey.population is not None else _("tidak dicatat")
    target = target_of(survey)
    yield Chapter(
        _("Bab II Pelaksanaan"),
        (
            _("Pelaksana: %(executor)s.") % {"executor": survey.executor or survey.office.name},
            _("Metode: kuesioner %(questionnaire)s; cara masuk jawaban: %(ways)s.")
            % {"questionnaire": _questionnaire(survey), "ways": ways or "–"},
            _("Lokasi: %(place)s.") % {"place": survey.place or survey.office.name},
            _("Waktu: %(period)s.") % {"period": _period(survey)},
            _("Penentuan responden: populasi %(population)s, target %(target)s, terisi %(count)d.")
            % {"population": population, "target": _target_words(survey, target), "count": found.count},
        ),
    )  # fmt: skip


def _target_words(survey: Survey, target: int | None) -> str:
    if target is None:
        return _("tidak ditetapkan")
    return str(target) if survey.target is not None else _("%(target)d menurut Krejcie dan Morgan") % {"target": target}


def _outcome(found: Results, rows: list[Element]) -> Iterable[Chapter]:
    yield Chapter(_("Bab III Hasil"), tuple(warnings(found)))
    for group in found.groups:
        yield _division(_("Responden menurut %(field)s") % {"field": group.field.title.lower()}, lines(group.parts))
    if rows:
        yield Chapter(
            _("Nilai setiap unsur"),
            table=Table(
                (_("Unsur"), _("NRR"), _("NRR tertimbang"), _("Indeks")),
                (46, 18, 18, 18),
                tuple((each.title, each.nrr_words, each.weighted_words, each.index_words) for each in rows),
            ),
        )
    if found.services:
        yield _division(_("Indeks menurut layanan"), lines(found.services))


def _division(heading: str, rows: list[Line]) -> Chapter:
    return Chapter(
        heading,
        table=Table(
            (_("Kelompok"), _("Responden"), _("Indeks"), _("Mutu")),
            (46, 26, 16, 12),
            tuple((each.title, each.count, each.index or "–", each.band or "–") for each in rows),
        ),
    )


def _analysis(survey: Survey, found: Results, rows: list[Element]) -> Iterable[Chapter]:
    known = [each for each in rows if each.nrr is not None]
    said = []
    if known:
        low = [each.title for each in known if each.is_low]
        highest = max(each.nrr or 0 for each in known)
        best = [each.title for each in known if each.nrr == highest]
        if len(best) == len(known):
            said.append(_("Semua unsur bernilai sama."))
        else:
            said.append(_("Unsur terendah: %(titles)s.") % {"titles": ", ".join(low)})
            said.append(_("Unsur tertinggi: %(titles)s.") % {"titles": ", ".join(best)})
    plan = tuple((each.element, each.activity, each.quarter, each.party) for each in rows_of_plan(survey))
    if not plan:
        said.append(_("Rencana tindak lanjut belum disusun."))
    yield Chapter(_("Bab IV Analisis"), tuple(said))
    if plan:
        headings = (_("Unsur prioritas"), _("Program/kegiatan"), _("Waktu"), _("Penanggung jawab"))
        yield Chapter(_("Rencana tindak lanjut"), table=Table(headings, (24, 40, 14, 22), plan))
    past = past_lines(history(survey.office, survey.key, until=survey)) if survey.key else []
    if len(past) > 1:
        headings = (_("Survei"), _("Responden"), _("Indeks"), _("Kepastian 95 %"), _("Perubahan"))
        trend = tuple(
            (each.past.survey.title, str(each.past.result.count), each.index, each.interval or "–", each.change or "–")
            for each in past
        )
        yield Chapter(_("Tren"), table=Table(headings, (30, 13, 12, 20, 25), trend))


def _conclusion(survey: Survey, found: Results, rows: list[Element]) -> Iterable[Chapter]:
    if found.whole is None:
        yield Chapter(_("Bab V Kesimpulan"), (_("Jawabannya belum cukup untuk indeks."),))
        return
    grade = found.whole.band
    values = {
        "index": two(found.whole.index),
        "grade": _(", mutu %(code)s (%(title)s)") % {"code": grade.code, "title": grade.title} if grade else "",
        "count": found.count,
        "around": interval_words(found.interval) or "–",
    }
    said = [
        _("Indeks %(index)s%(grade)s dari %(count)d responden; kepastian 95 %%: %(around)s.") % values,
        _("Kepastian itu hanya menghitung kebetulan siapa yang menjawab."),
    ]
    if low := [each.title for each in rows if each.is_low]:
        said.append(_("Perbaikan diutamakan pada %(titles)s.") % {"titles": _(" dan ").join(low)})
    yield Chapter(_("Bab V Kesimpulan"), tuple(said))


def _annexes(survey: Survey) -> Iterable[Chapter]:
    known = survey.questionnaire
    if known:
        asked = tuple(
            (str(number), each.text, "; ".join(each.options) or " – ".join(known.scale))
            for number, each in enumerate(known.questions, start=1)
        )
        yield Chapter(
            _("Lampiran 1. Kuesioner"),
            table=Table((_("Nomor"), _("Pertanyaan"), _("Pilihan 1, 2, …")), (9, 51, 40), asked),
        )
        codes = known.codes
        rows = sheet_rows(survey)
        if len(rows) < SMALLEST:
            rows, few = [], [_("Jawaban dari kurang dari %(count)d responden tidak dicetak.") % {"count": SMALLEST}]
        else:
            few = [_("Urutannya diundi, sehingga tidak menunjukkan siapa yang menjawab.")]
        printed = tuple(
            (str(number), *("–" if row.values[code] is None else str(row.values[code]) for code in codes))
            for number, row in enumerate(islice(rows, MOST_PRINTED), start=1)
        )
        notes = few
        if len(rows) > MOST_PRINTED:
            notes.append(_("Yang dicetak %(count)d jawaban; semuanya dalam lembar Excel.") % {"count": MOST_PRINTED})
        share = 94 // len(codes)
        table = Table((_("Nomor"), *codes), (100 - share * len(codes), *[share] * len(codes)), printed)
        yield Chapter(_("Lampiran 2. Olah data"), tuple(notes), table if printed else None)
    former = before(survey)
    done = tuple(
        (each.title, each.follow_up.number, each.before_words, each.after_words, each.words) for each in effects(survey)
    )
    words = (
        (_("Survei sebelumnya: %(title)s.") % {"title": former.title},)
        if former
        else (_("Belum ada survei sebelumnya."),)
    )
    headings = (_("Unsur"), _("Tindak lanjut"), _("Dulu"), _("Sekarang"), _("Artinya"))
    yield Chapter(
        _("Lampiran 3. Tindak lanjut periode lalu"),
        words,
        Table(headings, (28, 16, 10, 12, 34), done) if done else None,
    )
    batches = tuple((str(each.number), str(each.count), each.digest[:16]) for each in survey.batches.all())
    yield Chapter(
        _("Lampiran 4. Jejak jawaban"),
        (_("Setiap angka di atas dihitung dari kelompok jawaban ini, yang sidiknya tercatat dalam jejak audit."),),
        Table((_("Kelompok"), _("Jawaban"), _("Sidik")), (20, 20, 60), batches) if batches else None,
    )


def _questionnaire(survey: Survey) -> str:
    title = survey.questionnaire.title if survey.questionnaire else _("susunan sendiri")
    return " · ".join(filter(None, [title, origin_words(survey.questionnaire), method_words(survey)]))


def _period(survey: Survey) -> str:
    ends = survey.closed_on or survey.closes_on
    return f"{date_format(survey.opens_on, 'j F Y')} – {date_format(ends, 'j F Y')}"
