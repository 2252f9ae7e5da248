"""The check at start-up: every instrument can be read and makes sense."""

from __future__ import annotations

from typing import Any

from django.core import checks

from pranata.engines.assessments.instruments import instruments
from pranata.engines.assessments.reading.meaning import faults_of
from pranata.engines.assessments.reading.parsing import InstrumentFault


@checks.register
def check_instruments(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error for every fault of every file in ``data/instruments``."""
    try:
        known = instruments()
    except InstrumentFault as fault:
        return [_error(str(fault))]
    return [_error(f"{each.code}/{each.edition}.yaml: {fault}") for each in known for fault in faults_of(each)]


def _error(words: str) -> checks.Error:
    return checks.Error(words, hint="data/instruments/README.md", id="assessments.E001")
