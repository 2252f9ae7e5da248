"""Made-up surveys of the demonstration's office, by the actions that people use: one published, two that run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from pranata.areas.public_service.satisfaction.acting import propose
from pranata.areas.public_service.satisfaction.actions import Chosen, act
from pranata.base.org.models import Unit
from pranata.engines.surveys.actions.answering import take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.making import ServiceRow, make, set_services
from pranata.engines.surveys.actions.running import close_survey, open_survey, publish
from pranata.engines.surveys.models import Channel, Survey
from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.respondents import fields_of
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

ASKED = ("sex", "age", "education", "job")
SERVICES = (
    ServiceRow("Layanan informasi publik (Contoh)", "information_requests", 70, 28),
    ServiceRow("Pengaduan (Contoh)", "complaints", 30, 14),
    ServiceRow("Konsultasi data pemilih (Contoh)", "", 60, 22),
)
ASK_OF_REQUESTS = ServiceRow("Permohonan informasi (Contoh)", "information_requests", 70, 28)
USUAL = (3, 3, 3, 4, 4, 2)  # what respondents say, each equally often
WORSE = (1, 2, 2, 3, 3, 4)
WORDS = ("Mohon jam layanan ditambah (Contoh).", "Petugas ramah (Contoh).", "Ruang tunggu kurang kursi (Contoh).")
PAPER = "Formulir kertas tahun lalu (Contoh)"
INTRODUCTION = "Survei rekaan untuk peragaan. Jawaban tidak memuat nama (Contoh)."


def fill_satisfaction(office: Office, by: User) -> None:
    """Last year's SKM with its result and two follow-ups, this year's and that of requesters, which run; once."""
    if Survey.objects.filter(office=office).exists():
        return
    today = clock.today()
    last = _opened(office, "skm", today.year - 1, date(today.year - 1, 9, 1), today, SERVICES, by)
    take_many(last, made_up(last, 60, {"u3": WORSE, "u8": WORSE}), channel=Channel.PAPER, source=PAPER, by=by)
    close_survey(last, by=by)
    publish(last, by=by)
    _act(last, by)
    begin, end = today.replace(day=1), today + timedelta(days=60)
    now = _opened(office, "skm", today.year, begin, end, SERVICES, by)
    take_many(now, made_up(now, 20, {"u8": WORSE}), channel=Channel.LINK, source="", by=by)
    asked = _opened(office, "ppid", today.year, begin, end, (ASK_OF_REQUESTS,), by)
    take_many(asked, made_up(asked, 8, {}), channel=Channel.INVITATION, source="", by=by)


def made_up(survey: Survey, count: int, lows: Mapping[str, tuple[int, ...]]) -> list[Answers]:
    """So many respondents, the same in every demonstration; ``lows`` are the answers to elements that came out low."""
    drawn = Random(survey.year * 100 + count)  # noqa: S311 -- made-up data, the same each time
    services, known = list(survey.services.all()), survey.questionnaire
    codes = known.codes if known else ()
    found = []
    for number in range(count):
        values: dict[str, int | None] = {code: drawn.choice(lows.get(code, USUAL)) for code in codes}
        who = {each.code: drawn.choice(each.options).code for each in fields_of(survey.asked_fields)}
        answers = Answers(values, services[number % len(services)], who)
        found.append(replace(answers, suggestion=WORDS[number % len(WORDS)]) if number % 10 == 0 else answers)
    return found


def _opened(
    office: Office, key: str, year: int, opens_on: date, closes_on: date, rows: tuple[ServiceRow, ...], by: User
) -> Survey:
    named = {"skm": "Survei Kepuasan Masyarakat", "ppid": "Survei pemohon informasi"}[key]
    more: dict[str, Any] = {
        "introduction": INTRODUCTION,
        "asked": ASKED,
        "population": sum(row.population or 0 for row in rows),
        "place": "Meja layanan (Contoh)",
        "executor": "Tim survei (Contoh)",
    }
    survey = make(
        office, key=by_key(key).key, title=f"{named} {year} (Contoh)", year=year, opens_on=opens_on,
        closes_on=closes_on, by=by, **more,
    )  # fmt: skip
    set_services(survey, rows, by=by)
    return open_survey(survey, by=by)


def _act(survey: Survey, by: User) -> None:
    unit = Unit.objects.filter(office=survey.office).valid_on(clock.today()).order_by("code").first()
    chosen = [
        Chosen(each.element, f"{each.words} (Contoh)", each.unit or unit, each.due_on)
        for each in propose(survey)
        if each.unit or unit
    ]
    if chosen:
        act(survey, chosen, by=by)
