"""What a request and an objection keep of people beside their sealed parts; it goes when the case is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.areas.process.information_requests.models import Dispute

if TYPE_CHECKING:
    from pranata.areas.process.information_requests.models import InformationRequest, Objection


def forget_request(case: InformationRequest) -> None:
    """Why it was refused, in words that may tell who asked."""
    case.sealed_reason = b""
    case.save(update_fields=["sealed_reason"])


def forget_objection(case: Objection) -> None:
    """The number under which the Komisi Informasi still tells who disputes, and how its decision was carried out."""
    Dispute.objects.filter(objection=case).update(number="", execution="")
