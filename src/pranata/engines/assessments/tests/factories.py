"""Fictional sheets for tests."""

from datetime import UTC, date, datetime

import factory

from pranata.base.access.tests.factories import UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Answer, Assessor, Comment, Item, Level, Section, Sheet, Status


class SheetFactory(factory.django.DjangoModelFactory):
    """A Zona Integritas sheet of 2022 without sections; ``whole_sheet`` makes one with all of them."""

    class Meta:
        model = Sheet

    office = factory.SubFactory(OfficeFactory)
    instrument = "zona-integritas"
    edition = "2021"
    year = 2022
    opened_on = date(2022, 1, 10)
    status = Status.IN_PROGRESS


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    sheet = factory.SubFactory(SheetFactory)
    code = "pemenuhan.V"
    position = 5


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Item

    section = factory.SubFactory(SectionFactory)
    code = "V.3.b"
    position = 8


class AnswerFactory(factory.django.DjangoModelFactory):
    """The office's own "YA"."""

    class Meta:
        model = Answer

    item = factory.SubFactory(ItemFactory)
    level = Level.SELF
    choice = "YA"
    answered_at = datetime(2022, 3, 1, 8, tzinfo=UTC)


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    item = factory.SubFactory(ItemFactory)
    text = "Komentar contoh"
    at = datetime(2022, 3, 2, 8, tzinfo=UTC)


class AssessorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessor

    sheet = factory.SubFactory(SheetFactory)
    user = factory.SubFactory(UserFactory)
    level = Level.INTERNAL
    appointed_on = date(2022, 1, 11)


def whole_sheet(**fields: object) -> Sheet:
    """A sheet with every section and item of its instrument."""
    sheet = SheetFactory(**fields)
    for position, part in enumerate(by_key(sheet.key).sections, start=1):
        section = SectionFactory(sheet=sheet, code=part.code, position=position)
        for place, question in enumerate(part.every_question(), start=1):
            ItemFactory(section=section, code=question.code, position=place)
    return sheet


def item_of(sheet: Sheet, code: str) -> Item:
    """The item of a question, with its sheet as it stands."""
    return Item.objects.select_related("section__sheet__office").get(section__sheet=sheet, code=code)
