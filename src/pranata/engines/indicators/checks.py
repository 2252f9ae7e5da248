"""The check at start-up: every measure is declared without a slip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core import checks

from pranata.engines.indicators.registry import PERCENT, POINTS, claimed_twice, measures
from pranata.engines.indicators.rules import SEALED_KINDS, SEALED_SPANS, Kind
from pranata.engines.indicators.sentences import PLACEHOLDERS, placeholders

if TYPE_CHECKING:
    from pranata.engines.indicators.registry import Measure


@checks.register
def check_measures(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error for every fault of every measure, and for a key that two functions claim."""
    twice = [_error("Two measures are called this.", key) for key in claimed_twice()]
    return twice + [_error(fault, each.key) for each in measures() for fault in faults(each)]


def _error(fault: str, key: str) -> checks.Error:
    return checks.Error(f"{key}: {fault}", hint="measures.py", id="indicators.E001")


def faults(measure: Measure) -> Iterator[str]:
    """What is wrong with a declaration."""
    app, dot, name = measure.key.partition(".")
    declared_in = apps.get_containing_app_config(measure.module)
    if declared_in is None or app != declared_in.label or not dot or not name.isidentifier():
        yield "A key is the label of the app that declares the measure, a dot, and a name."
    if not measure.fed_by:
        yield "Nothing feeds it, so nobody would notice that it changed."
    for label in measure.fed_by:
        if not is_model(label):
            yield f"Nothing is called {label!r}; name the model as the audit does, in small letters."
    yield from sentence_faults(str(measure.sentence))
    if measure.kind == Kind.CHANGE and measure.unit not in (PERCENT, POINTS):
        yield "A change is told in PERCENT (of counts and sums) or POINTS (of shares and indices)."
    if measure.sealed and (measure.kind not in SEALED_KINDS or measure.span not in SEALED_SPANS):
        yield "A sealed measure counts or shares, over a month or the year to date; the rest tells of single records."


def is_model(label: str) -> bool:
    """Whether a model has this label, in small letters."""
    try:
        return apps.get_model(label)._meta.label_lower == label
    except (LookupError, ValueError):
        return False


def sentence_faults(template: str) -> Iterator[str]:
    """What is wrong with a sentence."""
    if not template.strip():
        yield "Its sentence is empty."
    try:
        unknown = placeholders(template) - PLACEHOLDERS
    except ValueError as fault:
        yield f"Its sentence cannot be filled: {fault}."
        return
    for name in sorted(unknown):
        yield f"Nothing fills {{{name}}} in its sentence."
