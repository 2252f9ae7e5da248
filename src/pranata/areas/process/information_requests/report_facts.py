"""What the annual report on the service of public information says, counted from both registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from pranata.areas.process.information_requests.kinds import OBJECTIONS, REQUESTS
from pranata.areas.process.information_requests.models import Dispute, InformationRequest, Objection, RequestStage
from pranata.areas.process.information_requests.queries import offers
from pranata.engines.cases.rules import Spread, spread
from pranata.engines.cases.statistics import durations_of, figures
from pranata.engines.reports.errors import NoFacts
from pranata.lib import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.lib.periods import Period

TITLE = "Laporan Layanan Informasi Publik"
Counts = Mapping[str, int]  # by what is counted, in words


@dataclass(frozen=True)
class ServiceReport:
    """What the registers say of one year up to ``as_of``.

    ``durations`` are working days from registration to answer by category of information. Parts a, d and e are the
    office's own words; they stand in no register and are written into the draft.
    """

    title: str
    office_name: str
    year: int
    as_of: date
    received: int
    registered: int
    set_aside: int
    answered: int
    on_time: int
    late: int
    open: int
    open_overdue: int
    durations: Mapping[str, Spread]
    outcomes: Counts
    refusal_grounds: Counts
    objections: int
    objections_on_time: int
    objections_late: int
    objection_grounds: Counts
    decisions: Counts
    disputes: int
    dispute_results: Counts
    warnings: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()


def serves(office: Office) -> bool:
    """Whether the office offers the service, or once did."""
    return offers(office) or InformationRequest.objects.filter(office=office).exists()


def service_report(office: Office, period: Period) -> ServiceReport:
    """The facts of one year. Raises ``NoFacts`` for an office that neither offers the service nor ever did."""
    today = clock.today()
    if period.start > today or not serves(office):
        raise NoFacts
    end = min(period.end, today)
    found = figures(REQUESTS, [office], start=period.start, end=end)
    objected = figures(OBJECTIONS, [office], start=period.start, end=end)
    answered = InformationRequest.objects.filter(office=office, answered_on__range=(period.start, end))
    disputes = Dispute.objects.filter(objection__office=office, filed_on__range=(period.start, end))
    decided = Objection.objects.filter(office=office, answered_on__range=(period.start, end))
    registered = Objection.objects.filter(office=office, registered_on__range=(period.start, end))
    return ServiceReport(
        title=f"{TITLE} {period.words}",
        office_name=office.name,
        year=period.year,
        as_of=end,
        received=found.received,
        registered=found.registered,
        set_aside=found.rejected,
        answered=found.answered,
        on_time=found.on_time,
        late=found.late,
        open=found.open,
        open_overdue=found.open_overdue,
        durations={str(stage.label): spread(durations_of(answered.filter(stage=stage))) for stage in RequestStage},
        outcomes=counted(answered, "outcome"),
        refusal_grounds=counted(answered.exclude(ground=""), "ground"),
        objections=objected.registered,
        objections_on_time=objected.on_time,
        objections_late=objected.late,
        objection_grounds=counted(registered, "ground"),
        decisions=counted(decided, "outcome"),
        disputes=disputes.count(),
        dispute_results=counted(disputes.exclude(result=""), "result"),
        warnings=(_("Bagian a, d, dan e ditulis PPID sendiri; konsepnya memberi tempat."),),
        obstacles=(_("Tahun laporan belum berakhir."),) if end < period.end else (),
    )


def counted(rows: QuerySet, column: str) -> dict[str, int]:
    """How many rows have each value of a column with choices, in words."""
    words = dict(rows.model._meta.get_field(column).flatchoices)
    found = rows.order_by(column).values_list(column).annotate(count=Count("pk"))
    return {str(words.get(value, value)): count for value, count in found}
