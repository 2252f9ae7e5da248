"""What an office can do for others: a service is offered only where somebody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.base.access.models import RoleAssignment
from pranata.base.access.rules import ROLE_PERMISSIONS
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office


def permissions_at(office: Office) -> frozenset[str]:
    """Every permission that some active account holds at ``office`` today; one query."""
    held = RoleAssignment.objects.held_on(clock.today()).filter(office=office, user__is_active=True)
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in set(held.values_list("role", flat=True))))
