"""What leaves the pages as a file: letters, registers, the calculation; and the statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pranata.areas.process.information_requests.exports import FORMATS, REGISTERS, write_register
from pranata.areas.process.information_requests.kinds import OBJECTIONS, REQUESTS
from pranata.areas.process.information_requests.letters import LETTERS
from pranata.areas.process.information_requests.models import VIEW, InformationRequest, Objection
from pranata.areas.process.information_requests.places import case_or_404, page_context
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import office_or_404, staff_page
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.letters.drafts import file_name
from pranata.engines.cases.statistics import figures
from pranata.engines.deadlines.sentences import certainty_notes, question, sentences
from pranata.lib import clock
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from pranata.engines.cases.models import Case
    from pranata.engines.cases.statistics import Figures

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A download that no cache keeps."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page
def request_letter(request: HttpRequest, code: str, pk: int, slug: str, file_format: str) -> HttpResponse:
    return letter(case_or_404(InformationRequest, request, code, pk), slug, file_format)


@staff_page
def objection_letter(request: HttpRequest, code: str, pk: int, slug: str, file_format: str) -> HttpResponse:
    return letter(case_or_404(Objection, request, code, pk), slug, file_format)


def letter(case: Case, slug: str, file_format: str) -> HttpResponse:
    """A letter about the case as a draft, if there is anything to write about yet."""
    kind = LETTERS.get(slug)
    if kind is None or file_format not in ("pdf", "docx") or not kind.is_ready(case):
        raise Http404
    from pranata.engines.cases.letters.pdf import print_pdf  # noqa: PLC0415 -- slow import
    from pranata.engines.cases.letters.word import print_docx  # noqa: PLC0415 -- slow import

    draft, letterhead = kind.draft(case), letterhead_of(case.office)
    written = print_pdf(draft, letterhead) if file_format == "pdf" else print_docx(draft, letterhead)
    media_type = FORMATS["pdf"] if file_format == "pdf" else WORD
    return as_file(written.content, media_type, file_name(case, str(kind.title), file_format))


@staff_page
def calculation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The explained clock as text."""
    case = case_or_404(InformationRequest, request, code, pk)
    found = explain_case(case)
    if found is None:
        raise Http404
    told = [f"{number}. {each.text} {each.basis}".strip() for number, each in enumerate(sentences(found), start=1)]
    text = "\n".join([case.number, question(found), "", *told, "", *certainty_notes(found), ""])
    return as_file(text.encode(), "text/plain; charset=utf-8", f"perhitungan-{case.number}.txt")


@staff_page
def request_register(request: HttpRequest, code: str, year: int, file_format: str) -> HttpResponse:
    return register(request, code, InformationRequest, year, file_format)


@staff_page
def objection_register(request: HttpRequest, code: str, year: int, file_format: str) -> HttpResponse:
    return register(request, code, Objection, year, file_format)


def register(
    request: HttpRequest, code: str, model: type[InformationRequest | Objection], year: int, file_format: str
) -> HttpResponse:
    """The register of one year; whole, so only for who may see every case."""
    office = office_or_404(request, code, VIEW)
    if file_format not in FORMATS:
        raise Http404
    found = REGISTERS[model]
    name = f"{found.slug}-{office.code}-{year}.{file_format}"
    return as_file(write_register(found, office, year, file_format), FORMATS[file_format], name)


@staff_page
def statistics(request: HttpRequest, code: str) -> HttpResponse:
    """What came in and became of it in one year, ``?tahun=`` or this one."""
    office = office_or_404(request, code, VIEW)
    today = clock.today()
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2010 <= int(asked) <= today.year else today.year
    period = Period(year, Length.YEAR)
    end = min(period.end, today)
    context = {
        "year": year,
        "as_of": end,
        "years": range(today.year, max(today.year - 5, 2009), -1),
        "sections": [
            section(title, figures(kind, [office], start=period.start, end=end))
            for title, kind in ((_("Permohonan"), REQUESTS), (_("Keberatan"), OBJECTIONS))
        ],
    }
    return render(request, "information_requests/statistics.html", context | page_context(request, office))


def section(title: str, found: Figures) -> dict[str, Any]:
    """The figures of one kind, channels and outcomes in words."""
    return {
        "title": title,
        "figures": found,
        "channels": in_words(found.kind.model, "channel", found.by_channel),
        "outcomes": in_words(found.kind.model, "outcome", found.by_outcome),
    }


def in_words(model: type[Model], column: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Counts by what the values of a column are called."""
    words = dict(model._meta.get_field(column).flatchoices)  # type: ignore[union-attr]
    return [(str(words[value]), count) for value, count in counts.items()]
