"""What keeps a request or an objection from being erased: objections and disputes that are open or ended lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import DateField, Exists, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from pranata.areas.process.information_requests.models import Dispute, Objection
from pranata.engines.cases.retention import NEVER_DISPUTED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.areas.process.information_requests.models import InformationRequest

NEVER = Value(NEVER_DISPUTED, output_field=DateField())


def with_disputes_of_requests(cases: QuerySet[InformationRequest]) -> QuerySet[InformationRequest]:
    """A request is disputed while an objection to it or a dispute about one is open."""
    objections = Objection._base_manager.filter(request=OuterRef("pk"))
    disputes = Dispute.objects.filter(objection__request=OuterRef("pk"))
    return cases.annotate(
        is_disputed=Q(Exists(objections.filter(closed_on=None))) | Q(Exists(disputes.open())),
        disputed_until=Greatest(
            last(objections, "request", "closed_on"), last(disputes, "objection__request", "ended_on")
        ),
    )


def with_disputes_of_objections(cases: QuerySet[Objection]) -> QuerySet[Objection]:
    disputes = Dispute.objects.filter(objection=OuterRef("pk"))
    return cases.annotate(is_disputed=Exists(disputes.open()), disputed_until=last(disputes, "objection", "ended_on"))


def last(rows: QuerySet, of: str, day: str) -> Coalesce:
    """The last ``day`` of the ``rows`` of a case, an early day where it has none."""
    latest = rows.order_by().values(of).annotate(latest=Max(day)).values("latest")
    return Coalesce(Subquery(latest), NEVER)
