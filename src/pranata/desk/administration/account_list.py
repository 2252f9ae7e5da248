"""The accounts of one office, with what a list shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.second_factor import FACTORS
from pranata.lib import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from pranata.base.org.models import Office

STATES = {
    "aktif": _("Aktif"),
    "nonaktif": _("Nonaktif"),
    "tanpa-peran": _("Aktif tanpa peran hari ini"),
    "tanpa-verifikasi": _("Aktif tanpa verifikasi dua langkah"),
}


@dataclass(frozen=True)
class AccountFilter:
    """What the list is narrowed to; what is no such value narrows nothing."""

    text: str = ""
    state: str = ""
    role: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> AccountFilter:
        state, role = query.get("keadaan", ""), query.get("peran", "")
        return cls(
            text=query.get("q", "").strip()[:150],
            state=state if state in STATES else "",
            role=role if role in Role.values else "",
        )


def second_factors() -> QuerySet[Authenticator]:
    """What an account shows besides its password; recovery codes stand in for one, they are none."""
    return Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)


def roles_held(office: Office) -> QuerySet[RoleAssignment]:
    """The roles held at ``office`` today."""
    return RoleAssignment.objects.filter(office=office).valid_on(clock.today())


def accounts_at(office: Office) -> QuerySet[User]:
    """The accounts of the office's persons, and of whoever holds or held a role there; by name."""
    held = RoleAssignment.objects.filter(office=office, user=OuterRef("pk"))
    found = User.objects.filter(Exists(held) | Q(person__office=office))
    return found.select_related("person").order_by(Lower(Coalesce("person__name", "login")), "pk")


def possible_deputies(office: Office, holder: User) -> QuerySet[User]:
    """Who may act for ``holder``: active accounts of the office's persons and of who holds a role there today."""
    held = roles_held(office).filter(user=OuterRef("pk"))
    at_work = Exists(held) | Q(person__office=office)
    return accounts_at(office).filter(at_work, is_active=True).exclude(pk=holder.pk)


def account_list(office: Office, reader: User, wanted: AccountFilter) -> QuerySet[User]:
    """The accounts ``reader`` may see, each with ``roles_here`` and ``has_second_factor``."""
    here = Prefetch("role_assignments", roles_held(office).order_by("role", "pk"), to_attr="roles_here")
    seen = User.objects.visible_to(reader).values("pk")
    found = accounts_at(office).filter(pk__in=seen).annotate(has_second_factor=Exists(second_factors()))
    return narrowed(found, office, wanted).prefetch_related(here)


def narrowed(found: QuerySet[User], office: Office, wanted: AccountFilter) -> QuerySet[User]:
    held = roles_held(office).filter(user=OuterRef("pk"))
    if wanted.text:
        text = wanted.text
        found = found.filter(Q(person__name__icontains=text) | Q(login__icontains=text) | Q(email__icontains=text))
    if wanted.role:
        found = found.filter(Exists(held.filter(role=wanted.role)))
    if wanted.state:
        found = found.filter(is_active=wanted.state != "nonaktif")
    if wanted.state == "tanpa-peran":
        found = found.filter(~Exists(held))
    if wanted.state == "tanpa-verifikasi":
        found = found.filter(has_second_factor=False)
    return found
