"""The table of steps of a draft, written as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pranata.areas.process.sops.models import EDIT, Actor, Step
from pranata.areas.process.sops.rules import Symbol, Unit
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require

if TYPE_CHECKING:
    from pranata.areas.process.sops.models import Sop
    from pranata.base.access.models import User

MOST_ACTORS, MOST_STEPS = 12, 100
LONGEST_TEXT, MOST_LINES = 300, 12  # of one cell: what fits on a printed page


@dataclass(frozen=True)
class Row:
    """One row as it is written; its number is its place in the table. ``actor`` is a name of a column, "" of none."""

    activity: str = ""
    actor: str = ""
    symbol: str = Symbol.PROCESS.value
    requirements: str = ""
    amount: int | None = None
    unit: str = Unit.MINUTE.value
    output: str = ""
    note: str = ""
    yes_to: int | None = None
    no_to: int | None = None


@transaction.atomic
def write_table(sop: Sop, actors: Sequence[str], rows: Sequence[Row], *, by: User, seen: str = "") -> Sop:
    """
    Replaces the actors and steps of a draft. Raises ``ValidationError`` for what cannot be kept, also when the table
    is no longer as ``seen`` (``table_token``); ``Forbidden``, ``Stale`` for what is no draft.
    """
    require(by, EDIT, sop.office)
    hold(sop.office)
    take_row(sop, seen="")
    if not sop.is_draft:
        raise Stale("write_table")
    before = table_facts(sop)
    if seen and seen != table_token(sop):
        raise ValidationError(_("Tabel ini diubah orang lain sesudah Anda membukanya; buka lagi halamannya."))
    names = [" ".join(each.split()) for each in actors if each.strip()]
    _refuse(names, rows)
    sop.steps.all().delete()
    sop.actors.all().delete()
    made = {name: Actor(sop=sop, place=place, name=name) for place, name in enumerate(names, start=1)}
    for actor in made.values():
        actor.full_clean(exclude=["sop"])
    Actor.objects.bulk_create(made.values())
    Step.objects.bulk_create(
        Step(sop=sop, number=number, **{**asdict(row), "actor": made.get(row.actor)})
        for number, row in enumerate(rows, start=1)
    )
    after = table_facts(sop)
    if after != before:
        record(office=sop.office, actor=by, action="sops.table_written", target=sop, before=before, after=after)
    return sop


def rows_of(sop: Sop) -> list[Row]:
    """The steps as they stand."""
    return [
        Row(
            each.activity, each.actor.name if each.actor else "", each.symbol, each.requirements, each.amount,
            each.unit, each.output, each.note, each.yes_to, each.no_to,
        )
        for each in sop.steps.select_related("actor").order_by("number")
    ]  # fmt: skip


def table_facts(sop: Sop) -> dict[str, Any]:
    """The table as the audit keeps it; it speaks of posts, not of persons."""
    actors = list(sop.actors.order_by("place").values_list("name", flat=True))
    return {"actors": actors, "steps": [asdict(each) for each in rows_of(sop)]}


def table_token(sop: Sop) -> str:
    """A mark of what the table says; the editing page carries it to ``write_table``."""
    return salted_hmac("sops.table", f"{sop.pk}{table_facts(sop)}", algorithm="sha256").hexdigest()[:32]


def _refuse(names: Sequence[str], rows: Sequence[Row]) -> None:
    refusals = []
    if len(names) > MOST_ACTORS:
        refusals.append(_("Paling banyak %d pelaksana.") % MOST_ACTORS)
    if len({each.casefold() for each in names}) != len(names):
        refusals.append(_("Nama pelaksana tidak boleh sama."))
    if len(rows) > MOST_STEPS:
        refusals.append(_("Paling banyak %d kegiatan dalam satu SOP.") % MOST_STEPS)
    for number, row in enumerate(rows, start=1):
        if any(is_too_long(text) for text in (row.activity, row.requirements, row.output, row.note)):
            said = {"number": number, "signs": LONGEST_TEXT, "lines": MOST_LINES}
            refusals.append(_("Nomor %(number)d: paling banyak %(signs)d huruf dan %(lines)d baris sebuah sel.") % said)
    strange = {row.actor for row in rows if row.actor} - set(names)
    if strange:
        refusals.append(_("Pelaksana tidak dikenal: %s.") % ", ".join(sorted(strange)))
    if refusals:
        raise ValidationError(refusals)


def is_too_long(text: str) -> bool:
    """Whether a cell would not fit on paper."""
    return len(text) > LONGEST_TEXT or len(text.splitlines()) > MOST_LINES
