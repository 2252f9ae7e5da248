"""What was done in a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.plan.models.tree import Subactivity

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


class ProgressStatus(models.TextChoices):
    DRAFT = "draft", _("konsep")
    SUBMITTED = "submitted", _("menunggu verifikasi")
    VERIFIED = "verified", _("terverifikasi")
    RETURNED = "returned", _("dikembalikan")


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: User) -> ProgressQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(subactivity__plan__office__in=user.offices_with("plan.view"))


class Progress(models.Model):
    """The report of one sub-activity in one month (Realisasi Bulanan); only people verify it."""

    subactivity = models.ForeignKey(Subactivity, models.CASCADE, related_name="progress")
    month = models.PositiveSmallIntegerField(_("bulan"))
    status = models.CharField(_("status"), max_length=10, choices=ProgressStatus, default=ProgressStatus.DRAFT)
    achievement = models.TextField(_("capaian"), blank=True)
    obstacle = models.TextField(_("hambatan"), blank=True)
    follow_up = models.TextField(_("tindak lanjut"), blank=True)
    submitted_at = models.DateTimeField(_("diajukan pada"), null=True, blank=True)
    verified_at = models.DateTimeField(_("diverifikasi pada"), null=True, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("realisasi")
        verbose_name_plural = _("realisasi")
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint("subactivity", "month", name="progress_once_per_month"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="progress_month_1_to_12"),
        ]

    def __str__(self) -> str:
        return f"{self.subactivity.code} {self.month}"

    @property
    def office(self) -> Office:
        """The office whose plan it belongs to."""
        return self.subactivity.plan.office
