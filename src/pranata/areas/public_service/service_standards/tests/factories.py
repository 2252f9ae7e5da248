"""Fictional services, standards, reviews and pledges."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pranata.areas.public_service.service_standards.components import component_codes
from pranata.areas.public_service.service_standards.models import (
    Component,
    Pledge,
    Review,
    ReviewLine,
    Service,
    Standard,
)
from pranata.base.access.tests.factories import UserFactory
from pranata.base.org.tests.factories import OfficeFactory


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Layanan contoh {n}")


class StandardFactory(DjangoModelFactory):
    """A draft without components."""

    class Meta:
        model = Standard

    office = factory.SubFactory(OfficeFactory)
    service = factory.SubFactory(ServiceFactory, office=factory.SelfAttribute("..office"))
    version = 1
    drafted_by = factory.SubFactory(UserFactory)


class ComponentFactory(DjangoModelFactory):
    class Meta:
        model = Component

    standard = factory.SubFactory(StandardFactory)
    code = "persyaratan"
    text = "Isi contoh"


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    office = factory.SubFactory(OfficeFactory)
    standard = factory.SubFactory(StandardFactory, office=factory.SelfAttribute("..office"))
    reviewed_on = date(2022, 6, 1)
    reviewers = "Tim contoh"
    conclusion = "tetap"
    entered_by = factory.SubFactory(UserFactory)


class ReviewLineFactory(DjangoModelFactory):
    class Meta:
        model = ReviewLine

    review = factory.SubFactory(ReviewFactory)
    code = "persyaratan"
    finding = "sesuai"


class PledgeFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Pledge

    office = factory.SubFactory(OfficeFactory)
    text = "Kami berjanji (contoh)."


def published_standard(service, *, version=1, since=date(2022, 1, 10), text="Isi contoh", **facts):
    """A standard of ``service`` that anyone reads, all fourteen components saying ``text``."""
    made = StandardFactory(
        office=service.office,
        service=service,
        version=version,
        status="published",
        decree_number="01/HK.03/2022 (Contoh)",
        decided_on=since,
        decided_by="Sekretaris Contoh",
        effective_from=since,
        **facts,
    )
    Component.objects.bulk_create(
        Component(standard=made, code=code, text=f"{text} {code}") for code in component_codes()
    )
    return made
