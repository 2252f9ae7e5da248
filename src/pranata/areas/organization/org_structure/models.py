"""Who holds a post for a while, and which tasks a unit has by mandate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Capacity
from pranata.base.org.dated import Dated, DatedQuerySet, overlapping
from pranata.engines.registers.models import Entry

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

VIEW, EDIT, NAMES = "org.view", "org.manage", "people.view"


class HoldingQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Who holds what, of the offices whose people ``user`` may see."""
        return self.filter(post__unit__office__in=user.offices_with(NAMES))


class Holding(Dated):
    """One person's time in one post (Pemangku Jabatan), of right or acting."""

    post = models.ForeignKey("org.Post", models.PROTECT, related_name="holdings", verbose_name=_("jabatan"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="holdings", verbose_name=_("pejabat"))
    capacity = models.CharField(_("kedudukan"), max_length=10, choices=Capacity, default=Capacity.DEFINITIVE)
    decree = models.CharField(_("nomor keputusan"), max_length=150, blank=True)

    objects: Any = HoldingQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("pemangku jabatan")
        verbose_name_plural = _("pemangku jabatan")
        ordering = ["post", "valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"

    def clean(self) -> None:
        """Raises ValidationError for a person of another office, or one who holds the post in that time already."""
        if self.post_id is None or self.person_id is None:
            return
        if self.person.office_id != self.post.unit.office_id:
            raise ValidationError({"person": _now("Ini milik satuan kerja lain.")})
        same = Holding.objects.filter(overlapping(self.valid_from, self.valid_to), post=self.post, person=self.person)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"person": _now("Pejabat ini sudah tercatat pada jabatan itu untuk masa yang sama.")})

    def get_absolute_url(self) -> str:
        return reverse("desk:org_structure:holding", args=[self.post.unit.office.code, self.pk])


class PublicChartQuerySet(models.QuerySet["PublicChart"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(office__in=user.offices_with(VIEW))


class PublicChart(models.Model):
    """Whether an office shows its units and posts to anyone; nobody is named there."""

    office = models.OneToOneField("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    is_published = models.BooleanField(_("diterbitkan"), default=False)

    objects: Any = PublicChartQuerySet.as_manager()

    class Meta:
        verbose_name = _("bagan struktur publik")
        verbose_name_plural = _("bagan struktur publik")

    def __str__(self) -> str:
        return str(self.office)


def is_public(office: Office) -> bool:
    """Whether anyone may read the structure of ``office``."""
    return PublicChart.objects.filter(office=office, is_published=True).exists()


class UnitMandate(Entry):
    """One task that a regulation gives a unit (Tugas dan Fungsi); ``is_confirmed`` once compared with its text."""

    VIEW, EDIT = VIEW, EDIT

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="mandates", verbose_name=_("unit kerja"))
    task = models.CharField(_("tugas"), max_length=500)
    basis = models.CharField(_("dasar"), max_length=200, help_text=_("Peraturan dan pasalnya."))
    is_confirmed = models.BooleanField(_("sudah dicocokkan dengan naskah"), default=False)

    class Meta:
        verbose_name = _("tugas unit")
        verbose_name_plural = _("tugas unit")
        ordering = ["unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="org_structure_task_once_a_unit",
                fields=["unit", "task"],
                violation_error_message=_("Tugas ini sudah dicatat pada unit itu."),
            )
        ]

    def __str__(self) -> str:
        return self.task
