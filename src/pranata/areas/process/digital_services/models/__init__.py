"""The inventory, what is entered about its applications, and what the background learns of their addresses."""

from pranata.areas.process.digital_services.models.figures import ApplicationIndex, BudgetLine, Usage
from pranata.areas.process.digital_services.models.inventory import (
    EDIT,
    VIEW,
    Application,
    Kind,
    Medium,
    Prospect,
    Purpose,
    Status,
)
from pranata.areas.process.digital_services.models.reach import Check, ReachMonth

__all__ = [
    "EDIT",
    "VIEW",
    "Application",
    "ApplicationIndex",
    "BudgetLine",
    "Check",
    "Kind",
    "Medium",
    "Prospect",
    "Purpose",
    "ReachMonth",
    "Status",
    "Usage",
]
