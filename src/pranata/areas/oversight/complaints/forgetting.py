"""What a complaint keeps of people beside its sealed parts; it goes when the complaint is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.areas.oversight.complaints.models import LaporReport

if TYPE_CHECKING:
    from pranata.areas.oversight.complaints.models import Complaint


def forget(case: Complaint) -> None:
    """Whom it is about, and the number under which SP4N-LAPOR! still tells who reported, here and in its list.

    That officers were named stays, not who: nobody opens it any more, so that they do not see it afterwards either.
    """
    case.was_about_officers = case.officers.exists()
    case.officers.all().delete()
    if case.lapor_number:
        LaporReport.objects.filter(office=case.office, number=case.lapor_number).delete()
    case.lapor_number = ""
    case.save(update_fields=["lapor_number", "was_about_officers"])
