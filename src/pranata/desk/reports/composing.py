"""The narrative of a report is composed: each sentence with its mark and its notes, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import staff_form
from pranata.desk.navigation import navigation
from pranata.desk.reports.pages import Wanted, wanted_or_404
from pranata.engines.reports.composing import (
    COMPOSE,
    add_sentence,
    edit_sentence,
    remove_sentence,
    restore_sentence,
)
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.making import gap_warnings
from pranata.engines.reports.narrative import REMOVED, in_sections, merged
from pranata.engines.reports.queries import written_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User
    from pranata.engines.reports.editions import Facts
    from pranata.engines.reports.narrative import Section


@staff_form
def compose(request: HttpRequest, code: str, slug: str, period: str) -> HttpResponse:
    """The narrative as it stands; on POST one sentence is edited, added, removed or restored."""
    wanted = wanted_or_404(request, code, slug, period)
    request.user.require(COMPOSE, wanted.office)
    if wanted.report.composer is None:
        raise Http404
    try:
        error = write(wanted, request.POST, by=request.user) if request.method == "POST" else ""
        if request.method == "POST" and not error:
            messages.success(request, _("Uraian disimpan."))
            return redirect("desk:compose_report", code, slug, period)
        facts = wanted.report.facts(wanted.office, wanted.period)
    except NoFacts:
        raise Http404 from None
    context = {
        **navigation(request.user, wanted.office, section="reports"),
        "wanted": wanted,
        "facts": facts,
        "error": error,
        "typed": request.POST.get("text", ""),
        "typed_key": request.POST.get("key", ""),
        "removed": REMOVED,
        "titles": wanted.report.composer.sections(facts),
        "sections": composed(wanted, facts),
        "missing": missing_of(wanted, facts),
    }
    return render(request, "desk/reports/compose.html", context, status=422 if error else 200)


def composed(wanted: Wanted, facts: Facts) -> tuple[Section, ...]:
    """Every sentence under its heading, with those that were removed and with who wrote them."""
    composer = wanted.report.composer
    if composer is None:
        return ()
    written = written_sentences(wanted.office, wanted.report.code, wanted.period, named=True)
    return in_sections(composer.sections(facts), merged(composer.draft(facts), written, with_removed=True))


def missing_of(wanted: Wanted, facts: Facts) -> list[str]:
    """What the report lacks, in sentences; it may be issued all the same."""
    composer = wanted.report.composer
    found = list(composer.missing(facts)) if composer else []
    return [*found, *gap_warnings(letterhead_of(wanted.office))]


def write(wanted: Wanted, data: Mapping[str, str], *, by: User) -> str:
    """Do what was asked; "" or why it was not done. Raises ``NoFacts``."""
    where = (wanted.report, wanted.office, wanted.period)
    key, text, seen = data.get("key", ""), data.get("text", ""), data.get("seen", "")
    try:
        match data.get("deed"):
            case "edit":
                edit_sentence(*where, key, text, seen=seen, by=by)
            case "remove":
                remove_sentence(*where, key, seen=seen, by=by)
            case "restore":
                restore_sentence(*where, key, seen=seen, by=by)
            case "add":
                add_sentence(*where, data.get("section", ""), text, by=by)
            case _:
                return _("Pilih apa yang dilakukan dengan kalimat ini.")
    except ValidationError as error:
        return " ".join(error.messages)
    except Stale:
        return _("Kalimat ini baru saja diubah orang lain atau sudah tidak ada; periksa dahulu yang sekarang.")
    return ""
