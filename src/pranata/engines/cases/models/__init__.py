"""The abstract tables of a kind of cases, and the one table of the engine: the series of register numbers."""

from pranata.engines.cases.models.cases import Case, CaseQuerySet, Channel
from pranata.engines.cases.models.parts import (
    CaseAttachment,
    CaseExtension,
    CaseMessage,
    CaseNote,
    CasePartQuerySet,
    CasePause,
    Direction,
)
from pranata.engines.cases.models.series import Series

__all__ = [
    "Case",
    "CaseAttachment",
    "CaseExtension",
    "CaseMessage",
    "CaseNote",
    "CasePartQuerySet",
    "CasePause",
    "CaseQuerySet",
    "Channel",
    "Direction",
    "Series",
]
