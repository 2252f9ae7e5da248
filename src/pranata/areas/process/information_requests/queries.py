"""Reads for the pages: lists, the way of a case, who offers the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models import PROCESS, InformationRequest, Objection
from pranata.base.access.serving import permissions_at
from pranata.engines.cases.due import REMINDER
from pranata.engines.cases.queries import PARTIES, SEALED
from pranata.engines.deadlines.clocks import clock_for
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case, CaseQuerySet

STANDS = {
    "terbuka": _("Terbuka"),
    "baru": _("Belum terdaftar"),
    "segera": _("Segera jatuh tempo"),
    "lambat": _("Lewat tenggat"),
    "selesai": _("Selesai"),
    "semua": _("Semua"),
}


@dataclass(frozen=True)
class Wanted:
    """What a list shows: how a case stands, words in its number or subject."""

    stands: str = "terbuka"
    text: str = ""

    @classmethod
    def from_query(cls, query: Any) -> Wanted:
        stands = query.get("keadaan", "")
        return cls(stands if stands in STANDS else "terbuka", query.get("q", "").strip()[:200])


@dataclass(frozen=True)
class Stop:
    """One stop on the way of a case; ``state`` is "done", "now" or ""."""

    words: str
    note: str
    state: str


def listed(model: type[InformationRequest | Objection], user: User, office: Office, wanted: Wanted) -> CaseQuerySet:
    """The cases of ``office`` that ``user`` may see and asked for: what waits first, then by day."""
    cases = narrowed(model.objects.visible_to(user).filter(office=office), wanted)
    if wanted.text:
        cases = cases.filter(Q(number__icontains=wanted.text) | Q(subject__icontains=wanted.text))
    order = ["-closed_on", "-pk"] if wanted.stands == "selesai" else [F("due_on").asc(nulls_first=True), "received_at"]
    return cases.select_related(*PARTIES).defer(*SEALED).order_by(*order, "pk")


def narrowed(cases: CaseQuerySet, wanted: Wanted) -> CaseQuerySet:
    today = clock.today()
    if wanted.stands == "segera":
        return cases.soon(today, clock_for(REMINDER, on=today).amount)
    if wanted.stands == "lambat":
        return cases.overdue(clock.now())
    if wanted.stands == "selesai":
        return cases.closed()
    if wanted.stands == "baru":
        return cases.open().filter(number="")
    return cases if wanted.stands == "semua" else cases.open()


def way_of(case: Case) -> list[Stop]:
    """Where the case stands on its way."""
    days = [
        (_now("Diterima"), case.received_on),
        (_now("Terdaftar"), case.registered_on),
        (_now("Dijawab"), case.answered_on),
        (_now("Selesai"), case.closed_on),
    ]
    stops = [(words, day) for words, day in days if day is not None or case.is_open or words == _now("Selesai")]
    if case.number and case.answered_on is None:
        stops.insert(2, (_now("Diproses"), None))
    return [stop(words, day, case) for words, day in stops]


def stop(words: str, day: date | None, case: Case) -> Stop:
    if day is not None:
        return Stop(words, date_format(day, "j M Y"), "done")
    if words == _now("Diproses"):
        charged = _now("Atasan PPID") if isinstance(case, Objection) else case.unit or _now("belum ditugaskan")
        return Stop(words, str(charged), "now")
    return Stop(words, "", "")


def offers(office: Office) -> bool:
    """Whether somebody at ``office`` answers requests today, so that the public may be asked in."""
    return PROCESS in permissions_at(office)
