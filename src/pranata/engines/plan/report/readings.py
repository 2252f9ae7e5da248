"""What measures read of the plan's indicators in a period, with a note about each reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import override

from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.queries import read
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.rules import SHARES, Kind, Secrecy, Span
from pranata.engines.indicators.sentences import direction_words, number_words, value_words
from pranata.engines.plan.models import Binding, BindingState, Indicator
from pranata.engines.plan.report.model import Measured, ReadingNote
from pranata.engines.plan.report.words import NOT_READ, WAITING_TO_BE_READ, WITHHELD

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.indicators.computing import Computed
    from pranata.engines.indicators.registry import Measure
    from pranata.engines.plan.models import Plan
    from pranata.lib.periods import Period


@dataclass
class Readings:
    """The lines of the measured indicators in the order of the plan, and the notes about their readings.

    ``unbound`` are the references of those that nobody has decided about, ``by_hand`` those whose due months people
    fill in, as id and reference, ``broken`` those whose measure is gone.
    """

    measured: list[Measured] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)
    unbound: list[str] = field(default_factory=list)
    by_hand: list[tuple[int, str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def read_measures(plan: Plan, period: Period, *, today: date) -> Readings:
    """The readings that count of the plan's indicators in the months of ``period`` that have begun; two queries.

    A measure that looks at single months is told for each month, any other as of the last.
    """
    begun = [month for month in period.months if (period.year, month) <= (today.year, today.month)]
    indicators = _indicators(plan)
    keys = {each.binding.measure_key for each in indicators if _is_measured(each)}
    stored = Reading.objects.current().filter(
        office=plan.office_id, year=period.year, month__in=begun, measure__in=keys
    )
    collector = _Collector({(each.measure, each.month): each for each in stored}, begun)
    for each in indicators:
        collector.take(each, period.months)
    return collector.found


def _indicators(plan: Plan) -> list[Indicator]:
    """Every indicator with its row and its binding, in the order of the plan."""
    found = Indicator.objects.filter(subactivity__plan=plan).select_related("subactivity", "binding")
    return list(
        found.order_by(
            "subactivity__activity__area__no", "subactivity__activity__position", "subactivity__position", "position"
        )
    )


def _binding(indicator: Indicator) -> Binding | None:
    return getattr(indicator, "binding", None)


def _is_measured(indicator: Indicator) -> bool:
    binding = _binding(indicator)
    return binding is not None and binding.is_measured


@dataclass
class _Collector:
    """Puts lines and notes together; indicators of one measure share the note of its reading."""

    stored: dict[tuple[str, int], Reading]
    begun: Sequence[int]
    found: Readings = field(default_factory=Readings)
    numbers: dict[int, int] = field(default_factory=dict)  # notes by reading

    def take(self, indicator: Indicator, months: Sequence[int]) -> None:
        binding, reference = _binding(indicator), f"{indicator.subactivity.code}#{indicator.position}"
        if binding is None or binding.state == BindingState.SUGGESTED:
            self.found.unbound.append(reference)
            return
        if binding.state == BindingState.BY_HAND:
            planned = set(indicator.subactivity.months)
            if any(month in planned and indicator.is_of(month) for month in months):
                self.found.by_hand.append((indicator.pk, reference))
            return
        measure = by_key(binding.measure_key)
        if measure is None:
            self.found.broken.append(reference)
            return
        self.found.measured.extend(self.lines(indicator, reference, measure))

    def lines(self, indicator: Indicator, reference: str, measure: Measure) -> Iterator[Measured]:
        for month in self.begun if measure.span == Span.MONTH else self.begun[-1:]:
            reading = self.stored.get((measure.key, month))
            target = indicator.target_words
            if reading is None:
                yield Measured(reference, indicator.text, month, NOT_READ, target)
                continue
            answer = read(reading, measure)
            yield Measured(
                reference,
                indicator.text,
                month,
                answer_words(answer),
                target,
                value=answer.value,
                numerator=answer.numerator,
                denominator=answer.denominator,
                reading=reading.pk,
                note=self.note(reading, answer),
            )

    def note(self, reading: Reading, answer: Computed) -> int:
        if reading.pk not in self.numbers:
            self.numbers[reading.pk] = len(self.numbers) + 1
            self.found.notes.append(
                ReadingNote(
                    no=len(self.numbers),
                    reading=reading.pk,
                    measure=reading.measure,
                    month=reading.month,
                    sentence=answer.sentence,
                    as_of=reading.computed_at,
                    rule_version=reading.rule_version,
                )
            )
        return self.numbers[reading.pk]


def answer_words(answer: Computed) -> str:
    """A value with its parts and unit, in Indonesian: "3 dari 4 (75%)", "12 pengaduan", "turun 5 persen"."""
    if answer.secrecy == Secrecy.FEW:
        return WITHHELD
    if answer.secrecy == Secrecy.WAITING:
        return WAITING_TO_BE_READ
    with override("id"):
        kind, words = answer.measure.kind, value_words(answer.measure.kind, answer.value)
        if answer.value is None:
            return words
        if kind in SHARES:
            return f"{number_words(answer.numerator)} dari {number_words(answer.denominator)} ({words}%)"
        if kind == Kind.CHANGE:
            words = f"{direction_words(answer.value)} {words}" if answer.value else direction_words(answer.value)
            return f"{words} {answer.unit}" if answer.value else words
        return f"{words} {answer.unit}".strip()
