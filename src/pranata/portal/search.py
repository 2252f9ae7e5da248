"""One question to all that an office lets anyone read: services, plan, documents, registers, reports, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page
from pranata.base.ui.cards import cards_of
from pranata.engines.plan.publication.evidence import public_evidence
from pranata.engines.plan.queries import plan_matrix, public_plans
from pranata.engines.reports.queries import public_reports
from pranata.engines.search.queries import PER_PAGE
from pranata.engines.search.queries import search as find
from pranata.engines.search.rules import CANDIDATES
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from pranata.base.org.models import Office

LONGEST = 100
MOST_WORDS = 8
LAST_PAGE = -(-CANDIDATES // PER_PAGE)
SHOWN = 5  # of each group; its own page has them all


@dataclass(frozen=True)
class Hit:
    """One thing that was found, in the words of whoever published it; ours are translated, theirs are not."""

    title: str | Promise
    address: str
    is_ours: bool = False


@dataclass(frozen=True)
class Group:
    """What was found in one place; ``address`` shows all of it, "" where nothing more is to be shown."""

    title: str | Promise
    hits: list[Hit]
    address: str = ""

    @property
    def more(self) -> str:
        """Where the others stand, "" when all are here."""
        return self.address if len(self.hits) > SHOWN else ""

    @property
    def first(self) -> list[Hit]:
        return self.hits[:SHOWN]


@current_page
def search(request: HttpRequest, code: str) -> HttpResponse:
    """What of the office holds every word of ``?q=``; without one, the empty field."""
    office = active_office_or_404(code)
    text = " ".join(request.GET.get("q", "").split()[:MOST_WORDS])[:LONGEST].strip()
    groups = [group for group in found(office, text) if group.hits] if text else []
    number = page_asked(request.GET.get("halaman", ""))
    answer = find(text, office, reader=None, page=number) if text else None
    context = {
        "office": office,
        "section": "search",
        "text": text,
        "groups": groups if number == 1 else [],
        "answer": answer,
        "earlier": address(text, number - 1) if answer and number > 1 else "",
        "later": address(text, number + 1) if answer and number < answer.pages else "",
    }
    return render(request, "portal/search.html", context)


def page_asked(text: str) -> int:
    """The page somebody asked for, 1 for what is none; no further than the search ranks."""
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def address(text: str, number: int) -> str:
    return f"?{urlencode({'q': text, 'halaman': number})}"


def found(office: Office, text: str) -> Iterator[Group]:
    """Each place that may be searched, with one hit more than is shown where there are more."""
    yield Group(
        _("Layanan"),
        [Hit(card.title, card.address, True) for card in cards_of(office) if holds((card.title, card.lead), text)],
    )
    yield from plan_rows(office, text)
    reports = [each for each in public_reports(office) if holds([each.title], text)]
    yield Group(
        _("Laporan yang terbit"),
        [Hit(each.title, reverse("portal:report", args=[office.code, each.pk])) for each in reports],
        reverse("portal:reports", args=[office.code]),
    )
    evidence = public_evidence(office, clock.today())
    for word in text.split():
        evidence = evidence.filter(title__icontains=word)
    page = reverse("portal:evidence", args=[office.code])
    yield Group(_("Bukti yang dibuka"), [Hit(each.title, page) for each in evidence[: SHOWN + 1]], page)


def plan_rows(office: Office, text: str) -> Iterator[Group]:
    """The rows of the newest published plan."""
    for plan in public_plans(office)[:1]:
        page = reverse("portal:plan", args=[office.code, plan.year])
        matrix = plan_matrix(plan, text=text, with_people=False)
        hits = [Hit(f"{row.code} {row.text}", f"{page}#sub-{row.code}") for row in matrix.rows]
        yield Group(_("Rencana Aksi %(year)d") % {"year": plan.year}, hits, f"{page}?{urlencode({'q': text})}")


def holds(texts: Iterable[str | Promise], text: str) -> bool:
    """Whether every word of ``text`` stands somewhere in ``texts``."""
    said = " ".join(map(str, texts)).casefold()
    return all(word in said for word in text.casefold().split())
