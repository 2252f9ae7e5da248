"""What a request keeps of people beside its sealed parts; it goes when the request is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.areas.public_service.data_subjects.models import DataSubjectRequest


def forget(case: DataSubjectRequest) -> None:
    """The other case of the same person, as its number was typed."""
    case.about_number = ""
    case.save(update_fields=["about_number"])
