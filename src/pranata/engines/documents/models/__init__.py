"""Documents of an office: what was issued, when, what it does to others, its printed parts, its file, its number."""

from pranata.engines.documents.models.documents import (
    DOES,
    EDIT,
    PUBLISH,
    STANDING_WORDS,
    UNDERGOES,
    VIEW,
    VIEW_RESTRICTED,
    Confidentiality,
    Document,
    DocumentQuerySet,
    Relation,
)
from pranata.engines.documents.models.files import DocumentText, TextState, Version
from pranata.engines.documents.models.numbers import NumberPattern, NumberSeries, ReservedNumber, ReservedState

__all__ = [
    "DOES",
    "EDIT",
    "PUBLISH",
    "STANDING_WORDS",
    "UNDERGOES",
    "VIEW",
    "VIEW_RESTRICTED",
    "Confidentiality",
    "Document",
    "DocumentQuerySet",
    "DocumentText",
    "NumberPattern",
    "NumberSeries",
    "Relation",
    "ReservedNumber",
    "ReservedState",
    "TextState",
    "Version",
]
