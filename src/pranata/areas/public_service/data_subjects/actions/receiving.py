"""What comes in: by the portal, or written down by staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.data_subjects.models import DataSubjectRequest, Outcome, Right
from pranata.areas.public_service.data_subjects.rules import clock_name, is_in_force
from pranata.engines.cases.actions import intake
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.messages import add_file
from pranata.engines.cases.due import clock_columns
from pranata.engines.cases.models import Channel, Direction
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.registry import kind_of
from pranata.engines.cases.rules import plain_number
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.actions.intake import Receipt

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


def submit(office: Office, asked: Asked) -> Receipt:
    """Take in what anyone sends; its hours run from now, its number waits for an officer. Raises ``RefusedFile``."""
    return take_in(office, asked, received_at=clock.now(), channel=Channel.PORTAL, by=VISITOR)


@transaction.atomic
def enter(office: Office, asked: Asked, *, channel: str, received_at: datetime, by: User) -> Receipt:
    """Write down what came by letter, e-mail or to the desk; it has its number at once, its hours run from receipt.

    Raises ``Forbidden``, ``ValidationError`` for a moment to come or before the law.
    """
    if not is_in_force(received_at.astimezone(clock.zone()).date()):
        raise ValidationError({"received_at": _("UU 27/2022 belum berlaku pada hari itu.")})
    receipt = take_in(office, asked, received_at=received_at, channel=channel, by=by)
    register(receipt.case, by=by)
    return receipt


@transaction.atomic
def take_in(office: Office, asked: Asked, *, received_at: datetime, channel: str, by: Any) -> Receipt:
    named = find_by_receipt(asked.number, asked.code) if asked.code else None
    is_proven = named is not None and named.office_id == office.pk and bool(named.number)
    number = named.number if named is not None and is_proven else plain_number(asked.number)[:LONGEST_NUMBER]
    blank = DataSubjectRequest(received_on=received_at.astimezone(clock.zone()).date())
    fields = {
        "right": asked.right,
        "about_number": number,
        "is_proven": is_proven,
        **clock_columns(blank, clock_name(asked.right), received_at),
    }
    brought = intake.Intake(asked.contact, asked.description, channel=channel, received_at=received_at, fields=fields)
    receipt = intake.receive(kind_of(DataSubjectRequest), office, brought, by=by)
    for name, file in asked.files:
        add_file(receipt.case, file, name=name, direction=Direction.FROM_PUBLIC, by=by)
    return receipt


def register(case: DataSubjectRequest, *, by: User) -> DataSubjectRequest:
    """Give it its number; the clock runs on from the receipt. Raises ``Forbidden``, ``Stale``."""
    intake.register(case, by=by, subject=str(Right(case.right).label))
    return case


def reject(case: DataSubjectRequest, *, by: User) -> DataSubjectRequest:
    """Throw out what is no request. Raises ``Forbidden``, ``Stale``."""
    intake.reject(case, by=by, outcome=Outcome.SPAM)
    return case
