"""What was done in a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.imports.cells import decimal_text
from pranata.engines.plan import rules
from pranata.engines.plan.models.tree import Indicator, Subactivity

if TYPE_CHECKING:
    from decimal import Decimal

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


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, user: User) -> FigureQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(progress__subactivity__plan__office__in=user.offices_with("plan.view"))


class Figure(models.Model):
    """What an indicator came to in a month (Realisasi Indikator): ``value``, or ``value`` out of ``out_of``.

    An indicator that an amendment ended keeps its figures, and they stay with the month.
    """

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="figures")
    value = models.DecimalField(_("nilai"), max_digits=14, decimal_places=4)
    out_of = models.DecimalField(_("dari"), max_digits=14, decimal_places=4, null=True, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("angka indikator")
        verbose_name_plural = _("angka indikator")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("progress", "indicator", name="figure_once_per_indicator"),
            models.CheckConstraint(condition=Q(out_of=None) | Q(out_of__gt=0), name="figure_out_of_more_than_0"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The figure as people write it: 95, or 24 dari 26 (92,3%)."""
        share = self.share
        if share is None:
            return decimal_text(self.value)
        parts = {"value": self.value, "out_of": self.out_of, "share": share}
        return _now("%(value)s dari %(out_of)s (%(share)s%%)") % {name: decimal_text(it) for name, it in parts.items()}

    @property
    def share(self) -> Decimal | None:
        """How many of 100 it is, None without ``out_of``."""
        return rules.figure_share(self.value, self.out_of)
