"""A survey is prepared: made, changed, its services and added questions set, thrown away, copied to the next period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.surveys.models import EDIT, Survey, SurveyService
from pranata.engines.surveys.questionnaires import UnknownQuestionnaire, by_key
from pranata.engines.surveys.respondents import fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

FREE_TEXT = ("introduction",)
SETTLED = ("key", "method", "asked", "year", "opens_on", "subject", "stops_when_full")  # no more once it was opened
NAMES = (
    "key", "title", "subject", "introduction", "year", "opens_on", "closes_on", "method", "asked", "population",
    "target", "place", "executor", "takes_anyone", "stops_when_full", "asks_suggestion",
)  # fmt: skip


@dataclass(frozen=True)
class ServiceRow:
    """A service to be asked about; ``case_kind`` is the code of the cases whose applicants are invited, "" for none."""

    name: str
    case_kind: str = ""
    population: int | None = None
    target: int | None = None


@transaction.atomic
def make(
    office: Office, *, key: str, title: str, year: int, opens_on: date, closes_on: date, by: User, **more: Any
) -> Survey:
    """A new draft; ``more`` are further fields of ``Survey``, ``asked`` a sequence of field codes.

    Raises ``ValidationError`` by field, ``Forbidden``.
    """
    require(by, EDIT, office)
    hold(office)
    item = Survey(office=office, code=free_code(office, key, title, year))
    put(item, {"key": key, "title": title, "year": year, "opens_on": opens_on, "closes_on": closes_on, **more})
    check(item)
    item.save()
    note(item, "made", by=by, after=facts(item))
    return item


@transaction.atomic
def change(survey: Survey, *, by: User, seen: str = "", **values: Any) -> Survey:
    """Set fields of a survey that has not ended. Raises ``ValidationError`` by field, also for one that an opened
    survey keeps and when it is no longer as ``seen``; ``Forbidden``, ``Stale``."""
    begin(survey, by, seen=seen)
    before, words = facts(survey), {name: getattr(survey, name) for name in FREE_TEXT}
    put(survey, values)
    after = facts(survey)
    if not survey.is_draft and (kept := [name for name in SETTLED if before[name] != after[name]]):
        raise ValidationError(dict.fromkeys(kept, _("Tidak dapat diubah lagi: survei sudah dibuka.")))
    check(survey)
    survey.save()
    if before != after or words != {name: getattr(survey, name) for name in FREE_TEXT}:
        note(survey, "changed", by=by, before=before, after=after)
    return survey


@transaction.atomic
def discard(survey: Survey, *, by: User) -> None:
    """Throw a draft away with the answers of its rehearsal. Raises ``Forbidden``, ``Stale``."""
    begin(survey, by, only_draft=True)
    note(survey, "discarded", by=by, before=facts(survey))
    survey.responses.all().delete()
    survey.delete()


@transaction.atomic
def copy_forward(survey: Survey, *, year: int, opens_on: date, closes_on: date, by: User) -> Survey:
    """A draft for the next period: the same questions, services and added questions; targets to be set anew.

    Raises ``ValidationError`` by field, ``Forbidden``.
    """
    values = {name: getattr(survey, name) for name in NAMES} | {"asked": survey.asked_fields}
    values |= {"year": year, "opens_on": opens_on, "closes_on": closes_on, "population": None, "target": None}
    made = make(survey.office, by=by, **values)
    set_services(made, [ServiceRow(each.name, each.case_kind) for each in survey.services.all()], by=by)
    for question in survey.added_questions.all():
        question.pk, question.survey = None, made
        question.save(force_insert=True)
    return made


@transaction.atomic
def set_services(survey: Survey, rows: Sequence[ServiceRow], *, by: User) -> None:
    """Let the survey ask about these services, in this order; a draft may lose some, an open one keeps them all.

    A service keeps its row by its name. Raises ``ValidationError``, ``Forbidden``, ``Stale``.
    """
    begin(survey, by)
    names = [" ".join(row.name.split()) for row in rows]
    if not all(names):
        raise ValidationError(_("Nama layanan belum diisi."))
    folded = [name.casefold() for name in names]
    if twice := next((name for name in names if folded.count(name.casefold()) > 1), ""):
        raise ValidationError(_("Layanan %(name)s tercantum dua kali.") % {"name": twice})
    known = {each.name.casefold(): each for each in survey.services.all()}
    before = service_facts(survey)
    if lost := [each for name, each in known.items() if name not in folded]:
        if not survey.is_draft:
            raise ValidationError(_("Layanan %(name)s tidak dapat dihapus lagi.") % {"name": lost[0].name})
        survey.responses.filter(service__in=lost).delete()  # of a rehearsal
        survey.services.filter(pk__in=[each.pk for each in lost]).delete()
    for position, (name, row) in enumerate(zip(names, rows, strict=True), start=1):
        item = known.get(name.casefold()) or SurveyService(survey=survey)
        item.name, item.case_kind, item.position = name, row.case_kind, position
        item.population, item.target = row.population, row.target
        item.full_clean()
        item.save()
    after = service_facts(survey)
    if before != after:
        note(survey, "services_set", by=by, before={"services": before}, after={"services": after})


def begin(survey: Survey, by: User, *, seen: str = "", only_draft: bool = False) -> None:
    """Hold the survey for a change of what it asks. Raises ``Forbidden``, ``Stale`` for one that has ended."""
    require(by, EDIT, survey.office)
    hold(survey.office)
    take_row(survey, seen=seen)
    if survey.has_ended or (only_draft and not survey.is_draft):
        raise Stale("change")


def put(item: Survey, values: dict[str, Any]) -> None:
    """Set fields, texts tidied."""
    for name, value in values.items():
        if name not in NAMES:
            raise TypeError(f"A survey has no {name} to set.")
        if name == "asked":
            item.asked = " ".join(value)
        else:
            setattr(item, name, value.strip() if isinstance(value, str) else value)
    item.__dict__.pop("questionnaire", None)


def check(item: Survey) -> None:
    """Raises ``ValidationError`` by field for what is wrong."""
    refusals = {}
    try:
        known = by_key(item.key) if item.key else None
    except UnknownQuestionnaire as fault:
        raise ValidationError({"key": str(fault)}) from None
    methods = [each.code for each in known.methods] if known else [""]
    if item.method not in methods:
        refusals["method"] = _("Cara hitung ini tidak dikenal kuesionernya.")
    if item.opens_on and item.closes_on and item.closes_on < item.opens_on:
        refusals["closes_on"] = _("Tidak sebelum hari dibuka.")
    if known and known.valid_from and item.opens_on and item.opens_on < known.valid_from:
        words = _("Kuesioner ini berlaku sejak %(day)s; yang lama dihitung menurut aturan lama.")
        refusals["opens_on"] = words % {"day": date_format(known.valid_from, "j F Y")}
    if unknown := set(item.asked_fields) - {each.code for each in fields()}:
        refusals["asked"] = _("Data responden tidak dikenal: %(names)s.") % {"names": ", ".join(sorted(unknown))}
    if item.target is not None and item.population is not None and item.target > item.population:
        refusals["target"] = _("Target melebihi populasi.")
    if known:
        item.key = known.key
    try:
        item.full_clean()
    except ValidationError as fault:
        raise ValidationError({**fault.message_dict, **refusals}) from None
    if refusals:
        raise ValidationError(refusals)


def free_code(office: Office, key: str, title: str, year: int) -> str:
    """A short public address that no other survey of the office has: "skm-2026", then "skm-2026-2"."""
    stem = f"{key.partition('@')[0] or slugify(title)[:18].strip('-') or 'survei'}-{year}"
    taken = set(Survey.objects.filter(office=office, code__startswith=stem).values_list("code", flat=True))
    return next(
        code for code in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if code not in taken
    )


def facts(item: Survey) -> dict[str, Any]:
    """What the audit tells of a survey in the clear."""
    return {name: plain(getattr(item, name)) for name in NAMES if name not in FREE_TEXT} | {"code": item.code}


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def service_facts(survey: Survey) -> list[list[Any]]:
    return [list(row) for row in survey.services.values_list("name", "case_kind", "population", "target")]


def note(survey: Survey, deed: str, *, by: User | None, **content: Any) -> None:
    """The audit event of a deed; written words go along sealed."""
    words = {name: value for name in FREE_TEXT if (value := getattr(survey, name)) and deed in ("made", "changed")}
    if words and by is not None:
        content |= {"personal": words, "subject": by.seal_subject}
    record(office=survey.office, actor=by, action=f"surveys.survey.{deed}", target=survey, **content)
