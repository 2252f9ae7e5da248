"""What SP4N-LAPOR! says: the reports of its newest file, without a word of their content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.models.choices import LaporState
from pranata.areas.oversight.complaints.models.complaints import PROCESS

if TYPE_CHECKING:
    from pranata.base.access.models import User


class LaporReportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(office__in=user.offices_with(PROCESS))


class LaporReport(models.Model):
    """One report as SP4N-LAPOR! lists it (Laporan SP4N-LAPOR!), to be compared with the register."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    number = models.CharField(_("nomor SP4N-LAPOR!"), max_length=40)
    received_on = models.DateField(_("tanggal laporan"))
    state = models.CharField(_("status di SP4N-LAPOR!"), max_length=12, choices=LaporState)
    read_at = models.DateTimeField(_("dibaca pada"))

    objects = LaporReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan SP4N-LAPOR!")
        verbose_name_plural = _("laporan SP4N-LAPOR!")
        ordering = ["-received_on", "number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="laporreport_number_once")]

    def __str__(self) -> str:
        return self.number
