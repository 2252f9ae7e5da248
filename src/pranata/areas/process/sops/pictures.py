"""What the pages of an SOP show: its steps in words, its chart, how its time is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.process.sops.drawing import ROW_HEIGHT, chart
from pranata.areas.process.sops.layout import lay_out
from pranata.areas.process.sops.queries import finding_words, real_times, stops_of, time_words, total_words
from pranata.areas.process.sops.rules import findings, promised

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from pranata.areas.process.sops.models import Sop, Step
    from pranata.areas.process.sops.queries import Real


@dataclass(frozen=True)
class Picture:
    """One SOP as a page tells it: rows with their time in words, the chart ("" without steps), errors and hints."""

    rows: tuple[tuple[Step, str], ...]
    chart: SafeString | str
    errors: tuple[str, ...]
    hints: tuple[str, ...]
    total: str
    real: Real | None


def picture_of(sop: Sop, today: date) -> Picture:
    """A handful of queries, however long the table is."""
    steps = list(sop.steps.select_related("actor").order_by("number"))
    actors = list(sop.actors.order_by("place").values_list("name", flat=True))
    stops = stops_of(sop)
    found = findings(stops, len(actors))
    drawn: SafeString | str = ""
    if steps and actors:
        page = lay_out(stops, len(actors), [ROW_HEIGHT] * len(steps))[0]
        labels = [(each.number, each.activity) for each in steps]
        drawn = chart(page, actors, labels, _("Diagram alir SOP %s") % sop.title)
    return Picture(
        rows=tuple((each, time_words(each.amount, each.unit)) for each in steps),
        chart=drawn,
        errors=tuple(finding_words((each for each in found if not each.is_hint), actors)),
        hints=tuple(finding_words((each for each in found if each.is_hint), actors)),
        total=total_words(promised(stops)),
        real=real_times(sop, stops, today),
    )
