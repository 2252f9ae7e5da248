"""SOPs: a version with its identity, its actors and steps, and what became of it in use."""

from pranata.areas.process.sops.models.sops import EDIT, LEGALIZE, VIEW, Sop, SopQuerySet, Status
from pranata.areas.process.sops.models.tables import Actor, Step
from pranata.areas.process.sops.models.use import CRITERIA, Evaluation, Monitoring, Result

__all__ = [
    "CRITERIA",
    "EDIT",
    "LEGALIZE",
    "VIEW",
    "Actor",
    "Evaluation",
    "Monitoring",
    "Result",
    "Sop",
    "SopQuerySet",
    "Status",
    "Step",
]
