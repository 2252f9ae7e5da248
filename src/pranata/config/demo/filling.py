"""Fills an empty database with the demonstration: one transaction, every write by the action that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from pranata.base.access.models import Role, User
from pranata.config.demo.cast import gather
from pranata.config.demo.happenings import tell_happenings
from pranata.config.demo.months import Half
from pranata.config.demo.sample import read_sample
from pranata.config.demo.timeline import Timeline
from pranata.config.preparation import FirstUser, activate_shipped_office, import_shipped_plan
from pranata.engines.plan.models import Plan
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.config.demo.sample import Sample

Say = Callable[[str], None]

OPENED_AT = time(8)  # on the sample's first day, before anything else


def begin_demonstration(say: Say) -> list[FirstUser]:
    """Tell the half-year once, all or nothing; a later start finds it and leaves what people did since.

    Returns no accounts: their password is no secret, ``welcome`` names them at every start.
    """
    if User.objects.exists():
        return []
    say("Mengisi peragaan dengan setengah tahun data rekaan ...")
    fill(read_sample(settings.DATA_DIR / "samples"))
    return []


@transaction.atomic
def fill(sample: Sample) -> None:
    """Tell ``sample`` up to today."""
    opening = Timeline()
    timeline = Timeline()
    opening.add(sample.people["since"], OPENED_AT, lambda: _open(sample, timeline))
    opening.play(until=clock.today())
    timeline.play(until=clock.today())


def _open(sample: Sample, timeline: Timeline) -> None:
    """The office with its people and the shipped decree, and on the timeline what they will do."""
    office = activate_shipped_office(_silent)
    cast = gather(office, sample)
    import_shipped_plan(office, _silent)
    half = Half(Plan.objects.select_related("office", "document").get(office=office), cast, sample, timeline)
    tell_happenings(half)
    half.tell()


def _silent(sentence: str) -> None:
    """What an ordinary start says of its steps is said here in one sentence for all."""


def welcome() -> list[str]:
    """How to sign in, for the screen."""
    sample = read_sample(settings.DATA_DIR / "samples")
    people = [person for person in sample.persons if person.account]
    roles = {each.login: ", ".join(str(Role(role).label) for role in each.roles) for each in people}
    lines = [f"  {each.name:<22} {roles[each.login]:<30} {each.login}" for each in people]
    return [
        "Peragaan: semua orang, kejadian, dan angka di sini rekaan.",
        *lines,
        f"  Kata sandi semua akun: {sample.people['password']}",
        "  Administrator memasang aplikasi autentikator saat pertama masuk, seperti sesungguhnya; akun lain langsung.",
        f"  Mulai dari awal: hapus folder {settings.VAR_DIR}.",
    ]
