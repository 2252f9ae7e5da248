"""Whether answers are still those that the audit named: rows against batches, batches against their events."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.audit.actions import target_name
from pranata.base.audit.models import Event
from pranata.engines.surveys.actions.batching import is_whole
from pranata.engines.surveys.models import Batch, Survey

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = "surveys.survey.answers_kept"


@dataclass(frozen=True)
class Fault:
    """A batch that does not fit: of which office and survey, its number, and what is wrong in words."""

    office: str
    survey: str
    batch: int
    what: str


@dataclass(frozen=True)
class Verified:
    """How many batches and answers were looked at, and what does not fit."""

    batches: int
    answers: int
    faults: list[Fault]


def verify(office_code: str = "") -> Verified:
    """Every batch of an office, "" of all. Written words are no part of it: they may be erased."""
    surveys = Survey.objects.select_related("office").order_by("office__code", "pk")
    batches, answers, faults = 0, 0, []
    for survey in surveys.filter(office__code=office_code) if office_code else surveys:
        rows = {each.number: each for each in survey.batches.select_related("survey")}
        batches, answers = batches + len(rows), answers + sum(each.count for each in rows.values())
        faults += list(_faults(survey, rows))
    faults += _without_survey(office_code)
    return Verified(batches, answers, faults)


def _without_survey(office_code: str) -> list[Fault]:
    """The batches that the audit named of surveys that are gone."""
    events = Event.objects.filter(action=KEPT)
    events = events.filter(office_code=office_code) if office_code else events
    known = {target_name(each) for each in Survey.objects.all()}
    rows = events.values_list("office_code", "target", "after")
    gone = [(office, target, json.loads(after)["batch"]) for office, target, after in rows if target not in known]
    return [Fault(office, target, batch, _("surveinya hilang")) for office, target, batch in gone]


def _faults(survey: Survey, rows: dict[int, Batch]) -> Iterator[Fault]:
    named = _named(survey)
    for number in sorted({*rows, *named}):
        row = rows.get(number)
        if row is None:
            what = _("kelompoknya hilang")
        elif number not in named:
            what = _("tidak disebut jejak audit")
        elif named[number] != (row.count, row.digest):
            what = _("tidak sama dengan jejak audit")
        elif not is_whole(row):
            what = _("jawabannya berubah, hilang, atau bertambah")
        else:
            continue
        yield Fault(survey.office.code, survey.code, number, what)


def _named(survey: Survey) -> dict[int, tuple[int, str]]:
    """The count and digest of each batch as its event tells them."""
    events = Event.objects.filter(office_code=survey.office.code, action=KEPT, target=target_name(survey))
    said = [json.loads(after) for after in events.values_list("after", flat=True)]
    return {each["batch"]: (each["count"], each["digest"]) for each in said}
