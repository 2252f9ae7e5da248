"""Figures of complaints for the statistics page and the periodic report; nobody is named, no complaint is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.days import is_decided_in_time
from pranata.areas.oversight.complaints.kinds import COMPLAINTS
from pranata.areas.oversight.complaints.models import (
    REJECTIONS,
    TRANSFERS,
    Channel,
    Classification,
    Complaint,
    Outcome,
    ReportKind,
    Satisfaction,
)
from pranata.engines.cases.rules import AGE_BANDS, MINIMUM_SAMPLE, Spread, spread
from pranata.engines.cases.statistics import Figures, counts, durations_of, figures

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.lib.periods import Period

Counted = list[tuple[str, int]]


@dataclass(frozen=True)
class ClassFigures:
    """One class in a period; ``on_time`` and ``late`` are of those the office itself answered in it."""

    words: str
    received: int
    on_time: int
    late: int
    duration: Spread


@dataclass(frozen=True)
class ComplaintFigures:
    """What became of complaints in a period. ``whole`` are the engine's figures of all of them together.

    ``satisfied`` is the share of the satisfied in percent, None below the minimum sample; ``ratings`` are empty then,
    for one answer alone would tell what one reporter thinks.
    """

    period: Period
    whole: Figures
    classes: list[ClassFigures]
    channels: Counted
    kinds: Counted
    verified: int
    verified_late: int
    rejected: Counted
    transferred: Counted
    settled: int
    withdrawn: int
    service_disputes: int
    service_disputes_open: int
    service_disputes_on_time: int
    service_disputes_late: int
    ages: Counted
    ratings: Counted
    rated: int
    satisfied: int | None
    minimum: int = MINIMUM_SAMPLE

    @property
    def received(self) -> int:
        return self.whole.received

    @property
    def on_time(self) -> int:
        return sum(each.on_time for each in self.classes)

    @property
    def late(self) -> int:
        return sum(each.late for each in self.classes)


def complaint_figures(office: Office, period: Period, *, reader: User | None = None) -> ComplaintFigures:
    """The figures of ``office``; the number of queries does not depend on that of complaints.

    With a ``reader`` those about itself are not counted; a report that is issued counts all.
    """
    span = (period.start, period.end)
    cases = Complaint.objects.filter(office=office)
    if reader is not None:
        cases = cases.exclude(pk__in=Complaint.objects.concealed_from(reader).values("pk"))
    received, verified = cases.filter(received_on__range=span), cases.filter(verified_on__range=span)
    whole = figures(COMPLAINTS, [office], start=period.start, end=period.end, reader=reader)
    outcomes = counts(cases.filter(closed_on__range=span), "outcome")
    ratings = rating_counts(cases.filter(rated_on__range=span))
    decided = cases.filter(is_service_dispute=True, answered_on__range=span).decided()
    in_time = [is_decided_in_time(*days) for days in decided.values_list("received_on", "completed_on", "answered_on")]
    counted = cases.aggregate(
        disputes=Count("pk", filter=Q(received_on__range=span, is_service_dispute=True)),
        disputes_open=Count("pk", filter=Q(received_on__lte=period.end, is_service_dispute=True, closed_on=None)),
    )
    return ComplaintFigures(
        period=period,
        whole=whole,
        ages=in_bands(whole.open_ages),
        classes=[class_figures(each, cases, span) for each in Classification],
        channels=in_words(Channel, counts(received, "channel")),
        kinds=in_words(ReportKind, counts(received, "kind")),
        verified=verified.count(),
        verified_late=verified.count() - verified.verified_on_time().count(),
        rejected=[(str(each.label), outcomes.get(each, 0)) for each in REJECTIONS],
        transferred=[(str(each.label), outcomes.get(each, 0)) for each in TRANSFERS],
        settled=outcomes.get(Outcome.SETTLED, 0),
        withdrawn=outcomes.get(Outcome.WITHDRAWN, 0),
        service_disputes=counted["disputes"],
        service_disputes_open=counted["disputes_open"],
        service_disputes_on_time=sum(in_time),
        service_disputes_late=len(in_time) - sum(in_time),
        ratings=in_words(Satisfaction, ratings) if sum(ratings.values()) >= MINIMUM_SAMPLE else [],
        rated=sum(ratings.values()),
        satisfied=satisfied_share(ratings),
    )


def class_figures(classification: Classification, cases: QuerySet, span: tuple) -> ClassFigures:
    """The figures of one class; four queries."""
    classed = cases.filter(classification=classification)
    answered = classed.decided().filter(answered_on__range=span)
    return ClassFigures(
        words=str(classification.label),
        received=classed.filter(received_on__range=span).count(),
        on_time=answered.on_time().count(),
        late=answered.answered_late().count(),
        duration=spread(durations_of(answered)),
    )


def in_words(choices: type, counted: dict[str, int]) -> Counted:
    """The counts under the names of ``choices``, in their order; what never came is left out."""
    return [(str(each.label), counted[each]) for each in choices if each in counted]


def in_bands(counted: tuple[int, ...]) -> Counted:
    """How many open ones stand in each band of age, in words."""
    words = [_("sampai %(days)d hari kerja") % {"days": days} for days in AGE_BANDS]
    return list(zip([*words, _("lebih lama")], counted, strict=True))


def rating_counts(rated: QuerySet) -> dict[int, int]:
    """How many gave each answer."""
    return dict(rated.order_by("satisfaction").values_list("satisfaction").annotate(count=Count("pk")))


def satisfied_share(ratings: dict[int, int]) -> int | None:
    """The satisfied in percent, None where so few answered that the share would say little."""
    total = sum(ratings.values())
    if total < MINIMUM_SAMPLE:
        return None
    return round(100 * sum(count for rating, count in ratings.items() if rating >= Satisfaction.SATISFIED) / total)
