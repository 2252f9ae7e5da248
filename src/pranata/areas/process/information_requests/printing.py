"""Prints the annual report as PDF and DOCX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Mm, Pt

from pranata.base.paper.characters import breakable
from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.base.paper.word import FONT, embed_font, mark_pages, steady_bytes, storable_texts
from pranata.engines.reports.editions import DRAFT_MARK, Written

if TYPE_CHECKING:
    from pranata.areas.process.information_requests.report_facts import ServiceReport
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.cases.rules import Spread
    from pranata.engines.reports.editions import Imprint

TEMPLATE = Path(__file__).parent / "report.typ"
BLANK = "………………………………………………"
LABEL_WIDTH = 110.0  # millimetres


@dataclass(frozen=True)
class Chapter:
    """One part of the report; ``blanks`` are what the office writes itself."""

    heading: str
    rows: tuple[tuple[str, str], ...] = ()
    blanks: tuple[str, ...] = ()


def chapters(report: ServiceReport) -> list[Chapter]:
    """Parts a to e, in the order of the model."""
    service = [
        (_("Permohonan yang masuk"), str(report.received)),
        (_("Permohonan yang terdaftar"), str(report.registered)),
        (_("Dikesampingkan karena bukan permohonan"), str(report.set_aside)),
        (_("Dijawab"), str(report.answered)),
        (_("Dijawab tepat waktu"), str(report.on_time)),
        (_("Dijawab lewat tenggat"), str(report.late)),
        (_("Masih terbuka pada akhir masa laporan"), str(report.open)),
        (_("Di antaranya lewat tenggat"), str(report.open_overdue)),
        *[(_("Waktu jawab, %s") % words, spread_words(found)) for words, found in report.durations.items()],
        *lines(_("Hasil"), report.outcomes),
        *lines(_("Dasar penolakan"), report.refusal_grounds),
    ]
    disputes = [
        (_("Keberatan yang terdaftar"), str(report.objections)),
        *lines(_("Alasan keberatan"), report.objection_grounds),
        *lines(_("Keputusan Atasan PPID"), report.decisions),
        (_("Ditanggapi tepat waktu"), str(report.objections_on_time)),
        (_("Ditanggapi lewat tenggat"), str(report.objections_late)),
        (_("Sengketa di Komisi Informasi"), str(report.disputes)),
        *lines(_("Hasil sengketa"), report.dispute_results),
    ]
    means = (_("Sarana dan prasarana"), _("Sumber daya manusia dan kualifikasinya"), _("Anggaran dan penggunaannya"))
    return [
        Chapter(_("a. Gambaran umum"), blanks=means),
        Chapter(_("b. Pelayanan permohonan"), tuple(service)),
        Chapter(_("c. Keberatan dan sengketa"), tuple(disputes), blanks=(_("Pelaksanaan putusan"),)),
        Chapter(_("d. Kendala"), blanks=(_("Kendala eksternal"), _("Kendala internal"))),
        Chapter(_("e. Saran dan rencana tindak lanjut"), blanks=(_("Rekomendasi"), _("Rencana tindak lanjut"))),
    ]


def lines(label: str, counts: Any) -> list[tuple[str, str]]:
    return [(f"{label}: {words}", str(count)) for words, count in counts.items()]


def spread_words(found: Spread) -> str:
    """The median with the number of cases behind it; never of fewer than the smallest sample."""
    if found.median is None:
        said = {"count": found.count, "minimum": found.minimum}
        return _("tidak dihitung: %(count)d perkara, perlu sedikitnya %(minimum)d") % said
    said = {"median": number_format(found.median, 0 if found.median.is_integer() else 1), "count": found.count}
    return _("median %(median)s hari kerja dari %(count)d perkara") % said


def report_texts(report: ServiceReport, letterhead: Letterhead, imprint: Imprint) -> dict[str, Any]:
    """Every text of the report in printed order."""
    day = date_format(imprint.issued_on or report.as_of, "j F Y")
    lead = _("Disusun dari register permohonan dan register keberatan, sampai %(day)s.")
    return {
        "mark": DRAFT_MARK if imprint.is_draft else "",
        "title": report.title,
        "author": report.office_name,
        "letterhead": list(letterhead.office),
        "address": list(letterhead.address),
        "number": imprint.number,
        "lead": lead % {"day": date_format(report.as_of, "j F Y")},
        "chapters": [
            {
                "heading": each.heading,
                "rows": [list(row) for row in each.rows],
                "blanks": [f"{words}: {BLANK}" for words in each.blanks],
            }
            for each in chapters(report)
        ],
        "remarks": list(filter(None, [imprint.remarks.strip()])),
        "place": ", ".join(filter(None, [imprint.place, day])),
        "role": imprint.role,
        "name": imprint.name or BLANK,
        "check": _("Periksa keaslian dokumen ini di %s") % imprint.address if imprint.address else "",
        "code": _("Kode: %s") % imprint.code if imprint.code else "",
    }


def print_pdf(report: ServiceReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    """The report as PDF/A-2a and PDF/UA-1."""
    missing: set[str] = set()
    data = printable_texts(report_texts(report, letterhead, imprint), missing)
    for chapter in data["chapters"]:
        chapter["rows"] = [[breakable(label, LABEL_WIDTH), value] for label, value in chapter["rows"]]
    data |= {"logo": letterhead.logo is not None, "qr": bool(imprint.qr)}
    files = {"logo": letterhead.logo or b"", "qr.svg": imprint.qr}
    content = typeset(TEMPLATE, data, day=imprint.issued_on or report.as_of, files=files)
    return Written(content, tuple(missing_warning(missing)))


def print_docx(report: ServiceReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    """The report as DOCX, to be filled in further."""
    texts = storable_texts(report_texts(report, letterhead, imprint))
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(11)
    embed_font(document)
    mark_pages(document)
    set_properties(document, texts, report, imprint)
    heads = (texts["mark"], *(line.upper() for line in texts["letterhead"]), *texts["address"])
    for line in (*filter(None, heads), texts["title"], texts["number"], texts["lead"]):
        if line:
            document.add_paragraph(line).runs[0].bold = line in (texts["title"], texts["mark"])
    for chapter in texts["chapters"]:
        add_chapter(document, chapter)
    for line in (*texts["remarks"], texts["place"], texts["role"], "", texts["name"], texts["check"], texts["code"]):
        document.add_paragraph(line)
    return Written(steady_bytes(document))


def set_properties(document: Any, texts: dict[str, Any], report: ServiceReport, imprint: Imprint) -> None:
    """Title, author and fixed dates, so that the same report gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author = texts["title"][:255], texts["author"][:255]
    properties.comments, properties.language = "", "id-ID"
    properties.created = properties.modified = datetime.combine(imprint.issued_on or report.as_of, time(), UTC)


def add_chapter(document: Any, chapter: dict[str, Any]) -> None:
    document.add_paragraph(chapter["heading"]).runs[0].bold = True
    if chapter["rows"]:
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for label, value in chapter["rows"]:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value
            cells[0].width, cells[1].width = Mm(LABEL_WIDTH), Mm(50)
    for words in chapter["blanks"]:
        document.add_paragraph(words)
