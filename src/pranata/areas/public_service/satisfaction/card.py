"""The publication card of a survey: one page for the notice board, after the annex of PermenPANRB 14/2017."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from pranata.areas.public_service.satisfaction.numbers import two
from pranata.areas.public_service.satisfaction.outcomes import interval_words, lines, method_words
from pranata.areas.public_service.satisfaction.pages import origin_words
from pranata.base.paper.queries import letterhead_of
from pranata.base.paper.typesetting import printable_texts, typeset
from pranata.engines.surveys.models import Status
from pranata.engines.surveys.queries.results import results
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.engines.surveys.models import Survey
    from pranata.engines.surveys.queries.results import Results

PRINTED = ("sex", "education")  # what the card of PermenPANRB 14/2017 tells of respondents
TEMPLATE = Path(__file__).parent / "card.typ"


def card_pdf(survey: Survey) -> bytes:
    """One page, PDF/A-2a and PDF/UA-1. Raises ``ValueError`` without an index."""
    with override("id"):
        found = results(survey)
        if found.whole is None:
            raise ValueError("no index")
        letterhead, known = letterhead_of(survey.office), survey.questionnaire
        grade = found.whole.band
        around = interval_words(found.interval)
        ends = survey.closed_on or survey.closes_on
        data = {
            "title": survey.title,
            "author": survey.office.name,
            "letterhead": list(letterhead.office) or [survey.office.name],
            "heading": known.title if known else "",
            "period": f"{date_format(survey.opens_on, 'j F Y')} – {date_format(ends, 'j F Y')}",
            "index_name": _("Nilai indeks"),
            "index": two(found.whole.index),
            "grade": _("Mutu %(code)s · %(title)s") % {"code": grade.code, "title": grade.title} if grade else "",
            "around": _("kepastian 95 %%: %(around)s") % {"around": around} if around else "",
            "headings": [_("Responden"), str(found.count)],
            "rows": _rows(found),
            "notes": [
                " · ".join(filter(None, [origin_words(known), method_words(survey)])),
                _("Indeks: jumlah nilai rata-rata setiap unsur dikali bobotnya, lalu diubah ke skala indeks."),
                _("Kelompok di bawah lima responden tidak ditampilkan."),
            ],
            "draft": "" if survey.status == Status.PUBLISHED else _("KONSEP: hasil ini belum diterbitkan"),
        }
        printable = printable_texts(data, set()) | {"logo": letterhead.logo is not None}
    return typeset(TEMPLATE, printable, day=clock.today(), files={"logo": letterhead.logo or b""})


def _rows(found: Results) -> list[list[str]]:
    """The services, then the respondents by each field that was asked."""
    rows = [[each.title, f"{each.index} {each.band}".strip() or each.count] for each in lines(found.services)]
    for group in found.groups:
        if group.field.code not in PRINTED:
            continue
        rows += [[f"{group.field.title}: {each.title}", each.count] for each in lines(group.parts) if each.count != "0"]
    return rows
