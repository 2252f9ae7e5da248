"""The office's evidence, searched and narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.evidence.section import IN_FORCE
from pranata.desk.evidence.words import ENDS_SOON, chips
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import office_plans
from pranata.engines.evidence.models import Evidence, Status
from pranata.engines.evidence.queries import use_count
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

VIEW = "evidence.view"
ITEMS_ON_A_PAGE = 30
KINDS = {
    "gambar": (_("Foto dan gambar"), Q(file__media_type__startswith="image/", link="")),
    "pdf": (_("PDF"), Q(file__media_type="application/pdf", link="")),
    "tautan": (_("Tautan"), ~Q(link="")),
    "catatan": (_("Catatan dari sistem ini"), Q(record_id__isnull=False)),
    "lain": (
        _("Berkas lain"),
        Q(file__isnull=False, link="")
        & ~Q(file__media_type="application/pdf")
        & ~Q(file__media_type__startswith="image/"),
    ),
}
UNPROVEN, ENDING, UNUSED, PUBLIC, EVERY = "gugur", "segera-berakhir", "belum-dipakai", "umum", "semua"
STATES = {
    UNPROVEN: _("Tidak terbukti lagi"),
    ENDING: _("Berakhir dalam 30 hari"),
    UNUSED: _("Belum dipakai"),
    PUBLIC: _("Terbuka untuk umum"),
    EVERY: _("Semua, juga yang ditarik"),
}


@dataclass(frozen=True)
class EvidenceFilter:
    """Which items are listed: ``?q=``, ``?jenis=``, ``?keadaan=`` and ``?tahun=``; nonsense is left out."""

    text: str = ""
    kind: str = ""
    state: str = ""
    year: int | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> EvidenceFilter:
        kind, state, year = query.get("jenis", ""), query.get("keadaan", ""), query.get("tahun", "")
        return cls(
            text=query.get("q", "").strip()[:100],
            kind=kind if kind in KINDS else "",
            state=state if state in STATES else "",
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.kind or self.state or self.year)

    def items(self, user: User, office: Office, today: date) -> QuerySet[Evidence]:
        """The items of ``office`` that fit and ``user`` may see; what was taken back only when asked for."""
        found = self._in_state(Evidence.objects.visible_to(user).filter(office=office).said(self.text), today)
        if self.kind:
            found = found.filter(KINDS[self.kind][1])
        return found.filter(dated_on__year=self.year) if self.year else found

    def _in_state(self, found, today: date):
        if self.state == UNPROVEN:
            return found.unproven_on(today)
        if self.state == EVERY:
            return found
        held = found.filter(status=Status.HELD)
        if self.state == ENDING:
            return held.ending(today, today + ENDS_SOON)
        if self.state == PUBLIC:
            return held.public(today)
        return held.unused() if self.state == UNUSED else held


@staff_page
def evidence_list(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    wanted, today = EvidenceFilter.from_query(request.GET), clock.today()
    items = wanted.items(request.user, office, today).annotate(total=use_count("pk"))
    items = items.select_related("file", "thumbnail", "office", "added_by__person")
    page = Paginator(items, ITEMS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    years = Evidence.objects.visible_to(request.user).filter(office=office).dates("dated_on", "year", order="DESC")
    plans = office_plans(request, code)
    context = {
        **navigation(request.user, office, plans, section="evidence"),
        "wanted": wanted,
        "page": page,
        "items": [(each, chips(each, today)) for each in page],
        "years": [each.year for each in years],
        "kinds": [(value, words) for value, (words, _condition) in KINDS.items()],
        "states": STATES.items(),
        "archived": [plan for plan in plans if plan.status in IN_FORCE and plan.is_current],
    }
    return render(request, "desk/evidence/list.html", context)
