"""What the rows of every register have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User

EntryT = TypeVar("EntryT", bound="Entry")


class EntryQuerySet(models.QuerySet[EntryT]):
    def visible_to(self, user: User) -> EntryQuerySet[EntryT]:
        """Rows of the offices where ``user`` holds the register's permission to look."""
        return self.filter(office__in=user.offices_with(self.model.VIEW))

    def public(self) -> EntryQuerySet[EntryT]:
        """What anyone may read: nothing, unless the register says otherwise."""
        return self.none()


class Entry(models.Model):
    """One row of a register (Entri Register) of one office; ``VIEW`` and ``EDIT`` are its permissions."""

    VIEW: ClassVar[str]
    EDIT: ClassVar[str]

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs' manager

    class Meta:
        abstract = True
