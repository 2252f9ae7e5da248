"""How the readings of a measure are spread over the offices below one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.nation.rules import is_enough
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from pranata.base.access.models import User

NUMBER = {"max_digits": 24, "decimal_places": 6, "null": True, "blank": True}


class DistributionQuerySet(models.QuerySet["Distribution"]):
    def visible_to(self, user: User) -> DistributionQuerySet:
        """Those of the offices from which ``user`` may look down today."""
        return self.filter(scope__in=user.offices_with("nation.view"))

    def of_month(self, year: int, month: int) -> DistributionQuerySet:
        return self.filter(year=year, month=month)


class Distribution(models.Model):
    """How the readings of one measure and month are spread over the offices below ``scope`` (Sebaran).

    ``asked_count`` offices were looked at, ``count`` of them have a value; of no value the numbers are None.
    ``numerator`` and ``denominator`` are the parts of all of them together, where the measure has parts. ``bars``
    counts the values in ten equal parts from ``low`` to ``high``.
    """

    scope = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja atasan"))
    measure = models.CharField(_("ukuran"), max_length=100)
    year = models.PositiveSmallIntegerField(_("tahun"))
    month = models.PositiveSmallIntegerField(_("bulan"))
    asked_count = models.PositiveIntegerField(_("satuan kerja yang dilihat"))
    count = models.PositiveIntegerField(_("satuan kerja dengan nilai"))
    minimum = models.DecimalField(_("terendah"), **NUMBER)
    lower_quartile = models.DecimalField(_("kuartil bawah"), **NUMBER)
    median = models.DecimalField(_("median"), **NUMBER)
    upper_quartile = models.DecimalField(_("kuartil atas"), **NUMBER)
    maximum = models.DecimalField(_("tertinggi"), **NUMBER)
    numerator = models.DecimalField(_("jumlah pembilang"), **NUMBER)
    denominator = models.DecimalField(_("jumlah penyebut"), **NUMBER)
    low = models.DecimalField(_("awal gambar"), **NUMBER)
    high = models.DecimalField(_("akhir gambar"), **NUMBER)
    bars = models.JSONField(_("batang"), default=list)
    computed_at = models.DateTimeField(_("dihitung pada"))

    objects = DistributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sebaran")
        verbose_name_plural = _("sebaran")
        ordering = ["scope", "-year", "-month", "measure"]
        constraints = [
            models.UniqueConstraint("scope", "year", "month", "measure", name="distribution_once"),
            models.CheckConstraint(name="distribution_month", condition=Q(month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.year, Length.MONTH, self.month)

    @property
    def is_enough(self) -> bool:
        """Whether enough offices have a value to speak of them together."""
        return is_enough(self.count)
