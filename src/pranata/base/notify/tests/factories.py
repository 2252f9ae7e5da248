"""Fictional notices for tests."""

from datetime import UTC, datetime

import factory

from pranata.base.access.tests.factories import UserFactory
from pranata.base.notify.models import CalendarKey, Notice, NoticePreference
from pranata.base.org.tests.factories import OfficeFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    recipient = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    kind = "contoh.kabar"
    target_label = "org.office"
    target_id = factory.LazyAttribute(lambda notice: notice.office.pk)
    address = factory.LazyAttribute(lambda notice: f"/meja/{notice.office.code}/")
    key = factory.Sequence(lambda n: f"contoh.kabar:org.office:{n}:")
    created_at = datetime(2022, 6, 15, 1, tzinfo=UTC)


class NoticePreferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NoticePreference

    user = factory.SubFactory(UserFactory)


class CalendarKeyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarKey

    user = factory.SubFactory(UserFactory)
    keyed_hash = factory.Sequence(lambda n: f"{n:064d}")
    made_at = datetime(2022, 6, 15, 1, tzinfo=UTC)
