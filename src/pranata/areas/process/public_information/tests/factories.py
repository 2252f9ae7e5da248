"""Fictional rows of both registers, and proposals."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from pranata.areas.process.public_information.models import (
    ExemptedInformation,
    ExemptionProposal,
    PublicInformation,
)
from pranata.base.org.tests.factories import OfficeFactory


class PublicInformationFactory(DjangoModelFactory):
    class Meta:
        model = PublicInformation

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Laporan contoh {n}")
    summary = "Ringkasan contoh"
    availability = "berkala"
    made_on = date(2022, 3, 1)


class ExemptedInformationFactory(DjangoModelFactory):
    class Meta:
        model = ExemptedInformation

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Informasi tertutup contoh {n}")
    ground = "h"
    statute = "Undang-Undang Contoh"
    consequence = "Akibat contoh"
    test_reference = "UK-01/2022"
    decided_by = "PPID Contoh"
    decided_on = date(2022, 1, 10)
    expires_on = None


class ExemptionProposalFactory(DjangoModelFactory):
    """A whole draft, addressed to the office above."""

    class Meta:
        model = ExemptionProposal

    office = factory.SubFactory(OfficeFactory)
    decider = factory.LazyAttribute(lambda proposal: proposal.office.parent or proposal.office)
    title = factory.Sequence(lambda n: f"Usulan contoh {n}")
    description = "Uraian contoh"
    ground = "h"
    statute = "Undang-Undang Contoh"
    consequence = "Akibat contoh"
    public_interest = "Pertimbangan contoh"
    proposed_until = date(2025, 12, 31)
    drafted_at = datetime(2022, 1, 3, 1, 0, tzinfo=UTC)
