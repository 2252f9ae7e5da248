"""What is done to a request, from the door to the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.data_subjects.kinds import REQUESTS
from pranata.areas.public_service.data_subjects.models import DataSubjectRequest, Outcome, Right
from pranata.areas.public_service.data_subjects.rules import clock_name, needs_ground
from pranata.base.org.permission import require
from pranata.engines.cases.actions import charging, ending, intake
from pranata.engines.cases.actions.guards import VISITOR, change, filled, hold_case
from pranata.engines.cases.actions.messages import attach, write_message
from pranata.engines.cases.due import clock_columns
from pranata.engines.cases.models import Direction
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.rules import plain_number
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.actions.intake import Receipt
    from pranata.engines.cases.models import Case

LONGEST_NUMBER = 24


@dataclass(frozen=True)
class Asked:
    """What somebody asks for. ``number`` and ``code`` are of the case that the data stand in, as they were typed."""

    right: str
    contact: Mapping[str, str]
    description: str
    number: str = ""
    code: str = ""
    files: Iterable[tuple[str, File]] = field(default_factory=tuple)


@transaction.atomic
def submit(office: Office, asked: Asked) -> Receipt:
    """Take in what anyone sends; its hours run from now, its number waits for an officer. Raises ``RefusedFile``."""
    named = find_by_receipt(asked.number, asked.code) if asked.code else None
    is_proven = named is not None and named.office_id == office.pk and bool(named.number)
    number = named.number if named is not None and is_proven else plain_number(asked.number)[:LONGEST_NUMBER]
    blank = DataSubjectRequest(received_on=clock.today())
    fields = {
        "right": asked.right,
        "about_number": number,
        "is_proven": is_proven,
        **clock_columns(blank, clock_name(asked.right), clock.now()),
    }
    receipt = intake.receive(
        REQUESTS, office, intake.Intake(asked.contact, asked.description, fields=fields), by=VISITOR
    )
    for name, file in asked.files:
        attach(receipt.case, file, name=name, direction=Direction.FROM_PUBLIC, by=VISITOR)
    return receipt


def register(case: DataSubjectRequest, *, by: User) -> DataSubjectRequest:
    """Give it its number; the clock runs on from the receipt. Raises ``Forbidden``, ``Stale``."""
    intake.register(case, by=by, subject=str(Right(case.right).label))
    return case


def reject(case: DataSubjectRequest, *, by: User) -> DataSubjectRequest:
    """Throw out what is no request. Raises ``Forbidden``, ``Stale``."""
    intake.reject(case, by=by, outcome=Outcome.SPAM)
    return case


def take_up(case: DataSubjectRequest, *, by: User) -> DataSubjectRequest:
    """Take the charge oneself. Raises ``Forbidden``, ``Stale``, ``ValidationError`` for an account without person."""
    if by.person is None:
        raise ValidationError(_("Akun Anda tidak terhubung dengan pegawai, jadi tidak dapat menjadi penanggung jawab."))
    charging.assign(case, by=by, person=by.person, step="take_up")
    return case


@transaction.atomic
def erase_named(case: DataSubjectRequest, *, by: User) -> Case:
    """Destroy the key of the case that a request to erase names, once that case is closed.

    The receipt of that case was shown, or ``by`` may see it itself; else nobody learns whether it exists. Raises
    ``ValidationError`` with the reason why not, ``Forbidden``, ``Stale`` when somebody was first.
    """
    require(by, REQUESTS.process, case.office)
    hold_case(case, "erase_named", may_have_moved=True)
    named = named_case(case, by=by) if case.right == Right.ERASURE and case.is_open else None
    if named is None:
        raise ValidationError(_("Tidak ada perkara yang dapat dihapus lewat permintaan ini."))
    if named.is_open:
        raise ValidationError(_("Perkara %(number)s belum ditutup; tutup dahulu.") % {"number": named.number})
    ending.erase(named, by=None)
    change(case, "named_erased", by=by, named_erased_on=clock.today())
    return named


def named_case(case: DataSubjectRequest, *, by: User) -> Case | None:
    """The case that a request is about, not erased yet, as far as ``by`` may know of it."""
    for kind in kinds():
        if not case.about_number.startswith(f"{kind.prefix}-") or kind is REQUESTS:
            continue
        known = kind.model._base_manager.all() if case.is_proven else kind.model._default_manager.visible_to(by)
        return (
            known.filter(office=case.office, number=case.about_number, erased_at=None).select_related("office").first()
        )
    return None


@transaction.atomic
def decide(case: DataSubjectRequest, *, outcome: str, text: str, by: User, ground: str = "") -> DataSubjectRequest:
    """Tell the data subject what was done, or why not, and close the request.

    Raises ``ValidationError`` without words or ground, ``Forbidden``, ``Stale``.
    """
    words = filled(text, "text")
    if outcome not in set(Outcome) - {Outcome.SPAM}:
        raise ValidationError({"outcome": _("Pilih salah satu hasil.")})
    if needs_ground(outcome) and not ground:
        raise ValidationError({"ground": _("Penolakan perlu dasar.")})
    hold_case(case, "decide")
    if needs_ground(outcome):
        change(case, "decision_prepared", by=by, ground=ground)
    write_message(case, words, direction=Direction.TO_PUBLIC, by=by)
    ending.close(case, outcome=outcome, by=by, step="decide")
    return case
