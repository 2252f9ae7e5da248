"""What of exemptions waits on the desk: what to test anew, what another office proposed, what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.process.public_information.models import (
    DECIDE,
    EDIT,
    PROPOSE,
    ExemptedInformation,
    ExemptionProposal,
    Status,
)
from pranata.areas.process.public_information.queries import endings
from pranata.areas.process.public_information.rules import Exemption
from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pranata.areas.process.public_information.queries import Ending
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def waiting(user: User, office: Office | None) -> list[Waiting]:
    """Asks nothing for an account that can have nothing of it at ``office``."""
    return [*reviews(user, office), *proposals(user, office)]


def reviews(user: User, office: Office | None) -> Iterator[Waiting]:
    if office is not None and not user.can(EDIT, office):
        return
    entries = ExemptedInformation.objects.filter(office__in=user.offices_with(EDIT) if office is None else [office])
    for each in endings(entries, clock.today()):
        is_shown = each.is_due or (office is None and each.state != Exemption.OPEN)  # a calendar looks further ahead
        if is_shown and each.proposal is None:
            yield review(each)


def review(ending: Ending) -> Waiting:
    entry = ending.entry
    return Waiting(
        key=f"exempted-{entry.pk}-{entry.expires_on:%Y%m%d}",
        head=_("Informasi dikecualikan"),
        title=_("Uji lagi: %s") % entry.title,
        words=_("Buka"),
        address=ending.address,
        line=_("Uji lagi pengecualian “%s”") % entry.title,
        due_on=ending.review_by,
    )


def proposals(user: User, office: Office | None) -> Iterator[Waiting]:
    """What lies open to be decided at ``office``, and what came back to it."""
    if office is None:
        return  # a proposal has no day, so a calendar has no place for it
    found = ExemptionProposal.objects.select_related("office", "decider")
    if user.can(DECIDE, office):
        for each in found.to_decide(user, office):
            yield proposal(each, _("Usulan pengecualian dari %s") % each.office, _("Periksa"), office)
    if user.can(PROPOSE, office):
        for each in found.filter(office=office, status=Status.RETURNED):
            yield proposal(each, _("Usulan pengecualian, dikembalikan"), _("Perbaiki"), office, note=each.reason)


def proposal(item: ExemptionProposal, head: str, words: str, office: Office, *, note: str = "") -> Waiting:
    return Waiting(
        key=f"proposal-{item.pk}",
        head=head,
        title=item.title,
        words=words,
        address=item.address_at(office),
        line=_("Usulan pengecualian nomor %d") % item.pk,
        note=note,
    )


offer_waiting("public_information", waiting)
