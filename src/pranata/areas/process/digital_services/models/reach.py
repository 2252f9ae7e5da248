"""What the background learned of the addresses of applications; nobody enters it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.digital_services.models.inventory import VIEW, Application

if TYPE_CHECKING:
    from pranata.base.access.models import User


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, user: User) -> CheckQuerySet:
        return self.filter(application__office__in=user.offices_with(VIEW))


class Check(models.Model):
    """One time an address was asked (Pemeriksaan Keterjangkauan); kept for a while, its count stays in the month."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="checks", verbose_name=_("aplikasi yang diperiksa")
    )
    at = models.DateTimeField(_("diperiksa pada"))
    is_reached = models.BooleanField(_("terjangkau"))
    milliseconds = models.PositiveIntegerField(_("lama jawaban (milidetik)"))
    words = models.CharField(_("sebab tidak terjangkau"), max_length=300, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemeriksaan alamat")
        verbose_name_plural = _("pemeriksaan alamat")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["application", "-at"], name="check_by_application")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class ReachMonthQuerySet(models.QuerySet["ReachMonth"]):
    def visible_to(self, user: User) -> ReachMonthQuerySet:
        return self.filter(application__office__in=user.offices_with(VIEW))


class ReachMonth(models.Model):
    """How often an application was asked and reached in one month (Keterjangkauan), and how it was found last."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="reach", verbose_name=_("aplikasi yang diperiksa")
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    month = models.PositiveSmallIntegerField(_("bulan"))
    checks = models.PositiveIntegerField(_("kali diperiksa"), default=0)
    reached = models.PositiveIntegerField(_("kali terjangkau"), default=0)
    milliseconds = models.PositiveBigIntegerField(_("lama jawaban yang terjangkau (milidetik)"), default=0)
    is_reached = models.BooleanField(_("terakhir terjangkau"))
    last_at = models.DateTimeField(_("terakhir diperiksa"))

    objects = ReachMonthQuerySet.as_manager()

    class Meta:
        verbose_name = _("keterjangkauan bulanan")
        verbose_name_plural = _("keterjangkauan bulanan")
        ordering = ["-year", "-month", "pk"]
        constraints = [models.UniqueConstraint("application", "year", "month", name="reach_month_once")]

    def __str__(self) -> str:
        return f"{self.month:02}/{self.year}"

    @property
    def share(self) -> Decimal:
        """How often it was reached, in per cent of the checks."""
        return Decimal(100 * self.reached) / self.checks
