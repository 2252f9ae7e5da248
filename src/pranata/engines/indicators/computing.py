"""A measure is asked, and its answer becomes numbers with a sentence."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from pranata.engines.indicators.models import Baseline
from pranata.engines.indicators.reckoning import NOTHING, Numbers, reckon
from pranata.engines.indicators.rules import SHARES, Kind, Secrecy, Stretch, may_show_count, may_show_share
from pranata.engines.indicators.sentences import sentence_of
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from django.utils.functional import Promise

    from pranata.base.org.models import Office
    from pranata.engines.indicators.models import Reading
    from pranata.engines.indicators.registry import Measure

Month = tuple[int, int]  # year and month

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Computed:
    """What a measure says of a month: the value (a number, a day, or None), its parts, and the sentence about it.

    ``as_of`` is when it was computed. ``secrecy`` says why a sealed kind tells nothing.
    """

    measure: Measure
    stretch: Stretch
    value: Decimal | date | None
    numerator: Decimal | None
    denominator: Decimal | None
    rule_version: int
    as_of: datetime
    secrecy: Secrecy = Secrecy.OPEN

    @property
    def unit(self) -> str | Promise:
        """The unit of the value, "" of a day or an existence."""
        return self.measure.unit

    @property
    def sentence(self) -> str:
        """The value explained, in Indonesian."""
        return sentence_of(
            self.measure,
            self.stretch,
            self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            secrecy=self.secrecy,
        )


def ask(measure: Measure, office: Office, month: Month) -> Computed:
    """The answer from the rows as they are now, a sealed kind's too: only what stores readings may ask like this."""
    today = clock.today()
    stretch = measure.stretch(*month, today=today)
    if stretch.end > today:
        return made(measure, stretch, NOTHING)

    def baseline() -> Decimal | None:
        entered = Baseline.objects.filter(office=office, measure=measure.key, year=stretch.year - 1)
        return entered.values_list("value", flat=True).first()

    result = measure.compute(office, stretch)
    if result is not None and result.kind != measure.kind:
        raise TypeError(f"{measure.key} is declared as {measure.kind} and returns {result.kind}")
    return made(measure, stretch, reckon(result, baseline))


def try_to_ask(measure: Measure, office: Office, month: Month, *, in_transaction: bool = False) -> Computed | None:
    """``ask``, or None where the measure fails: that is logged, and neither stops the others nor an issued report.

    Who asks ``in_transaction`` gets a savepoint: PostgreSQL ends a transaction in which anything has failed.
    """
    try:
        with transaction.atomic() if in_transaction else nullcontext():
            return ask(measure, office, month)
    except Exception:
        log.exception("%s could not be read at %s", measure.key, office.code)
        return None


def made(measure: Measure, stretch: Stretch, numbers: Numbers, secrecy: Secrecy = Secrecy.OPEN) -> Computed:
    """``numbers`` of now as an answer."""
    return Computed(
        measure,
        stretch,
        numbers.value,
        numbers.numerator,
        numbers.denominator,
        measure.rule_version,
        clock.now(),
        secrecy,
    )


def waiting(measure: Measure, month: Month) -> Computed:
    """What a sealed kind says of a month that has not been read."""
    return made(measure, measure.stretch(*month, today=clock.today()), NOTHING, Secrecy.WAITING)


def withheld(answer: Computed, last_shown: Reading | None) -> Computed:
    """The answer of a sealed kind with its numbers taken away unless they may be shown after ``last_shown``."""
    if answer.value is None:
        return answer
    numerator = int(answer.numerator or 0)
    before = (0, 0)
    if last_shown is not None:
        before = (int(last_shown.numerator or 0), int(last_shown.denominator or 0))
    if answer.measure.kind in SHARES:
        may_show = may_show_share(numerator, int(answer.denominator or 0), before)
    else:
        may_show = answer.measure.kind == Kind.COUNT and may_show_count(numerator, before[0])
    if may_show:
        return answer
    return replace(answer, value=None, numerator=None, denominator=None, secrecy=Secrecy.FEW)
