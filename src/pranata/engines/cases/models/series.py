"""The running register numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, user: User) -> SeriesQuerySet:
        """The series of the offices where ``user`` may read the audit; how many cases there are is no open secret."""
        return self.filter(office__in=user.offices_with("audit.view"))


class Series(models.Model):
    """The register numbers (Nomor Registrasi) of one kind in one year at one office; ``last`` is the last given."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    prefix = models.CharField(_("awalan"), max_length=8)
    year = models.PositiveSmallIntegerField(_("tahun"))
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("deret nomor registrasi")
        verbose_name_plural = _("deret nomor registrasi")
        ordering = ["office", "prefix", "-year"]
        constraints = [models.UniqueConstraint("office", "prefix", "year", name="case_series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}: {self.last}"
