"""Archives of an office, the classes they are kept by, and what becomes of them."""

from pranata.engines.archives.models.classes import ArchiveClass, Certainty, FateChoice
from pranata.engines.archives.models.disposals import Disposal, DisposalLine, DisposalStatus, Method
from pranata.engines.archives.models.items import (
    APPROVE,
    EDIT,
    VIEW,
    VIEW_RESTRICTED,
    ArchiveItem,
    Category,
    Confidentiality,
    Copy,
    Dossier,
    Medium,
    Status,
)
from pranata.engines.archives.models.moves import Hold, Loan, Transfer, TransferKind, TransferLine, TransferStatus

__all__ = [
    "APPROVE",
    "EDIT",
    "VIEW",
    "VIEW_RESTRICTED",
    "ArchiveClass",
    "ArchiveItem",
    "Category",
    "Certainty",
    "Confidentiality",
    "Copy",
    "Disposal",
    "DisposalLine",
    "DisposalStatus",
    "Dossier",
    "FateChoice",
    "Hold",
    "Loan",
    "Medium",
    "Method",
    "Status",
    "Transfer",
    "TransferKind",
    "TransferLine",
    "TransferStatus",
]
