"""What a complaint keeps of people beside its sealed parts; it goes when the complaint is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.areas.oversight.complaints.models import Complaint


def forget(case: Complaint) -> None:
    """Whom it is about, and the number under which SP4N-LAPOR! still tells who reported."""
    case.officers.all().delete()
    case.lapor_number = ""
    case.save(update_fields=["lapor_number"])
