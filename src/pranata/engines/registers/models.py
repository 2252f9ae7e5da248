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


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> SavedViewQuerySet:
        """An account's own views, at offices where it holds a role."""
        return self.filter(user=user, office__in=user.offices_with("plan.view"))


class SavedView(models.Model):
    """How one account likes to see a register (Tampilan Tersimpan): ``query`` is the list's query string."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    user = models.ForeignKey("access.User", models.CASCADE, related_name="+", verbose_name=_("akun"))
    register = models.CharField(_("register"), max_length=60)
    name = models.CharField(_("nama tampilan"), max_length=60)
    query = models.CharField(_("yang ditampilkan"), max_length=2000, blank=True)
    is_default = models.BooleanField(_("dibuka lebih dahulu"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "user", "register", "name"], name="saved_view_named_once"),
            models.UniqueConstraint(
                fields=["office", "user", "register"],
                condition=models.Q(is_default=True),
                name="saved_view_one_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name
