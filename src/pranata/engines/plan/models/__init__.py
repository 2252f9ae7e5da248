"""The plan (Rencana Aksi Reformasi Birokrasi) as rows: the plan and its revisions, its tree, what the reader remarked,
who is in charge, what was reported, and what measures an indicator."""

from pranata.engines.plan.models.bindings import Binding, BindingState
from pranata.engines.plan.models.plans import MonthDeadline, Plan, RevisionKind, Status
from pranata.engines.plan.models.progress import Figure, Progress, ProgressStatus
from pranata.engines.plan.models.remarks import Remark, RemarkStatus, Severity
from pranata.engines.plan.models.responsibility import Deputy, Responsibility
from pranata.engines.plan.models.tree import Activity, Area, Confidence, Indicator, Subactivity

__all__ = [
    "Activity",
    "Area",
    "Binding",
    "BindingState",
    "Confidence",
    "Deputy",
    "Figure",
    "Indicator",
    "MonthDeadline",
    "Plan",
    "Progress",
    "ProgressStatus",
    "Remark",
    "RemarkStatus",
    "Responsibility",
    "RevisionKind",
    "Severity",
    "Status",
    "Subactivity",
]
