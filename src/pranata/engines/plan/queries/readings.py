"""What measures read of a plan's indicators: the bindings joined with the readings of a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.imports.cells import decimal_text
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.queries import latest, read
from pranata.engines.indicators.registry import PERCENT, by_key
from pranata.engines.indicators.rules import SHARES, Kind, Secrecy, is_reached, shown
from pranata.engines.indicators.sentences import direction_words, number_words, value_words
from pranata.engines.plan.models import Binding, BindingState, Indicator
from pranata.engines.plan.models.bindings import MEASURED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.indicators.computing import Computed
    from pranata.engines.indicators.registry import Measure
    from pranata.engines.plan.models import Figure, Plan, Subactivity

VIEW = "indicators.view"
COLUMNS = ("position", "text", "target", "target_unit", "binding__state", "binding__measure_key")


@dataclass(frozen=True)
class IndicatorValue:
    """One indicator, what reads it, and what was read: ``reading`` and ``computed`` are None while nothing was.

    ``state`` is that of its binding, "" of an indicator without one; ``measure_key`` "" of one read by hand.
    """

    pk: int
    code: str
    position: int
    text: str
    target: Decimal | None
    target_unit: str
    state: str
    measure_key: str
    reading: Reading | None = None
    computed: Computed | None = None

    @property
    def reference(self) -> str:
        """Its name in files and lists, such as 7.6.2#1."""
        return f"{self.code}#{self.position}"

    @property
    def measure(self) -> Measure | None:
        """The measure that reads it; None of one that none reads, and of a measure that is gone."""
        return by_key(self.measure_key) if self.is_measured else None

    @property
    def is_measured(self) -> bool:
        """Whether a measure is to read it."""
        return self.state in MEASURED

    @property
    def is_by_hand(self) -> bool:
        return self.state == BindingState.BY_HAND

    @property
    def is_suggested(self) -> bool:
        return self.state == BindingState.SUGGESTED

    @property
    def is_broken(self) -> bool:
        """Whether the measure that is to read it is gone."""
        return self.is_measured and self.measure is None

    @property
    def has_value(self) -> bool:
        return self.computed is not None and self.computed.value is not None

    @property
    def is_number(self) -> bool:
        """Whether the value is an amount, rather than a day or a yes or no."""
        return self.has_value and isinstance(self.computed.value, Decimal) and self.measure.kind != Kind.EXISTENCE

    @property
    def words(self) -> str:
        """The value as people write it, such as 92,3%; why there is none otherwise."""
        return _("belum ada yang diukur") if self.computed is None else value_of(self.computed)

    @property
    def parts(self) -> str:
        """Numerator and denominator in words, "" where the value has none."""
        return "" if self.computed is None else parts_of(self.computed)

    @property
    def target_words(self) -> str:
        """The target with its unit, "" without one."""
        unit = "%" if is_percent(self.target_unit) else f" {self.target_unit}"
        return f"{decimal_text(self.target)}{unit}".strip() if self.target is not None else ""

    @property
    def is_reached(self) -> bool | None:
        """Whether the value reaches the target; None where the two cannot be compared."""
        if self.computed is None:
            return None
        return reaches(self.computed, self.target, self.target_unit)


def is_percent(unit: str) -> bool:
    return unit.strip().casefold() in ("%", "persen", str(PERCENT).casefold())


def reaches(computed: Computed, target: Decimal | None, target_unit: str) -> bool | None:
    """Whether a value reaches a target; None without one, without a value, and where their units differ."""
    measure = computed.measure
    if not isinstance(computed.value, Decimal):
        return None
    own, asked = str(measure.unit).casefold(), target_unit.strip().casefold()
    is_alike = not asked or own == asked or (is_percent(own) and is_percent(asked))
    return is_reached(measure.kind, computed.value, target if is_alike else None, measure.better)


def value_of(computed: Computed) -> str:
    """A value with its unit as people write it; why there is none otherwise."""
    measure, value = computed.measure, computed.value
    if computed.secrecy == Secrecy.FEW:
        return _("tidak ditampilkan")
    if computed.secrecy == Secrecy.WAITING:
        return _("menunggu akhir bulan")
    words = value_words(measure.kind, value)
    if not isinstance(value, Decimal) or measure.kind == Kind.EXISTENCE:
        return words
    amount = f"{words}%" if is_percent(str(measure.unit)) else f"{words} {measure.unit}".strip()
    if measure.kind != Kind.CHANGE:
        return amount
    return f"{direction_words(value)} {amount}" if value else direction_words(value)


def parts_of(computed: Computed) -> str:
    """Numerator and denominator of a share, or before and now of a change; "" of other kinds and without a value."""
    if computed.value is None or computed.numerator is None or computed.denominator is None:
        return ""
    parts = {"one": number_words(computed.numerator), "other": number_words(computed.denominator)}
    if computed.measure.kind in SHARES:
        return _("%(one)s dari %(other)s") % parts
    return _("dari %(other)s menjadi %(one)s") % parts if computed.measure.kind == Kind.CHANGE else ""


def differs(figure: Figure | None, value: IndicatorValue) -> bool:
    """Whether what the office typed says something else than what was read; not while either is missing."""
    computed = value.computed
    if figure is None or computed is None or not isinstance(computed.value, Decimal):
        return False
    if figure.out_of is None:
        return shown(figure.value) != shown(computed.value)
    if computed.measure.kind in SHARES:
        return (figure.value, figure.out_of) != (computed.numerator, computed.denominator)
    return shown(figure.value / figure.out_of * 100) != shown(computed.value)


def month_to_read(plan: Plan, today: date) -> int | None:
    """The month whose readings a plan's pages show: the running one, December of a past year, None before its year."""
    if plan.year == today.year:
        return today.month
    return 12 if plan.year < today.year else None


def may_read(reader: User | None, office: Office) -> bool:
    """Whether ``reader`` may see readings of the office."""
    return reader is not None and reader.can(VIEW, office)


def plan_values(plan: Plan, *, month: int | None = None) -> dict[int, list[IndicatorValue]]:
    """The indicators of ``plan`` by sub-activity id, in their order; with a ``month`` also what was read of it.

    One query, with a month two. Who may see readings the caller says.
    """
    rows = Indicator.objects.filter(subactivity__plan=plan).order_by("position")
    found: dict[int, list[IndicatorValue]] = {}
    for subactivity_id, pk, code, *said in rows.values_list("subactivity_id", "pk", "subactivity__code", *COLUMNS):
        *own, state, key = said
        found.setdefault(subactivity_id, []).append(IndicatorValue(pk, code, *own, state or "", key or ""))
    return found if month is None else with_readings(found, plan, month)


def row_values(row: Subactivity, *, month: int | None = None) -> list[IndicatorValue]:
    """The same of one row with its plan, its indicators and their bindings at hand; one query with a month."""
    values = [_of(each, row.code) for each in row.indicators.all()]
    return values if month is None else with_readings({row.pk: values}, row.plan, month)[row.pk]


def _of(indicator: Indicator, code: str) -> IndicatorValue:
    binding = getattr(indicator, "binding", None)
    said = (indicator.position, indicator.text, indicator.target, indicator.target_unit)
    return IndicatorValue(
        indicator.pk, code, *said, binding.state if binding else "", binding.measure_key if binding else ""
    )


def with_readings(found: Mapping[int, list[IndicatorValue]], plan: Plan, month: int) -> dict[int, list[IndicatorValue]]:
    """The same with what was read of a month; one query, none where no measure reads anything."""
    keys = {each.measure_key for values in found.values() for each in values if each.measure is not None}
    readings = latest(plan.office, plan.year, month, keys) if keys else {}
    return {row: [_with_reading(each, readings) for each in values] for row, values in found.items()}


def _with_reading(value: IndicatorValue, readings: Mapping[str, Reading]) -> IndicatorValue:
    measure = value.measure
    reading = readings.get(value.measure_key) if measure else None
    if measure is None or reading is None:
        return value
    return replace(value, reading=reading, computed=read(reading, measure))


def gravest(values: Iterable[IndicatorValue]) -> IndicatorValue | None:
    """The one of a row's values that asks for attention most: not reached, without a target, reached, not measured.

    None of a row without indicators.
    """
    return min(values, key=_rank, default=None)


def _rank(value: IndicatorValue) -> tuple[int, int]:
    if value.has_value:
        return {False: 0, None: 1, True: 2}[value.is_reached], value.position
    orders = (value.is_measured, value.is_suggested, value.is_by_hand)
    return next((3 + number for number, holds in enumerate(orders) if holds), 6), value.position


def bound_alike(binding: Binding, reader: User) -> list[Binding]:
    """The other indicators of the same plan that the same measure reads, as ``reader`` may see them; one query."""
    row = binding.indicator.subactivity
    others = Binding.objects.visible_to(reader).measured().filter(measure_key=binding.measure_key)
    others = others.filter(indicator__subactivity__plan=row.plan_id).exclude(pk=binding.pk)
    return list(
        others.select_related("indicator__subactivity").order_by(
            "indicator__subactivity__activity__area__no",
            "indicator__subactivity__activity__position",
            "indicator__subactivity__position",
            "indicator__position",
        )
    )
