"""Fictional requests, objections and disputes for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from pranata.areas.process.information_requests.models import (
    Dispute,
    InformationRequest,
    Objection,
    ObjectionStatus,
    Status,
)
from pranata.base.org.tests.factories import OfficeFactory


class InformationRequestFactory(DjangoModelFactory):
    """A request that was registered on 26 April 2022 and is due on 19 May, its key not made yet."""

    class Meta:
        model = InformationRequest

    office = factory.SubFactory(OfficeFactory)
    status = Status.REGISTERED
    applicant_kind = "person"
    register_sequence = factory.Sequence(lambda n: n + 1)
    register_year = 2022
    number = factory.LazyAttribute(lambda case: f"PI-2022-{case.register_sequence:04d}")
    subject = "Salinan berita acara contoh"
    received_at = datetime(2022, 4, 25, 13, tzinfo=UTC)
    received_on = date(2022, 4, 25)
    completed_on = date(2022, 4, 26)
    registered_on = date(2022, 4, 26)
    clock = "information_requests.answer"
    started_at = datetime(2022, 4, 26, 2, tzinfo=UTC)
    started_on = date(2022, 4, 26)
    due_on = date(2022, 5, 19)


class ObjectionFactory(DjangoModelFactory):
    """An objection that was registered on 23 May 2022 and is due on 6 July, its key not made yet."""

    class Meta:
        model = Objection

    office = factory.SubFactory(OfficeFactory)
    request = factory.SubFactory(InformationRequestFactory, office=factory.SelfAttribute("..office"))
    status = ObjectionStatus.REGISTERED
    ground = "c"
    register_sequence = factory.Sequence(lambda n: n + 1)
    register_year = 2022
    number = factory.LazyAttribute(lambda case: f"KPI-2022-{case.register_sequence:04d}")
    subject = "Keberatan contoh"
    received_at = datetime(2022, 5, 23, 2, tzinfo=UTC)
    received_on = date(2022, 5, 23)
    registered_on = date(2022, 5, 23)
    clock = "information_requests.objection_decision"
    started_at = datetime(2022, 5, 23, 2, tzinfo=UTC)
    started_on = date(2022, 5, 23)
    due_on = date(2022, 7, 6)


class DisputeFactory(DjangoModelFactory):
    """A dispute filed on 11 July 2022."""

    class Meta:
        model = Dispute

    objection = factory.SubFactory(ObjectionFactory)
    filed_on = date(2022, 7, 11)
