"""The round that asks the public addresses of applications: each address once, whoever watches it.

Nothing is fetched while a transaction is open. The audit hears when an application is lost or found again, and once a
day that the office's addresses were asked; single checks are no deeds.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as dawn
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from pranata.areas.process.digital_services.models import Application, Check, ReachMonth
from pranata.base.audit.actions import hold, record
from pranata.base.org.models import Office
from pranata.lib import clock
from pranata.lib.fetching import FetchFailed, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHECK_EVERY = timedelta(hours=2)  # own: twelve times a day tells an outage from a hiccup and burdens nobody
KEPT_DAYS = timedelta(days=100)  # own: a quarter of single checks; the months' counts stay
SECONDS = 15.0  # own
MOST_BYTES = 10 * 1024**2  # own: a start page is smaller
AT_ONCE = 8


@dataclass(frozen=True)
class Answer:
    """How an address answered: in how many milliseconds, or why not."""

    is_reached: bool
    milliseconds: int
    words: str = ""


@dataclass(frozen=True)
class Round:
    """What one round did: how many applications it looked at, how many it reached."""

    checked: int
    reached: int


def check_addresses(*, offices: Iterable[Office] | None = None) -> Round:
    """Ask every watched address, of ``offices`` or of all that work here, and keep what was found; by the system."""
    places = Office.objects.active() if offices is None else offices
    watched = list(Application.objects.watched().filter(office__in=places).order_by("office__code", "pk"))
    answers = ask_all({each.address for each in watched})
    for _office, rows in groupby(watched, key=lambda each: each.office_id):
        _keep(list(rows), answers, clock.now())
    Check.objects.filter(at__lt=clock.now() - KEPT_DAYS).delete()
    return Round(len(watched), sum(answers[each.address].is_reached for each in watched))


def ask_all(addresses: Iterable[str]) -> Mapping[str, Answer]:
    """How each address answers; several are asked at once."""
    ordered = sorted(addresses)
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return dict(zip(ordered, pool.map(ask, ordered), strict=True))


def ask(address: str) -> Answer:
    """How ``address`` answers now; it is reached when it shows a page."""
    began = time.monotonic()
    try:
        fetch(address, most_bytes=MOST_BYTES, seconds=SECONDS, loopback=settings.FETCH_LOOPBACK)
    except FetchFailed as failure:
        return Answer(False, _since(began), str(failure)[:300])
    return Answer(True, _since(began))


def _since(began: float) -> int:
    return round(1000 * (time.monotonic() - began))


@transaction.atomic
def _keep(applications: list[Application], answers: Mapping[str, Answer], at: datetime) -> None:
    """One office's checks; those whose row was removed or whose address was changed meanwhile are left out."""
    office = Office.objects.get(pk=applications[0].office_id)
    hold(office)
    day = at.astimezone(clock.zone()).date()
    still = dict(Application.objects.filter(pk__in=[each.pk for each in applications]).values_list("pk", "address"))
    kept = [each for each in applications if still.get(each.pk) == each.address]
    today = Check.objects.filter(application__office=office, at__gte=datetime.combine(day, dawn(), clock.zone()))
    is_first = not today.exists()
    for each in kept:
        _count(each, answers[each.address], at, (day.year, day.month), is_told=is_first and each is kept[0])


def _count(application: Application, answer: Answer, at: datetime, month: tuple[int, int], *, is_told: bool) -> None:
    last = ReachMonth.objects.filter(application=application).order_by("-year", "-month").first()
    was_reached = last.is_reached if last else None
    Check.objects.create(
        application=application,
        at=at,
        is_reached=answer.is_reached,
        milliseconds=answer.milliseconds,
        words=answer.words,
    )
    year, number = month
    found = ReachMonth.objects.select_for_update().filter(application=application, year=year, month=number).first()
    found = found or ReachMonth(application=application, year=year, month=number)
    found.checks += 1
    found.reached += answer.is_reached
    found.milliseconds += answer.milliseconds if answer.is_reached else 0
    found.is_reached, found.last_at = answer.is_reached, at
    found.save()
    action = _deed(was_reached, answer, is_told=is_told)
    if action:
        after = {"application": application.pk, "is_reached": answer.is_reached, "words": answer.words}
        record(office=application.office, actor=None, action=action, target=found, after=after)


def _deed(was_reached: bool | None, answer: Answer, *, is_told: bool) -> str:
    """What the audit hears of a check; "" of nothing."""
    if was_reached is not None and was_reached != answer.is_reached:
        return f"digital_services.{'reach_regained' if answer.is_reached else 'reach_lost'}"
    return "digital_services.addresses_checked" if is_told or was_reached is None else ""
