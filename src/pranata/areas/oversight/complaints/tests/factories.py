"""Fictional complaints for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from pranata.areas.oversight.complaints.models import (
    Classification,
    Complaint,
    LaporReport,
    LaporState,
    NamedOfficer,
    Status,
)
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory


class ComplaintFactory(DjangoModelFactory):
    """A complaint of the ordinary class, verified on 26 April 2022 and due on 24 May, its key not made yet."""

    class Meta:
        model = Complaint

    office = factory.SubFactory(OfficeFactory)
    status = Status.VERIFIED
    classification = Classification.ORDINARY
    register_sequence = factory.Sequence(lambda n: n + 1)
    register_year = 2022
    number = factory.LazyAttribute(lambda case: f"PM-2022-{case.register_sequence:04d}")
    subject = "Antrean layanan contoh"
    received_at = datetime(2022, 4, 25, 3, tzinfo=UTC)
    received_on = date(2022, 4, 25)
    verification_due_on = date(2022, 4, 28)
    verified_on = date(2022, 4, 26)
    completed_on = date(2022, 4, 26)
    registered_on = date(2022, 4, 26)
    clock = "complaints.answer_ordinary"
    started_at = datetime(2022, 4, 25, 3, tzinfo=UTC)
    started_on = date(2022, 4, 25)
    due_on = date(2022, 5, 24)


class NamedOfficerFactory(DjangoModelFactory):
    class Meta:
        model = NamedOfficer

    complaint = factory.SubFactory(ComplaintFactory)
    person = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..complaint.office"))


class LaporReportFactory(DjangoModelFactory):
    """A report that SP4N-LAPOR! lists as in process."""

    class Meta:
        model = LaporReport

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: f"90{n:04d}")
    received_on = date(2022, 4, 25)
    state = LaporState.IN_PROCESS
    read_at = datetime(2022, 4, 26, 2, tzinfo=UTC)
