"""Telling who keeps the register that exemptions end: by when to test them anew, and that they are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.areas.process.public_information.models import EDIT, ExemptedInformation
from pranata.areas.process.public_information.notices import OPENED, REVIEWS, holders
from pranata.areas.process.public_information.queries import endings
from pranata.areas.process.public_information.rules import Exemption
from pranata.base.notify.actions import Message, tell

if TYPE_CHECKING:
    from datetime import date

    from pranata.areas.process.public_information.queries import Ending
    from pranata.base.org.models import Office


def remind_of_exemptions(office: Office, *, today: date) -> int:
    """Tell what is to be told today and was not told yet; how many notices that made. Safe to run again."""
    ending = endings(ExemptedInformation.objects.filter(office=office), today)
    found = [(each, kind) for each in ending for kind in said_of(each)]
    if not found:
        return 0
    told = holders(EDIT, office)
    messages = [
        Message(user, kind, each.entry, each.address, period=each.entry.expires_on.isoformat(), due_on=each.day)
        for each, kind in found
        for user in told
    ]
    return tell(office, messages, by=None)


def said_of(ending: Ending) -> list[str]:
    """The kinds of notices that today brings about one exemption."""
    if ending.state == Exemption.OPEN:
        return [OPENED.name]
    return [REVIEWS[each].name for each in ending.said if each in REVIEWS]
