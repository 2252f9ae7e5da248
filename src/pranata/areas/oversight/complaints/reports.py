"""The periodic report on complaints, of a month, a quarter and a year, drafted from the register; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.oversight.complaints.figures import complaint_figures
from pranata.engines.cases.letters.model import BLANK, Letter
from pranata.engines.followups.queries import carried_into
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.registry import Report, declare
from pranata.engines.reports.sources import declare_report_source
from pranata.lib import clock
from pranata.lib.periods import Length

if TYPE_CHECKING:
    from pranata.areas.oversight.complaints.figures import ComplaintFigures
    from pranata.base.org.models import Office
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.followups.models import FollowUp
    from pranata.engines.reports.editions import Imprint, Written
    from pranata.lib.periods import Period

TITLE = "Laporan Pengelolaan Pengaduan"
SOURCE = "pengaduan"  # of follow-ups
CODES = {Length.MONTH: "complaints_month", Length.QUARTER: "complaints_quarter", Length.YEAR: "complaints_year"}


@dataclass(frozen=True)
class ComplaintsReport:
    """What the register says of a period up to ``as_of``: figures as label and value, then two paragraphs on them.

    ``follow_ups`` say what came of earlier recommendations. What the office recommends now stands in no register: the
    issuer writes it, and once issued it can be opened as follow-ups.
    """

    title: str
    office_name: str
    period: str
    as_of: date
    lines: tuple[tuple[str, str], ...]
    achievements: str
    hindrances: str
    follow_ups: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()


def facts_of(office: Office, period: Period) -> ComplaintsReport:
    """The report of ``office``. Raises ``NoFacts`` for a period that has not begun."""
    today = clock.today()
    if period.start > today:
        raise NoFacts(_("Masa %(period)s belum dimulai.") % {"period": period.words})
    found = complaint_figures(office, period)
    unfinished = (_("Masa ini belum selesai; angkanya sampai hari ini."),) if period.end >= today else ()
    words = _(
        "Rekomendasi ditulis penerbit sebagai catatan; setelah terbit, catatan itu dapat dijadikan tindak lanjut."
    )
    return ComplaintsReport(
        title=f"{TITLE} {period.words}",
        office_name=office.name,
        period=period.words,
        as_of=min(period.end, today),
        lines=tuple(report_lines(found)),
        achievements=achievements(found),
        hindrances=hindrances(found),
        follow_ups=tuple(
            map(follow_up_line, carried_into(office, SOURCE, start=period.start, since=start_before(period)))
        ),
        warnings=(*unfinished, words),
        obstacles=unfinished,
    )


def report_lines(found: ComplaintFigures) -> list[tuple[str, str]]:
    """The figures in printed order."""
    counted = [
        *((_("Saluran: %s") % words, count) for words, count in found.channels),
        *((_("Jenis: %s") % words, count) for words, count in found.kinds),
        (_("Diverifikasi"), found.verified),
        (_("Diverifikasi lewat 3 hari kerja"), found.verified_late),
        *((_("Tidak lolos: %s") % words, count) for words, count in found.rejected if count),
        *((words[:1].upper() + words[1:], count) for words, count in found.transferred if count),
        (_("Selesai"), found.settled),
        (_("Dianggap dicabut"), found.withdrawn),
        (_("Sengketa pelayanan"), found.service_disputes),
        (_("Sengketa pelayanan diputus dalam 60 hari"), found.service_disputes_on_time),
        (_("Sengketa pelayanan diputus lewat 60 hari"), found.service_disputes_late),
        (_("Terbuka pada akhir masa"), found.whole.open),
        (_("Terbuka lewat tenggat"), found.whole.open_overdue),
        *((_("Umur %s") % words, count) for words, count in found.ages if count),
    ]
    lines = [(_("Diterima"), str(found.received)), *((words, str(count)) for words, count in counted)]
    return [*lines, *map(class_line, found.classes), (_("Kepuasan"), satisfaction_words(found))]


def class_line(each) -> tuple[str, str]:
    """One class: received, answered in time and late, and the median where enough were answered."""
    said = _("%(received)d diterima, %(punctual)d tepat waktu, %(late)d terlambat")
    words = said % {"received": each.received, "punctual": each.on_time, "late": each.late}
    if each.duration.median is not None:
        middle = {"median": f"{each.duration.median:g}", "count": each.duration.count}
        words += _(", median %(median)s hari kerja dari %(count)d") % middle
    return _("Golongan %s") % each.words, words


def satisfaction_words(found: ComplaintFigures) -> str:
    if found.satisfied is None:
        return _("%(count)d penilai, belum cukup untuk persentase") % {"count": found.rated}
    return _("%(share)d%% puas, dari %(count)d penilai") % {"share": found.satisfied, "count": found.rated}


def achievements(found: ComplaintFigures) -> str:
    answered = found.on_time + found.late
    if not answered:
        return _("Capaian: tidak ada pengaduan yang dijawab dalam masa ini.")
    said = _("Capaian: %(punctual)d dari %(answered)d pengaduan yang dijawab selesai tepat waktu.")
    return said % {"punctual": found.on_time, "answered": answered}


def hindrances(found: ComplaintFigures) -> str:
    counted = [
        (found.verified_late, _("%d verifikasi lewat 3 hari kerja")),
        (found.late, _("%d jawaban terlambat")),
        (found.whole.open_overdue, _("%d pengaduan terbuka lewat tenggat")),
        (found.withdrawn, _("%d pengaduan tidak dilengkapi pelapor")),
    ]
    met = [words % count for count, words in counted if count]
    return _("Hambatan: %s.") % (", ".join(met) or _("register tidak mencatat keterlambatan"))


def start_before(period: Period) -> date:
    """The first day of the period of the same length before ``period``."""
    months = period.start.year * 12 + period.start.month - 1 - len(period.months)
    return date(months // 12, months % 12 + 1, 1)


def follow_up_line(each: FollowUp) -> str:
    """A recommendation and what came of it by today."""
    day = each.ended_on or each.due_on
    words = _("%(state)s, %(day)s") if each.has_ended else _("%(state)s, tenggat %(day)s")
    state = words % {"state": each.get_status_display(), "day": date_format(day, "j F Y")}
    return f"{each.number} {' '.join(each.recommendation.split())} ({state})"


def follow_up_words(facts: ComplaintsReport) -> str:
    """What came of earlier recommendations, as one paragraph."""
    none = _("tidak ada rekomendasi masa lalu yang tercatat")
    return _("Tindak lanjut rekomendasi masa lalu: %s.") % ("; ".join(facts.follow_ups) or none)


def letter_of(facts: ComplaintsReport, imprint: Imprint) -> Letter:
    """The report as a letter to the head of the secretariat; the issuer's remarks are the recommendations."""
    proof = [(_("Periksa keaslian"), imprint.address), (_("Ujung jejak audit"), imprint.chain_head)]
    recommended = _("Rekomendasi: %s") % (imprint.remarks or BLANK)
    return Letter(
        title=facts.title,
        office_name=facts.office_name,
        to=(_("Sekretaris %s") % facts.office_name,),
        facts=(*facts.lines, *((label, value) for label, value in proof if value)),
        paragraphs=(facts.achievements, facts.hindrances, follow_up_words(facts), recommended),
        clock=None,
        written_on=imprint.issued_on or facts.as_of,
        role=imprint.role,
        number=imprint.number,
        name=imprint.name,
    )


def write_pdf(facts: ComplaintsReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.engines.cases.letters.pdf import print_pdf  # noqa: PLC0415 -- slow import

    return print_pdf(letter_of(facts, imprint), letterhead)


def write_docx(facts: ComplaintsReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.engines.cases.letters.word import print_docx  # noqa: PLC0415 -- slow import

    return print_docx(letter_of(facts, imprint), letterhead)


declare_report_source(SOURCE, gettext_lazy("Laporan pengaduan"), tuple(CODES.values()))
for length, code in CODES.items():
    declare(
        Report(
            code=code,
            slug=f"pengaduan-{length}",
            title=f"{TITLE} {length.capitalize()}",
            length=length,
            facts=facts_of,
            writers={"pdf": write_pdf, "docx": write_docx},
        )
    )
