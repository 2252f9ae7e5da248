"""Reads of the catalogue for staff and public pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from pranata.areas.public_service.service_standards.components import ComponentKind, component_kinds
from pranata.areas.public_service.service_standards.models import Review, Service, Standard, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Row:
    """One service in the catalogue: its standard in force, the draft after that, and when it was reviewed last."""

    service: Service
    standard: Standard | None
    draft: Standard | None
    reviewed_on: date | None

    @property
    def is_published(self) -> bool:
        return self.standard is not None and self.standard.status == Status.PUBLISHED

    def is_reviewed_in(self, year: int) -> bool:
        return self.reviewed_on is not None and self.reviewed_on.year == year


@dataclass(frozen=True)
class Part:
    """One component as a page shows it; "" where the standard says nothing."""

    kind: ComponentKind
    text: str


def catalogue(services: QuerySet[Service], day: date) -> list[Row]:
    """``services`` with their standards as of ``day``; three queries."""
    found = list(services.select_related("unit", "office"))
    standards = Standard.objects.filter(service__in=[each.pk for each in found])
    counted = standards.annotate(filled=Count("components")).order_by("version")
    drafts = {each.service_id: each for each in counted if each.is_draft}
    in_force = {each.service_id: each for each in standards.in_force(day).order_by("version")}
    last = Review.objects.filter(standard__service__in=[each.pk for each in found]).order_by()
    reviewed = dict(last.values_list("standard__service").annotate(last=Max("reviewed_on")))
    return [Row(each, in_force.get(each.pk), drafts.get(each.pk), reviewed.get(each.pk)) for each in found]


def shown_standards(office: Office, day: date) -> QuerySet[Standard]:
    """What anyone may read of the office, by service."""
    found = Standard.objects.filter(office=office).shown_on(day).select_related("service__unit", "service__office")
    return found.order_by("service__name", "pk")


def parts_of(texts: Mapping[str, str], *, kinds: Iterable[ComponentKind] | None = None) -> list[Part]:
    """The components in their order, with what a standard says."""
    return [Part(each, texts.get(each.code, "")) for each in (component_kinds() if kinds is None else kinds)]


def delivery_parts(texts: Mapping[str, str]) -> list[Part]:
    """The six that must be published."""
    return parts_of(texts, kinds=[each for each in component_kinds() if each.is_delivery])


def management_parts(texts: Mapping[str, str]) -> list[Part]:
    """The eight that are internal."""
    return parts_of(texts, kinds=[each for each in component_kinds() if not each.is_delivery])
