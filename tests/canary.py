"""A canary in every text of an office: whoever sings elsewhere has leaked.

Models are found, not listed: whatever leads to an office by foreign keys gets a row whose texts all carry ``SECRET``.
A new model is covered by that, or fails loudly until it has a factory or stands in ``KEPT`` with its reason.
"""

import importlib
import io
import pkgutil
import uuid
import zipfile
from collections import deque
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

import factory
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.files.base import ContentFile
from django.db import models, transaction

import pranata
from pranata.base.audit.actions import record
from pranata.base.files.actions import store
from pranata.base.org.models import Office

# SECRET is what must be seen nowhere; WORD stands beside it, so that a search may find the row without naming SECRET.
SECRET = "zqxjkvwy"
WORD = "kenari"
NIP = "199001012015011999"
# What every planted row is numbered, so that a walk asks for one number per address, whatever the database counted to.
NUMBER = 700_001

# Texts that keep what they hold; everything else in a row of another office sings.
KEPT = {
    "account.EmailConfirmation": "never made: sign-in asks for no confirmed address",
    "assessments.Answer.choice": "one of the options that an instrument's file offers",
    "assessments.Item.code": "names a question of an instrument's file, and is part of the address",
    "assessments.Section.code": "names a part of an instrument's file, and is part of the address",
    "assessments.Sheet.edition": "names an instrument's file",
    "assessments.Sheet.instrument": "names an instrument's file",
    "assessments.Sheet.variant": "names an alternative in an instrument's file",
    "archives.ArchiveItem.source_label": "names one of our models, and stands only beside the number of a row",
    "evidence.Evidence.record_label": "names one of our models, and stands only beside the number of a row",
    "followups.FollowUp.about_label": "names one of our models, and stands only beside the number of a row",
    "followups.FollowUp.source_label": "names one of our models, and stands only beside the number of a row",
    "files.StoredFile.media_type": "decides how the file is delivered; the bytes sing",
    "files.StoredFile.sha256": "names the bytes; the bytes sing",
    "files.StoredFile.storage_name": "names the place of the bytes; the bytes sing",
    "files.StoredFile.subject": "a subject would seal the file, and only a readable one can leak",
    "mfa.Authenticator.type": "one of the kinds of second factor",
    "org.Office": "that an office exists is public",
    "plan.Subactivity.code": "part of the address, which the walk must be able to ask for",
    "registers.SavedView.register": "names a declared register",
    "service_standards.Component.code": "names a component of the law's list",
    "service_standards.ReviewLine.code": "names a component of the law's list",
    "surveys.Improvement.element": "names an element of a questionnaire's file",
    "surveys.Invitation.digest": "a hash",
    "surveys.Invitation.origin": "a keyed hash",
    "surveys.Kiosk.digest": "a hash",
    "surveys.Survey.asked": "names fields of the forms' file",
    "surveys.Survey.code": "part of the public address",
    "surveys.Survey.key": "names a questionnaire's file",
    "surveys.Survey.method": "names a way of a questionnaire's file",
}
# Links a row does without: it leads to one of several parties, or becomes another kind of row.
LEFT_OUT = {
    "access.Grant": {"to_office": "one holder of two"},
    "assessments.Section": {"unit": "one party of two"},
    "documents.Relation": {"target": "a document is not related to itself, and the words sing"},
    "dispositions.Disposition": {"to_unit": "one addressee of two"},
    "followups.FollowUp": {"unit": "one party of three", "team": "one party of three"},
    "plan.Plan": {"agent": "the office's own plan is what the walk asks for"},
    "plan.Responsibility": {"unit": "one party of three", "team": "one party of three"},
}
# Our models that lead to no office, and where their texts are looked after.
WITHOUT_OFFICE = {
    "audit.ChainHead": "hashes and counts",
    "audit.Event": "its office is a code, not a key: planted by plant_event",
    "intake.Attempt": "names of doors and hashes of addresses",
    "intake.SentForm": "hashes and ciphertext",
    "intake.StagedFile": "hashes and ciphertext",
    "seal.Erasure": "serial numbers of keys",
    "search.TitleWord": "words of titles, told only to who finds a title that holds them",
    "seal.SubjectKey": "wrapped keys",
    "surveys.SentPage": "hashes",
}


class CannotPlant(AssertionError):
    """A model nobody told the canary how to fill."""


def our_models() -> list[type[models.Model]]:
    """The models of our own apps, those of the tests left out."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("pranata.") and ".tests" not in model.__module__
    ]


def links(model: type[models.Model]) -> list[models.ForeignKey]:
    """The foreign keys and one-to-one fields of ``model`` itself, those to its own kind left out."""
    fields = model._meta.concrete_fields
    return [field for field in fields if isinstance(field, models.ForeignKey) and field.related_model is not model]


@cache
def leads_to_office(model: type[models.Model]) -> bool:
    """Whether rows of ``model`` belong to an office, over however many foreign keys."""
    waiting, seen = deque([model]), set()
    while waiting:
        current = waiting.popleft()
        if current is Office:
            return True
        if current not in seen:
            seen.add(current)
            waiting.extend(field.related_model for field in links(current))
    return False


def planted_models() -> list[type[models.Model]]:
    """Every model, ours or a package's, whose rows belong to an office."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if ".tests" not in model.__module__ and leads_to_office(model) and model._meta.label not in KEPT
    ]


def unexplained_models() -> list[str]:
    """Our models that lead to no office and whose texts nobody accounts for."""
    return [
        model._meta.label
        for model in our_models()
        if not leads_to_office(model) and model._meta.label not in WITHOUT_OFFICE
    ]


def stale_reasons() -> list[str]:
    """Exceptions for a model or field that is no more."""
    stale = []
    for name in (*KEPT, *WITHOUT_OFFICE):
        label, _dot, field = name.partition(".")
        model_name, _dot, field = field.partition(".")
        try:
            model = apps.get_model(label, model_name)
            if field:
                model._meta.get_field(field)
        except (LookupError, FieldDoesNotExist):
            stale.append(name)
    return stale


@cache
def factories() -> dict[type[models.Model], type[factory.django.DjangoModelFactory]]:
    """The factory of each model, from the ``tests/factories.py`` of every app."""
    for module in pkgutil.walk_packages(pranata.__path__, "pranata."):
        if module.name.endswith(".tests.factories"):
            importlib.import_module(module.name)
    found: dict = {}
    for each in every_subclass(factory.django.DjangoModelFactory):
        if each._meta.model is not None and each.__module__.startswith("pranata."):
            found.setdefault(each._meta.get_model_class(), each)
    return found


def every_subclass(parent: type) -> Iterator[type]:
    for child in parent.__subclasses__():
        yield child
        yield from every_subclass(child)


class Garden:
    """The rows of one office, one of each model, made when asked for; all their texts sing."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.rows: dict[type[models.Model], models.Model] = {Office: office}

    def plant_all(self) -> None:
        for model in planted_models():
            self.row(model)
        self.plant_event()

    def row(self, model: type[models.Model]) -> models.Model:
        """The row of ``model``; its foreign keys lead to the other rows here."""
        if model not in self.rows:
            parents = {
                field.name: self.row(field.related_model)
                for field in links(model)
                if leads_to_office(field.related_model) and field.name not in LEFT_OUT.get(model._meta.label, {})
            }
            self.rows[model] = self.make(model, parents)
            self.sing(self.rows[model])
        return self.rows[model]

    def make(self, model: type[models.Model], parents: dict) -> models.Model:
        if model._meta.label == "files.StoredFile":
            return self.store_file()
        parents |= {"pk": NUMBER} if isinstance(model._meta.pk, models.AutoField) else {}
        if model in factories():
            return factories()[model](**parents)
        values = {field.name: plain_value(field) for field in model._meta.concrete_fields if needs_value(field)}
        try:
            with transaction.atomic():
                return model._base_manager.create(**values | parents)
        except Exception as error:
            raise CannotPlant(f"{model._meta.label} needs a factory in its tests/factories.py: {error}") from error

    def store_file(self) -> models.Model:
        text = f"nomor,catatan\n1,{WORD} {SECRET}\n"
        with transaction.atomic():
            return store(self.office, ContentFile(text.encode(), f"{SECRET}.csv"), by=None, name=f"{SECRET}.csv")

    def plant_event(self) -> None:
        """An event of the office whose every text sings."""
        with transaction.atomic():
            record(office=self.office, actor=None, action=f"plan.{SECRET}", before={WORD: SECRET}, after={WORD: SECRET})

    def sing(self, row: models.Model) -> None:
        """Put the canary into every text of ``row``, past its save() and validators."""
        texts = {field.name: song(field, row) for field in row._meta.concrete_fields if sings(field)}
        if texts:
            type(row)._base_manager.filter(pk=row.pk).update(**texts)
            row.refresh_from_db()


def sings(field: models.Field) -> bool:
    """Whether ``field`` holds free text; a field with choices cannot."""
    free = isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    label = field.model._meta.label
    return free and not field.primary_key and f"{label}.{field.name}" not in KEPT and field.name != "password"


def song(field: models.Field, row: models.Model) -> object:
    """What the canary sings in ``field``: WORD and SECRET, or what of it fits; ``CannotPlant`` if nothing does."""
    text = f"{WORD} {SECRET}"
    if isinstance(field, models.JSONField):
        return [text] if isinstance(getattr(row, field.name), list) else {WORD: text}
    if field.name == "nip":
        return NIP
    if isinstance(field, models.EmailField):
        return f"{SECRET}@example.test"
    if field.max_length is None or field.max_length >= len(text):
        return text
    if field.max_length >= len(SECRET):
        return SECRET
    raise CannotPlant(f"{field} is too short for the canary: name it in KEPT with a reason")


def needs_value(field: models.Field) -> bool:
    return not (field.primary_key or field.null or field.has_default() or isinstance(field, models.ForeignKey))


def plain_value(field: models.Field) -> object:
    """Something a field of this kind accepts."""
    if field.choices:
        return field.choices[0][0]
    kinds = {
        models.CharField: "x", models.TextField: "x", models.JSONField: {}, models.BooleanField: False,
        models.IntegerField: 1, models.DecimalField: 1, models.DateTimeField: datetime(2022, 1, 1, tzinfo=UTC),
        models.DateField: date(2022, 1, 1), models.UUIDField: uuid.UUID(int=1), models.BinaryField: b"x",
    }  # fmt: skip
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value
    raise CannotPlant(f"{field} is of a kind the canary does not know; write a factory for its model")


def readable(response) -> str:
    """Everything an answer gives away: head, body, and the parts of a zipped body such as a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts = [body]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    head = "\n".join(f"{name}: {value}" for name, value in response.items())
    return "\n".join([head, response.cookies.output(), *(part.decode("utf-8", "replace") for part in parts)])


def leaks(response) -> bool:
    """Whether the canary sings in ``response``."""
    text = readable(response)
    return SECRET in text.lower() or NIP in text
