"""The rows of both registers, and what is proposed for the second."""

from pranata.areas.process.public_information.models.proposals import (
    DECIDE,
    PROPOSE,
    VIEW_PROPOSALS,
    ExemptionProposal,
    ExemptionProposalQuerySet,
    Occasion,
    Status,
)
from pranata.areas.process.public_information.models.registers import (
    EDIT,
    VIEW,
    Availability,
    ExemptedInformation,
    ExemptedInformationQuerySet,
    ExemptionGround,
    Form,
    PublicInformation,
    PublicInformationQuerySet,
)

__all__ = [
    "DECIDE",
    "EDIT",
    "PROPOSE",
    "VIEW",
    "VIEW_PROPOSALS",
    "Availability",
    "ExemptedInformation",
    "ExemptedInformationQuerySet",
    "ExemptionGround",
    "ExemptionProposal",
    "ExemptionProposalQuerySet",
    "Form",
    "Occasion",
    "PublicInformation",
    "PublicInformationQuerySet",
    "Status",
]
