"""Complaints with their parts, whom they are about, and what SP4N-LAPOR! lists."""

from pranata.areas.oversight.complaints.models.choices import (
    REJECTIONS,
    TRANSFERS,
    Channel,
    Classification,
    LaporState,
    Outcome,
    Reporter,
    ReportKind,
    Satisfaction,
    Status,
)
from pranata.areas.oversight.complaints.models.complaints import (
    HANDLE,
    PROCESS,
    VIEW,
    Complaint,
    ComplaintAttachment,
    ComplaintMessage,
    ComplaintNote,
    ComplaintPause,
    NamedOfficer,
)
from pranata.areas.oversight.complaints.models.lapor import LaporReport

__all__ = [
    "HANDLE",
    "PROCESS",
    "REJECTIONS",
    "TRANSFERS",
    "VIEW",
    "Channel",
    "Classification",
    "Complaint",
    "ComplaintAttachment",
    "ComplaintMessage",
    "ComplaintNote",
    "ComplaintPause",
    "LaporReport",
    "LaporState",
    "NamedOfficer",
    "Outcome",
    "ReportKind",
    "Reporter",
    "Satisfaction",
    "Status",
]
