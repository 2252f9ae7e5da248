"""Fictional surveys for tests."""

from datetime import date

import factory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.surveys.models import (
    AddedAnswer,
    AddedQuestion,
    Batch,
    Channel,
    Improvement,
    Invitation,
    Kiosk,
    Response,
    Status,
    Survey,
    SurveyService,
)


class SurveyFactory(factory.django.DjangoModelFactory):
    """An SKM of 2022, open from June to the end of July."""

    class Meta:
        model = Survey

    office = factory.SubFactory(OfficeFactory)
    code = factory.Sequence(lambda n: f"skm-2022-{n}")
    key = "skm@2017"
    title = "Survei kepuasan (contoh)"
    status = Status.OPEN
    year = 2022
    opens_on = date(2022, 6, 1)
    closes_on = date(2022, 7, 31)


class SurveyServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SurveyService

    survey = factory.SubFactory(SurveyFactory)
    name = factory.Sequence(lambda n: f"Layanan contoh {n}")
    position = factory.Sequence(lambda n: n)


class AddedQuestionFactory(factory.django.DjangoModelFactory):
    """Choose one of three."""

    class Meta:
        model = AddedQuestion

    survey = factory.SubFactory(SurveyFactory)
    position = factory.Sequence(lambda n: n)
    kind = "single"
    text = "Dari mana Anda tahu layanan ini?"
    options = "Situs\nTeman\nLainnya"


class BatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Batch

    survey = factory.SubFactory(SurveyFactory)
    number = factory.Sequence(lambda n: n + 1)
    count = 1
    digest = "0" * 64


class ResponseFactory(factory.django.DjangoModelFactory):
    """One respondent who gives every element of the SKM a 3, in a batch."""

    class Meta:
        model = Response

    survey = factory.SubFactory(SurveyFactory)
    batch = factory.SubFactory(BatchFactory, survey=factory.SelfAttribute("..survey"))
    channel = Channel.LINK
    month = date(2022, 6, 1)
    total = 27
    a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 3


class AddedAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AddedAnswer

    response = factory.SubFactory(ResponseFactory)
    question = factory.SubFactory(AddedQuestionFactory, survey=factory.SelfAttribute("..response.survey"))
    option = 1


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    survey = factory.SubFactory(SurveyFactory)
    digest = factory.Sequence(lambda n: f"{n:064d}")


class KioskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Kiosk

    survey = factory.SubFactory(SurveyFactory)
    place = "Loket contoh"
    digest = factory.Sequence(lambda n: f"{n:064d}")


class ImprovementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Improvement

    survey = factory.SubFactory(SurveyFactory)
    element = "u3"
    follow_up = factory.SubFactory(FollowUpFactory, office=factory.SelfAttribute("..survey.office"))
