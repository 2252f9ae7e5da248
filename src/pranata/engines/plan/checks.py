"""The check at start-up: the files of bindings can be used, and name measures that exist."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from pranata.engines.deadlines.rows import DataFault
from pranata.engines.indicators.registry import by_key
from pranata.engines.plan.bindings import BindingFile, binding_files

HINT = "data/bindings/README.md"


@register
def check_bindings(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for a file that cannot be read, or for every measure that a file names and nobody declares."""
    try:
        files = binding_files()
    except DataFault as fault:
        return [Error(str(fault), hint=HINT, id="plan.E001")]
    return [Error(words, hint=HINT, id="plan.E002") for each in files for words in unknown_measures(each)]


def unknown_measures(file: BindingFile) -> list[str]:
    """A sentence for every name of a measure that does not exist."""
    named = [(each.reference, key) for each in file.bindings.values() for key in (each.measure, each.proposed) if key]
    return [f"{file.name}: {reference}: ukuran {key} tidak ada" for reference, key in named if by_key(key) is None]
