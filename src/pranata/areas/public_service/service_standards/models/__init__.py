"""Services, the versions of their standards, the reviews of these, and the office's pledge."""

from pranata.areas.public_service.service_standards.models.catalogue import (
    EDIT,
    PUBLISH,
    VIEW,
    Audience,
    Service,
)
from pranata.areas.public_service.service_standards.models.pledges import Pledge
from pranata.areas.public_service.service_standards.models.reviews import Conclusion, Finding, Review, ReviewLine
from pranata.areas.public_service.service_standards.models.standards import Component, Standard, Status

__all__ = [
    "EDIT",
    "PUBLISH",
    "VIEW",
    "Audience",
    "Component",
    "Conclusion",
    "Finding",
    "Pledge",
    "Review",
    "ReviewLine",
    "Service",
    "Standard",
    "Status",
]
