"""A version is handed in, given back, legalised, revised, withdrawn; a draft is discarded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pranata.areas.process.sops.flow import FLOW
from pranata.areas.process.sops.models import EDIT, LEGALIZE, Actor, Sop, Status, Step
from pranata.areas.process.sops.queries import errors_of, stops_of
from pranata.areas.process.sops.rules import may_legalize
from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.archives.actions import born
from pranata.engines.search.actions import put
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

COPIED = (
    "number", "unit", "nature", "completeness", "scope", "depth", "process", "legal_basis", "relations", "warnings",
    "qualifications", "equipment", "recording", "case_kind", "made_on",
)  # fmt: skip
STEP_FIELDS = (
    "number", "activity", "symbol", "requirements", "amount", "unit", "output", "note", "yes_to", "no_to",
)  # fmt: skip
ARCHIVED = Sop._meta.label_lower


@dataclass(frozen=True)
class Signature:
    """Who legalised a version on paper, and from when it holds; the NIP is only what the paper prints."""

    effective_on: date
    role: str
    name: str
    nip: str = ""


@transaction.atomic
def submit(sop: Sop, *, by: User, seen: str = "") -> Sop:
    """
    Hand a draft in to be legalised. Raises ``ValidationError`` naming what is wrong with it, also when it is no longer
    as ``seen``; ``Forbidden``, ``Stale``.
    """
    _begin(sop, EDIT, by, seen)
    wrong = errors_of(stops_of(sop), sop.actors.count())
    if not sop.number.strip():
        wrong = [_("Nomor SOP belum diisi."), *wrong]
    if wrong:
        raise ValidationError([_("Belum dapat diajukan."), *wrong])
    return _taken(sop, "submit", by=by, submitted_by=by)


@transaction.atomic
def give_back(sop: Sop, *, reason: str, by: User, seen: str = "") -> Sop:
    """Give back what was handed in, to be worked on. Raises as ``submit``, also without a reason."""
    _begin(sop, LEGALIZE, by, seen)
    return _taken(sop, "give_back", by=by, note=_filled(reason))


@transaction.atomic
def legalize(sop: Sop, signed: Signature, *, by: User, seen: str = "") -> Sop:
    """
    Note that a version was legalised: it holds from ``signed.effective_on``, on which the one it revises ends. It is
    born an archive. Raises as ``submit``; ``Forbidden`` also for who handed it in.
    """
    _begin(sop, LEGALIZE, by, seen)
    if not may_legalize(by.pk, submitted_by=sop.submitted_by_id):
        raise Forbidden(LEGALIZE)
    if sop.status != Status.SUBMITTED:
        raise Stale("legalize")
    former = Sop.objects.filter(pk=sop.revises_id).select_related("office").first() if sop.revises_id else None
    if former is not None and former.status == Status.EFFECTIVE:
        if former.effective_on is not None and former.effective_on > signed.effective_on:
            raise ValidationError({"effective_on": _("Versi sebelumnya baru berlaku sesudah hari itu.")})
        FLOW.take(former, "replace", by=by, ended_on=signed.effective_on)
        put(former)
    _sign(sop, signed, by=by)
    _taken(sop, "legalize", by=by, effective_on=signed.effective_on)
    born(
        office=sop.office,
        source_label=ARCHIVED,
        source_id=sop.pk,
        title=_("SOP %s") % sop,
        dated_on=signed.effective_on,
        unit=sop.unit,
    )
    return sop


@transaction.atomic
def withdraw(sop: Sop, *, reason: str, ended_on: date, by: User, seen: str = "") -> Sop:
    """Let a version hold no more from ``ended_on`` on. Raises as ``submit``, also without a reason."""
    _begin(sop, LEGALIZE, by, seen)
    if sop.effective_on is not None and ended_on < sop.effective_on:
        raise ValidationError({"ended_on": _("SOP ini baru berlaku sesudah hari itu.")})
    return _taken(sop, "withdraw", by=by, note=_filled(reason), ended_on=ended_on)


@transaction.atomic
def discard(sop: Sop, *, reason: str, by: User, seen: str = "") -> Sop:
    """Give up a draft; it stays to be read. Raises as ``submit``, also without a reason."""
    _begin(sop, EDIT, by, seen)
    return _taken(sop, "discard", by=by, note=_filled(reason))


@transaction.atomic
def revise(sop: Sop, *, by: User) -> Sop:
    """
    A draft of the next version, with all that this one says. Raises ``Forbidden``, ``Stale`` for one that does not
    hold, ``ValidationError`` while another revision is being written.
    """
    _begin(sop, EDIT, by, "")
    if sop.status != Status.EFFECTIVE:
        raise Stale("revise")
    if sop.revisions.filter(status__in=[Status.DRAFT, Status.SUBMITTED]).exists():
        raise ValidationError(_("Revisi SOP ini sudah disusun."))
    same = Sop.objects.filter(office=sop.office, title=sop.title)
    edition = (same.aggregate(last=Max("edition"))["last"] or 0) + 1
    said = {name: getattr(sop, name) for name in COPIED}
    made = Sop(office=sop.office, title=sop.title, edition=edition, revises=sop, revised_on=clock.today(), **said)
    made.full_clean()
    made.save()
    _copy_table(sop, made)
    after = {"revises": sop.pk, "edition": edition}
    record(office=sop.office, actor=by, action="sops.revised", target=made, after=after)
    put(made)
    return made


def _copy_table(sop: Sop, made: Sop) -> None:
    actors = {each.pk: Actor(sop=made, place=each.place, name=each.name) for each in sop.actors.all()}
    Actor.objects.bulk_create(actors.values())
    Step.objects.bulk_create(
        Step(sop=made, actor=actors.get(each.actor_id), **{name: getattr(each, name) for name in STEP_FIELDS})
        for each in sop.steps.all()
    )


def _begin(sop: Sop, permission: str, by: User, seen: str) -> None:
    """Queue up behind the office's other writers, read anew what became of it."""
    require(by, permission, sop.office)
    hold(sop.office)
    take_row(sop, seen=seen)


def _taken(sop: Sop, step: str, *, by: User, note: str = "", **changes: object) -> Sop:
    FLOW.take(sop, step, by=by, note=note, **changes)
    put(sop)
    return sop


def _sign(sop: Sop, signed: Signature, *, by: User) -> None:
    """What is printed of the signature; a person's name and number stand sealed in the audit."""
    sop.legalizer_role, sop.legalizer_name = _filled(signed.role, "role"), _filled(signed.name, "name")
    sop.legalizer_nip = signed.nip.strip()
    sop.save(update_fields=["legalizer_role", "legalizer_name", "legalizer_nip"])
    record(
        office=sop.office,
        actor=by,
        action="sops.signed",
        target=sop,
        after={"role": sop.legalizer_role},
        personal={"name": sop.legalizer_name, "nip": sop.legalizer_nip},
        subject=by.seal_subject,
    )


def _filled(text: str, name: str = "reason") -> str:
    if not text.strip():
        raise ValidationError({name: _("Bagian ini belum diisi.")})
    return text.strip()
