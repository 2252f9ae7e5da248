"""Reads of dispositions for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.dispositions.models import Disposition

if TYPE_CHECKING:
    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

PARTIES = ("given_by__person", "to_account__person", "to_unit", "office")


def dispositions_of(target: Model, *, reader: User) -> list[Disposition]:
    """What ``reader`` gave or was given about ``target``, the last one first; one query."""
    found = Disposition.objects.visible_to(reader).filter(target_label=target._meta.label_lower, target_id=target.pk)
    return list(found.select_related(*PARTIES).order_by("-pk"))


def dispositions_to(user: User, office: Office) -> list[Disposition]:
    """What ``user`` is to answer at ``office``, the earliest day first; one query."""
    found = Disposition.objects.visible_to(user).waiting_for(user).filter(office=office)
    return list(found.select_related(*PARTIES))
