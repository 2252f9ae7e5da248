"""Who is in charge of a sub-activity, and who stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.base.org.dated import Dated, DatedQuerySet
from pranata.engines.plan.models.tree import Subactivity

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.base.people.models import Person, Team


class Responsibility(models.Model):
    """Who is in charge of one sub-activity (Penanggung Jawab): exactly one person, unit or team."""

    subactivity = models.OneToOneField(Subactivity, models.CASCADE, related_name="responsibility")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("org.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("penanggung jawab")
        verbose_name_plural = _("penanggung jawab")
        constraints = [
            models.CheckConstraint(
                name="responsibility_of_exactly_one",
                condition=(
                    Q(person__isnull=False, unit=None, team=None)
                    | Q(person=None, unit__isnull=False, team=None)
                    | Q(person=None, unit=None, team__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def party(self) -> Person | Unit | Team:
        """The person, unit or team."""
        return self.person or self.unit or self.team  # type: ignore[return-value]  # the constraint above


class DeputyQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> DeputyQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(responsibility__subactivity__plan__office__in=user.offices_with("plan.view"))


class Deputy(Dated):
    """A person who stands in for the one in charge for a while (Pengganti)."""

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="deputies")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("pegawai"))

    objects = DeputyQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("pengganti")
        verbose_name_plural = _("pengganti")
        ordering = ["valid_from", "pk"]

    def __str__(self) -> str:
        return str(self.person)
