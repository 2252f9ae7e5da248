"""What is done to a request: charged, its identity checked, decided; and the erasure of the case that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.data_subjects.models import (
    PROCESS,
    DataSubjectRequest,
    IdentityProof,
    Outcome,
    Right,
    Status,
)
from pranata.areas.public_service.data_subjects.rules import may_be_fulfilled, needs_ground
from pranata.base.access.errors import Forbidden
from pranata.base.flow.steps import account
from pranata.base.org.permission import require
from pranata.engines.cases.actions import charging, ending
from pranata.engines.cases.actions.guards import change, filled, hold_case, note_event
from pranata.engines.cases.actions.messages import write_message
from pranata.engines.cases.models import Direction
from pranata.engines.cases.registry import kinds
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.base.people.models import Person
    from pranata.engines.cases.models import Case


@transaction.atomic
def assign(
    case: DataSubjectRequest, *, person: Person | None, unit: Unit | None = None, by: User
) -> DataSubjectRequest:
    """Charge a person with it, never a whole unit: nobody else needs to read it.

    Raises ``ValidationError`` without a person, ``Forbidden``, ``Stale``.
    """
    if person is None:
        raise ValidationError({"person": _("Pilih orangnya; permintaan ini tidak dibaca seluruh unit.")})
    charging.assign(case, by=by, unit=unit, person=person, step="" if case.status == Status.VERIFIED else "take_up")
    return case


def take_up(case: DataSubjectRequest, *, by: User) -> DataSubjectRequest:
    """Take the charge oneself. Raises ``Forbidden``, ``Stale``, ``ValidationError`` for an account without person."""
    if by.person is None:
        raise ValidationError(_("Akun Anda tidak terhubung dengan pegawai, jadi tidak dapat menjadi penanggung jawab."))
    return assign(case, person=by.person, by=by)


@transaction.atomic
def check_identity(case: DataSubjectRequest, *, proof: str, by: User) -> DataSubjectRequest:
    """Say how one made sure that the data are the requester's own.

    Raises ``ValidationError``, ``Forbidden``, ``Stale``.
    """
    if proof not in IdentityProof.values:
        raise ValidationError({"proof": _("Pilih salah satu bukti.")})
    hold_case(case, "check_identity")
    columns = {"identity_proof": proof, "identity_checked_on": clock.today()}
    change(case, "identity_checked", by=by, step="check_identity", **columns)
    return case


@transaction.atomic
def report(case: DataSubjectRequest, *, text: str, by: User) -> DataSubjectRequest:
    """Whoever is charged says what it found or did; the requester does not read it.

    Raises ``ValidationError`` without words, ``Forbidden``, ``Stale`` of a closed one.
    """
    words = filled(text, "text")
    hold_case(case, "report", may_have_moved=True)
    if not (case.is_charged(by) or by.can(PROCESS, case.office)):
        raise Forbidden(PROCESS)
    added = case.notes.create(sealed_text=case.sealed(words), at=clock.now(), by=account(by))
    note_event(case, "noted", by=by, after={"note": added.pk}, personal={"text": words})
    return case


@transaction.atomic
def erase_named(case: DataSubjectRequest, *, by: User) -> Case:
    """Destroy the key of the case that a request to erase names, once that case is closed.

    The receipt of that case was shown, or ``by`` may see it itself and checked who asks; else nobody learns whether it
    exists. Raises ``ValidationError`` with the reason why not, ``Forbidden``, ``Stale`` when somebody was first.
    """
    require(by, PROCESS, case.office)
    hold_case(case, "erase_named", may_have_moved=True)
    named = named_case(case, by=by) if case.right == Right.ERASURE and case.is_open else None
    if named is None:
        raise ValidationError(_("Tidak ada perkara yang dapat dihapus lewat permintaan ini."))
    if not (case.is_proven or case.is_identity_checked):
        raise ValidationError(_("Periksa dahulu identitas pemohon."))
    if named.is_open:
        raise ValidationError(_("Perkara %(number)s belum ditutup; tutup dahulu.") % {"number": named.number})
    ending.erase(named, by=None)
    change(case, "named_erased", by=by, named_erased_on=clock.today())
    return named


def named_case(case: DataSubjectRequest, *, by: User) -> Case | None:
    """The case that a request is about, not erased yet, as far as ``by`` may know of it."""
    for kind in kinds():
        if not case.about_number.startswith(f"{kind.prefix}-") or kind.model is DataSubjectRequest:
            continue
        known = kind.model._base_manager.all() if case.is_proven else kind.model._default_manager.visible_to(by)
        return (
            known.filter(office=case.office, number=case.about_number, erased_at=None).select_related("office").first()
        )
    return None


@transaction.atomic
def decide(case: DataSubjectRequest, *, outcome: str, text: str, by: User, ground: str = "") -> DataSubjectRequest:
    """Tell the data subject what was done, or why not, and close the request.

    Raises ``ValidationError`` without words or ground, or for giving data to somebody nobody checked; ``Forbidden``,
    ``Stale``.
    """
    words = filled(text, "text")
    if outcome not in set(Outcome) - {Outcome.SPAM}:
        raise ValidationError({"outcome": _("Pilih salah satu hasil.")})
    if needs_ground(outcome) and not ground:
        raise ValidationError({"ground": _("Penolakan perlu dasar.")})
    hold_case(case, "decide")
    if not may_be_fulfilled(outcome, is_proven=case.is_proven, is_identity_checked=case.is_identity_checked):
        raise ValidationError({"outcome": _("Periksa dahulu identitas pemohon, atau tolak dengan dasarnya.")})
    if needs_ground(outcome):
        change(case, "decision_prepared", by=by, ground=ground)
    write_message(case, words, direction=Direction.TO_PUBLIC, by=by)
    ending.close(case, outcome=outcome, by=by, step="decide")
    return case
