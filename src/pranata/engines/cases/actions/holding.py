"""Keeping a case from being erased although its time is over, with a reason and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions.guards import allow, filled, hold_case, note_event
from pranata.engines.cases.models import Hold
from pranata.engines.cases.retention import is_disputed
from pranata.engines.cases.rules import may_be_held_until
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.engines.cases.models import Case


@transaction.atomic
def set_hold(case: Case, *, reason: str, until: date, by: User) -> Hold:
    """Keep what is personal in ``case`` up to and with ``until``; several holds of one case do not mind each other.

    Raises ``ValidationError`` without a reason or for a day that has passed or is too far, ``Forbidden``, ``Stale`` of
    an erased case.
    """
    allow(case, by)
    words = filled(reason, "reason")
    if not may_be_held_until(until, today=clock.today()):
        raise ValidationError({"until": _("Pilih hari sesudah hari ini, paling lama dua tahun; dapat diperpanjang.")})
    hold_case(case, "hold", may_have_moved=True)
    hold = Hold.objects.create(
        office=case.office,
        target_label=case._meta.label_lower,
        target_id=case.pk,
        sealed_reason=case.sealed(words),
        until=until,
        set_at=clock.now(),
        set_by=by,
    )
    note_event(case, "held", by=by, after={"hold": hold.pk, "until": until}, personal={"reason": words})
    return hold


@transaction.atomic
def lift_hold(case: Case, hold: Hold, *, by: User) -> Hold:
    """End a hold of ``case`` before its day. Raises ``Forbidden``, ``Stale`` for one that was ended or of another."""
    allow(case, by)
    hold_case(case, "lift_hold", may_have_moved=True)
    moment = clock.now()
    if not Hold.objects.of(case).in_force(clock.today()).filter(pk=hold.pk).update(lifted_at=moment):
        raise Stale("lift_hold")
    hold.lifted_at = moment
    note_event(case, "hold_lifted", by=by, after={"hold": hold.pk, "until": hold.until})
    return hold


def refuse_held(case: Case) -> None:
    """Raises ``ValidationError`` for a case that may not be erased yet, whoever asks for it."""
    held = Hold.objects.of(case).in_force(clock.today()).order_by("until").last()
    if held is not None:
        day = date_format(held.until, "j F Y")
        raise ValidationError(_("Penghapusan perkara ini ditunda sampai %(day)s.") % {"day": day})
    if is_disputed(case):
        raise ValidationError(_("Keberatan atau sengketa atas perkara ini belum selesai."))
