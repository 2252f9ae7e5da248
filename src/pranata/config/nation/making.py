"""Fills the database with a nation of made-up offices; fast, by whole tables, and without the actions people use."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from pranata.base.access.models import User
from pranata.base.audit.actions import record
from pranata.base.org.actions import load_offices
from pranata.base.org.models import Level, Office
from pranata.config.demo.place import refuse_real
from pranata.config.nation.plans import Template, plan_rows
from pranata.config.nation.readings import reading_rows, told_measures
from pranata.config.nation.reports import report_rows
from pranata.engines.indicators.models import Reading
from pranata.engines.nation.actions.distributing import distribute
from pranata.engines.reports.models import IssuedReport
from pranata.lib import clock

NOTE = "Data rekaan untuk uji coba, bukan keadaan sesungguhnya."
AUTHOR = "rekaan@pranata.example"  # nobody signs in with it: it has no password
AT_ONCE = 25  # offices in one transaction

Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """What a nation holds: offices that work, years, rows of readings and of issued reports."""

    offices: int
    years: int
    readings: int
    reports: int
    cells: int


def make_nation(
    *, count: int, years: int, seed: int, environment, with_plans: bool = True, say: Say = lambda words: None
) -> Made:
    """``count`` offices with readings, reports and, in the last year, a plan with its months, up to the last month.

    The same arguments on the same day make the same rows; again it leaves what it made. Offices that have a plan or a
    reading keep what they have. Raises ``ImproperlyConfigured`` in a real installation, ``ValueError`` for what cannot
    be made.
    """
    refuse(environment)
    load_offices()
    offices = chosen(count, seed)
    if not 1 <= years <= 20:
        raise ValueError("--years: 1 sampai 20.")
    months = months_until(clock.today(), years)
    author = _author(offices[0])
    template = Template.read() if with_plans else None
    made = {"readings": 0, "reports": 0, "cells": 0}
    for start in range(0, len(offices), AT_ONCE):
        with transaction.atomic():
            for office in offices[start : start + AT_ONCE]:
                _furnish(office, months, seed, author, template, made)
        say(f"{min(start + AT_ONCE, len(offices))} dari {len(offices)} satuan kerja ...")
    Office.objects.filter(pk__in=[office.pk for office in offices]).update(is_active=True, note=NOTE)
    keys = [measure.key for measure in told_measures()]
    for year, month in months:
        distribute(year, month, keys)
    with transaction.atomic():
        after = {"offices": len(offices), "years": years, "seed": seed}
        record(office=None, actor=None, action="org.nation_made", after=after)
    return Made(len(offices), years, **made)


def refuse(environment) -> None:
    """Raises ``ImproperlyConfigured`` where made-up data would meet a real installation."""
    try:
        refuse_real({**environment, "PRANATA_DATABASE_URL": ""})  # trials run on both databases
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(str(error).replace("Peragaan", "Negeri rekaan")) from None
    if settings.PRODUCTION:
        raise ImproperlyConfigured("Negeri rekaan tidak dibuat pada pemakaian sesungguhnya.")


def chosen(count: int, seed: int) -> list[Office]:
    """KPU RI and ``count - 1`` others, by chance, of a smaller nation the same; raises ``ValueError`` if too many."""
    everybody = list(Office.objects.order_by("code"))
    if not 1 <= count <= len(everybody):
        raise ValueError(f"--count: 1 sampai {len(everybody)}.")
    centre = next(office for office in everybody if office.level == Level.RI)
    others = [office for office in everybody if office != centre]
    random.Random(seed).shuffle(others)  # noqa: S311 -- repeatable, not secret
    return [centre, *sorted(others[: count - 1], key=lambda office: office.code)]


def months_until(today: date, years: int) -> list[tuple[int, int]]:
    """The months of the last ``years`` calendar years that have ended, the oldest first."""
    return [
        (year, month)
        for year in range(today.year - years + 1, today.year + 1)
        for month in range(1, 13)
        if (year, month) < (today.year, today.month)
    ]


def _author(office: Office) -> User:
    author, is_new = User.objects.get_or_create(login=AUTHOR, defaults={"created_at": clock.now()})
    if is_new:
        author.set_unusable_password()
        author.save(update_fields=["password"])
    return author


def _furnish(
    office: Office,
    months: list[tuple[int, int]],
    seed: int,
    author: User,
    template: Template | None,
    made: dict[str, int],
) -> None:
    """What one office has; each part has a chance of its own, so that what else is made changes nothing of it."""

    def chance(part: str) -> random.Random:
        return random.Random(f"{seed}/{office.code}/{part}")  # noqa: S311 -- repeatable, not secret

    if not Reading.objects.filter(office=office).exists():
        made["readings"] += reading_rows(office, months, chance("readings"))
    if not IssuedReport.objects.filter(office=office).exists():
        made["reports"] += report_rows(office, months, author, chance("reports"))
    if template is not None:
        made["cells"] += plan_rows(office, template, months, chance("plan"))
