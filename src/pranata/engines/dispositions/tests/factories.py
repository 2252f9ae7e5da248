"""Fictional dispositions for tests."""

from datetime import UTC, date, datetime

import factory

from pranata.base.access.tests.factories import UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.dispositions.models import Disposition


class DispositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Disposition

    office = factory.SubFactory(OfficeFactory)
    target_label = "org.office"
    target_id = factory.LazyAttribute(lambda it: it.office.pk)
    subject = "Perihal contoh"
    address = factory.LazyAttribute(lambda it: f"/meja/{it.office.code}/")
    instruction = "Instruksi contoh."
    given_by = factory.SubFactory(UserFactory)
    given_at = datetime(2022, 6, 1, 1, tzinfo=UTC)
    to_account = factory.SubFactory(UserFactory)
    due_on = date(2022, 6, 30)
