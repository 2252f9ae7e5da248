"""Legal products, what is wrong with them, and what is to be made."""

from pranata.areas.regulation.legal_products.models.choices import (
    DISHARMONIES,
    EDIT,
    SETTLED,
    STAGES,
    UNFINISHED,
    VIEW,
    Disharmony,
    Effects,
    Purposes,
    Result,
    Standing,
    State,
    Status,
    product_kinds,
)
from pranata.areas.regulation.legal_products.models.products import Finding, LegalProduct
from pranata.areas.regulation.legal_products.models.program import ProgramItem

__all__ = [
    "DISHARMONIES",
    "EDIT",
    "SETTLED",
    "STAGES",
    "UNFINISHED",
    "VIEW",
    "Disharmony",
    "Effects",
    "Finding",
    "LegalProduct",
    "ProgramItem",
    "Purposes",
    "Result",
    "Standing",
    "State",
    "Status",
    "product_kinds",
]
