"""The abstract tables of a kind of cases, and the two tables of the engine: register numbers, and holds."""

from pranata.engines.cases.models.cases import Case, CaseQuerySet, Channel
from pranata.engines.cases.models.holds import Hold
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
    "Hold",
    "Series",
]
