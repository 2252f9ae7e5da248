"""The office's follow-ups, narrowed, passed on, downloaded."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.exchange import workbook_response
from pranata.desk.followups.sheet import HEADINGS, book, csv_rows
from pranata.desk.navigation import navigation
from pranata.desk.responsibility.parties import Parties
from pranata.desk.tasks.follow_ups import chips, due_chip, line, source_title
from pranata.desk.tasks.sharing import share
from pranata.engines.evidence.queries import proof_counts
from pranata.engines.followups.models import OPEN, PARTIES, VIEW, FollowUp, Status
from pranata.engines.followups.queries import LABEL, tally
from pranata.engines.followups.sources import sources
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

ROWS_ON_A_PAGE = 30
UNFINISHED, LATE, EVERY = "", "lewat", "semua"
STATES = {
    LATE: _("Lewat tenggat"),
    "belum": _("Belum dimulai"),
    "dikerjakan": _("Dikerjakan"),
    "dikembalikan": _("Dikembalikan"),
    "menunggu": _("Menunggu penutupan"),
    "selesai": _("Selesai"),
    "tidak-dapat": _("Tidak dapat ditindaklanjuti"),
    EVERY: _("Semua"),
}
STATUSES = {
    "belum": Status.OPEN,
    "dikerjakan": Status.IN_PROGRESS,
    "dikembalikan": Status.RETURNED,
    "menunggu": Status.DONE,
    "selesai": Status.CLOSED,
    "tidak-dapat": Status.NOT_FEASIBLE,
}
OWN = "saya"
FORMATS = ("xlsx", "csv")


@dataclass(frozen=True)
class FollowUpFilter:
    """Which follow-ups are listed: ``?q=``, ``?keadaan=``, ``?pj=``, ``?tahun=``, ``?sumber=``; nonsense is left out.

    Without a state those that have not ended, whatever year they are from.
    """

    text: str = ""
    state: str = UNFINISHED
    party: str = ""
    year: int | None = None
    source: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> FollowUpFilter:
        state, year, source = query.get("keadaan", ""), query.get("tahun", ""), query.get("sumber", "")
        return cls(
            text=query.get("q", "").strip()[:100],
            state=state if state in STATES else UNFINISHED,
            party=query.get("pj", "")[:30],
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            source=source if source in {each.code for each in sources()} else "",
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.state or self.party or self.year or self.source)

    def rows(self, user: User, office: Office, today: date) -> QuerySet[FollowUp]:
        """Those of ``office`` that fit and ``user`` may see, the earliest day first."""
        found = self._in_state(FollowUp.objects.visible_to(user).filter(office=office).said(self.text), today)
        if self.year:
            found = found.filter(year=self.year)
        if self.source:
            found = found.filter(source=self.source)
        found = self._of_party(found, user, today)
        return found.select_related("office", *PARTIES).order_by("due_on", "pk")

    def _in_state(self, found: Any, today: date) -> Any:
        if self.state == LATE:
            return found.late_on(today)
        if self.state in STATUSES:
            return found.filter(status=STATUSES[self.state])
        return found if self.state == EVERY else found.unfinished()

    def _of_party(self, found: Any, user: User, today: date) -> Any:
        if self.party == OWN:
            return found.charged(user, today).filter(is_own=True)
        kind, _dash, number = self.party.partition("-")
        column = {"unit": "unit", "tim": "team", "orang": "person"}.get(kind)
        if column is None or not (number.isascii() and number.isdigit() and len(number) < 19):
            return found
        return found.filter(**{column: int(number)})


@staff_page
def follow_ups(request: HttpRequest, code: str) -> HttpResponse:
    """The list."""
    office = office_or_404(request, code, VIEW)
    wanted, today = FollowUpFilter.from_query(request.GET), clock.today()
    rows = wanted.rows(request.user, office, today)
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    proofs = proof_counts(LABEL, [each.pk for each in page], today=today)
    every = FollowUp.objects.visible_to(request.user).filter(office=office)
    lines = [line(each, today) for each in page]
    address = request.build_absolute_uri()
    context = {
        **navigation(request.user, office, section="followups"),
        "wanted": wanted,
        "page": page,
        "rows": [
            {
                "item": each,
                "chips": chips(each, today),
                "due": due_chip(each.due_on, today),
                "source": source_title(each),
                "proving": proofs.get(each.pk, (0, 0))[0],
                "unproven": proofs.get(each.pk, (0, 0))[1],
            }
            for each in page
        ],
        "tally": tally(office, today=today),
        "states": STATES.items(),
        "parties": Parties(office, today).choices()[1:],
        "years": list(every.order_by("-year").values_list("year", flat=True).distinct()),
        "sources": sources(),
        "may_open": request.user.can(OPEN, office),
        "formats": FORMATS,
        "share": share(_now("Tindak lanjut %s") % office.name, lines, address),
    }
    return render(request, "desk/followups/list.html", context)


@staff_page
def follow_ups_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """The rows the list shows; the workbook can be filled in and sent back."""
    office = office_or_404(request, code, VIEW)
    if file_format not in FORMATS:
        raise Http404
    rows = FollowUpFilter.from_query(request.GET).rows(request.user, office, clock.today())
    name = f"tindak-lanjut-{office.code}-{clock.today():%Y-%m-%d}"
    if file_format == "xlsx":
        return workbook_response(book(office, rows), f"{name}.xlsx")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows([as_plain_cell(cell) for cell in row] for row in csv_rows(rows))
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
