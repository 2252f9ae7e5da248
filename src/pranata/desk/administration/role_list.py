"""Roles as a list shows them: whose, since when, and what the reader may do about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Role, RoleAssignment
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from pranata.base.access.models import User

PERIODS = {
    "": _("Berlaku hari ini atau nanti"),
    "berakhir": _("Sudah berakhir"),
    "semua": _("Semua, dengan riwayatnya"),
}


@dataclass(frozen=True)
class RoleFilter:
    """What the list is narrowed to; what is no such value narrows nothing."""

    text: str = ""
    period: str = ""
    role: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> RoleFilter:
        period, role = query.get("masa", ""), query.get("peran", "")
        return cls(
            text=query.get("q", "").strip()[:150],
            period=period if period in PERIODS else "",
            role=role if role in Role.values else "",
        )

    def narrow(self, roles: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
        ended = Q(valid_to__lt=clock.today())
        if self.period != "semua":
            roles = roles.filter(ended if self.period else Q(valid_to=None) | ~ended)
        if self.role:
            roles = roles.filter(role=self.role)
        if self.text:
            roles = roles.filter(Q(user__person__name__icontains=self.text) | Q(user__login__icontains=self.text))
        return roles


@dataclass(frozen=True)
class RoleLine:
    """One role, its state ("now", "later", "ended"), and what the reader may do about it."""

    assignment: RoleAssignment
    state: str
    may_end: bool
    may_delegate: bool


def with_names(roles: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
    """The roles with everything that a line names, newest first."""
    named = roles.select_related("office", "unit", "user__person", "delegated_from__user__person")
    return named.order_by("-valid_from", "-pk")


def role_lines(roles: QuerySet[RoleAssignment], reader: User) -> list[RoleLine]:
    return [role_line(each, reader, clock.today()) for each in with_names(roles)]


def role_line(assignment: RoleAssignment, reader: User, today: date) -> RoleLine:
    """What ``reader`` may do is what the actions allow, so that no button leads to a refusal."""
    source = assignment.delegated_from
    manages = reader.can("access.manage", assignment.office)
    delegated_it = source is not None and source.user_id == reader.pk and source.is_valid_on(today)
    locks_out = assignment.user_id == reader.pk and assignment.role == Role.ADMINISTRATOR
    state = state_of(assignment, today)
    return RoleLine(
        assignment,
        state,
        may_end=state != "ended" and (manages or delegated_it) and not (locks_out and state == "now"),
        may_delegate=state == "now" and source is None and (manages or assignment.user_id == reader.pk),
    )


def state_of(assignment: RoleAssignment, today: date) -> str:
    if assignment.valid_to is not None and assignment.valid_to < today:
        return "ended"
    return "now" if assignment.is_valid_on(today) else "later"
