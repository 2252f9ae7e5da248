"""Reads of legal products: what is not mapped yet, how a year stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from pranata.areas.regulation.legal_products.models import (
    SETTLED,
    STAGES,
    Finding,
    LegalProduct,
    ProgramItem,
    Result,
    Status,
    product_kinds,
)
from pranata.engines.documents.models import Confidentiality, Document

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.documents.models import DocumentQuerySet


@dataclass(frozen=True)
class Tally:
    """How the mapping and the program of an office stand today."""

    mapped: int
    unassessed: int
    to_be_changed: int
    open_findings: int
    late: int


def own_documents(office: Office) -> DocumentQuerySet:
    """The office's own documents that regulate or stipulate and were issued; others' and closed ones are not mapped."""
    found = Document.objects.filter(office=office, author_entity="", confidentiality=Confidentiality.ORDINARY)
    return found.filter(kind__in=[code for code, _title in product_kinds()]).issued()


def unmapped(office: Office) -> DocumentQuerySet:
    """Those of them that no row of the mapping is linked to, the oldest first."""
    linked = LegalProduct.objects.filter(document=OuterRef("pk"))
    return own_documents(office).filter(~Exists(linked)).order_by("issued_on", "pk")


def tally(office: Office, *, today: date) -> Tally:
    """Three queries."""
    mapped = LegalProduct.objects.filter(office=office)
    counted = mapped.aggregate(
        mapped=Count("pk"),
        unassessed=Count("pk", filter=Q(result=Result.UNASSESSED)),
        to_be_changed=Count("pk", filter=Q(pk__in=mapped.to_be_changed().order_by().values("pk"))),
    )
    return Tally(
        **counted,
        open_findings=Finding.objects.filter(office=office).exclude(state__in=SETTLED).count(),
        late=ProgramItem.objects.filter(office=office).unfinished().late_on(today).count(),
    )


def document_for(product: LegalProduct) -> Document | None:
    """The document that is the same thing: of its kind, number and year."""
    same = own_documents(product.office).filter(kind=product.kind, number=product.number, year=product.year)
    return same.first()


def way_of(item: ProgramItem) -> list[dict[str, Any]]:
    """The stages of an item in their order: words, day, and "done", "now" or ""; of a cancelled one what was done."""
    reached = STAGES.index(item.status) if item.status in STAGES else -1  # type: ignore[arg-type]
    way = []
    for position, stage in enumerate(STAGES):
        state = "done" if position < reached else "now" if position == reached else ""
        day = getattr(item, ProgramItem.DAYS[stage])
        if item.status == Status.CANCELLED and day:
            state = "done"
        way.append({"words": stage.label, "day": day, "state": state})
    return way
