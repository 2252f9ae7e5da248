"""What can be read of requests about personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.models import DataSubjectRequest, Outcome
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Punctuality

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("data_subjects.datasubjectrequest",)


@measure(
    "data_subjects.received_count",
    _("Permintaan data pribadi yang masuk"),
    kind=Kind.COUNT,
    unit=_("permintaan"),
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} permintaan data pribadi masuk dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def received_count(office: Office, period: Stretch) -> Count:
    found = DataSubjectRequest.objects.filter(office=office, received_on__range=(period.start, period.end))
    return Count(found.exclude(outcome=Outcome.SPAM))


@measure(
    "data_subjects.on_time",
    _("Permintaan data pribadi yang dipenuhi tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} permintaan yang jatuh tempo {start} sampai {end} dijawab tepat waktu."),
    fed_by=FED_BY,
    basis=_("UU 27/2022 Pasal 30, 32, 40, 41 (data/clocks/personal_data.toml)"),
    certainty="own",
)
def on_time(office: Office, period: Stretch) -> Punctuality:
    due = DataSubjectRequest.objects.filter(office=office, paused_on=None).registered()
    due = due.due_between(period.start, period.end)
    return Punctuality(due.on_time(), due)
