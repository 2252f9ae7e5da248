"""Fictional requests for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from pranata.areas.public_service.data_subjects.models import DataSubjectRequest, Status
from pranata.base.org.tests.factories import OfficeFactory


class DataSubjectRequestFactory(DjangoModelFactory):
    """A request of 3 November 2025, nine o'clock, registered that day, due three days later; its key not made yet."""

    class Meta:
        model = DataSubjectRequest

    office = factory.SubFactory(OfficeFactory)
    right = "access"
    status = Status.REGISTERED
    register_sequence = factory.Sequence(lambda n: n + 1)
    register_year = 2025
    number = factory.LazyAttribute(lambda case: f"DP-2025-{case.register_sequence:04d}")
    subject = "melihat data saya dan mendapat salinannya"
    received_at = datetime(2025, 11, 3, 2, tzinfo=UTC)
    received_on = date(2025, 11, 3)
    registered_on = date(2025, 11, 3)
    clock = "personal_data.access"
    started_at = datetime(2025, 11, 3, 2, tzinfo=UTC)
    started_on = date(2025, 11, 3)
    due_on = date(2025, 11, 6)
    due_at = datetime(2025, 11, 6, 2, tzinfo=UTC)
