"""The figures of a month: what is written of each indicator, checked and kept; a part of ``progress.note``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.imports.cells import decimal_text
from pranata.engines.plan.models import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from pranata.engines.plan.models import Indicator, Progress, Subactivity

    Amount = tuple[Decimal | None, Decimal | None]  # a value, and out of how many; None of nothing written


def figures_of(progress: Progress) -> dict[int, Amount]:
    """What is stored of a month, by the keys of the indicators."""
    return {each.indicator_id: (each.value, each.out_of) for each in progress.figures.all()}


def figure_marks(figures: Mapping[int, Amount]) -> list[list[object]]:
    """Figures as their fingerprint takes them, however they were written."""
    return [[key, *map(plain, amount)] for key, amount in sorted(figures.items()) if amount != (None, None)]


def check_figure(value: Decimal | None, out_of: Decimal | None) -> None:
    """Raises ``ValidationError`` at "value" or "out_of"."""
    if out_of is None:
        return
    if value is None:
        raise ValidationError({"value": _("Isi nilainya, atau kosongkan juga pembandingnya.")})
    if out_of <= 0:
        raise ValidationError({"out_of": _("Pembanding harus lebih dari nol.")})


def keep_figures(row: Subactivity, progress: Progress, figures: Mapping[int, Amount]) -> None:
    """Write ``figures``, by the positions of the row's indicators; those not named stay, those without value go.

    Raises ``ValidationError`` at "value_1" or "out_of_1", the number being the position.
    """
    indicators = {each.position: each for each in row.indicators.all()}
    stored = {each.indicator_id: each for each in progress.figures.all()}
    faults: dict[str, list[str]] = {}
    for position, amount in sorted(figures.items()):
        try:
            _keep(progress, indicators.get(position), stored, amount)
        except ValidationError as error:
            faults |= {f"{name}_{position}": messages for name, messages in error.message_dict.items()}
    if faults:
        raise ValidationError(faults)


def _keep(progress: Progress, indicator: Indicator | None, stored: dict[int, Figure], amount: Amount) -> None:
    value, out_of = amount
    check_figure(value, out_of)
    if indicator is None:
        raise ValidationError({"value": _("Subkegiatan ini tidak punya indikator itu.")})
    figure = stored.get(indicator.pk)
    if value is None:
        if figure is not None:
            figure.delete()
        return
    figure = figure or Figure(progress=progress, indicator=indicator)
    if (figure.value, figure.out_of) != (value, out_of):
        figure.value, figure.out_of = value, out_of
        figure.clean_fields(exclude=["progress", "indicator"])
        figure.save()


def figure_values(progress: Progress) -> list[str]:
    """The figures as the audit keeps them, each after the position of its indicator: "1: 24,5/26", "2: 95"."""
    found = progress.figures.select_related("indicator").order_by("indicator__position", "pk")
    numbers = [(each.indicator.position, filter(None, map(decimal_text, (each.value, each.out_of)))) for each in found]
    return [f"{position}: {'/'.join(amount)}" for position, amount in numbers]


def plain(number: Decimal | None) -> str:
    """A number in one spelling only."""
    return "" if number is None else f"{number.normalize():f}"
