"""Fictional cases for tests."""

from datetime import UTC, date, datetime

import factory

from pranata.base.access.tests.factories import UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.models import Hold, Series
from pranata.engines.cases.tests.sample.models import Question, Status, Tip


class SeriesFactory(factory.django.DjangoModelFactory):
    """The questions of 2022, none numbered yet."""

    class Meta:
        model = Series

    office = factory.SubFactory(OfficeFactory)
    prefix = "CT"
    year = 2022


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question that was registered on 26 April 2022 and is due on 19 May, its key not made yet."""

    class Meta:
        model = Question

    office = factory.SubFactory(OfficeFactory)
    status = Status.REGISTERED
    register_sequence = factory.Sequence(lambda n: n + 1)
    register_year = 2022
    number = factory.LazyAttribute(lambda case: f"CT-2022-{case.register_sequence:04d}")
    subject = "Salinan berita acara contoh"
    received_at = datetime(2022, 4, 25, 13, tzinfo=UTC)
    received_on = date(2022, 4, 25)
    registered_on = date(2022, 4, 26)
    clock = "information_requests.answer"
    started_at = datetime(2022, 4, 26, 2, tzinfo=UTC)
    started_on = date(2022, 4, 26)
    due_on = date(2022, 5, 19)


class HoldFactory(factory.django.DjangoModelFactory):
    """A hold until the end of 2022 of a question of its office, its reason not sealed yet."""

    class Meta:
        model = Hold

    office = factory.SubFactory(OfficeFactory)
    target_label = Question._meta.label_lower
    target_id = 1
    until = date(2022, 12, 31)
    set_at = datetime(2022, 4, 26, 3, tzinfo=UTC)
    set_by = factory.SubFactory(UserFactory)


class TipFactory(factory.django.DjangoModelFactory):
    """A tip that came in on 25 April 2022 and has neither number nor clock."""

    class Meta:
        model = Tip

    office = factory.SubFactory(OfficeFactory)
    received_at = datetime(2022, 4, 25, 13, tzinfo=UTC)
    received_on = date(2022, 4, 25)
