"""Readings of measures by month, the baselines people enter, and how far each office has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.indicators.rules import Secrecy
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from pranata.base.access.models import User

KEY_LENGTH = 100
NUMBER = {"max_digits": 20, "decimal_places": 6, "null": True, "blank": True}


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User) -> ReadingQuerySet:
        """Readings of the offices where ``user`` may see indicators today."""
        return self.filter(office__in=user.offices_with("indicators.view"))

    def current(self) -> ReadingQuerySet:
        """The reading that counts of each month."""
        return self.filter(is_current=True)


class Reading(models.Model):
    """What a measure said of a month at one office (Bacaan Ukuran): the value with its parts, and the rule's version.

    ``value`` is None where there was nothing to measure, and for a day, which stands in ``value_on``. Of an open month
    there is one edition for each day on which the value was another; a sealed one never changes, and a correction is a
    further edition with its ``reason``. Of a sealed kind no number is kept that may not be shown; ``secrecy`` says why.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="readings", verbose_name=_("satuan kerja"))
    measure = models.CharField(_("ukuran"), max_length=KEY_LENGTH)
    year = models.PositiveSmallIntegerField(_("tahun"))
    month = models.PositiveSmallIntegerField(_("bulan"))
    edition = models.PositiveSmallIntegerField(_("bacaan ke"), default=1)
    is_current = models.BooleanField(_("yang berlaku"), default=True)
    value = models.DecimalField(_("nilai"), **NUMBER)
    numerator = models.DecimalField(_("pembilang"), **NUMBER)
    denominator = models.DecimalField(_("penyebut"), **NUMBER)
    value_on = models.DateField(_("tanggal yang terbaca"), null=True, blank=True)
    secrecy = models.CharField(
        _("tidak ditampilkan karena"),
        max_length=10,
        blank=True,
        choices=[(each.value, each.value) for each in Secrecy if each],
    )
    rule_version = models.PositiveSmallIntegerField(_("versi rumus"))
    computed_at = models.DateTimeField(_("dihitung pada"))
    sealed_at = models.DateTimeField(_("disegel pada"), null=True, blank=True)
    reason = models.TextField(_("alasan koreksi"), blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bacaan ukuran")
        verbose_name_plural = _("bacaan ukuran")
        ordering = ["office", "measure", "year", "month", "edition"]
        constraints = [
            models.UniqueConstraint("office", "measure", "year", "month", "edition", name="reading_edition_once"),
            models.UniqueConstraint(
                "office", "measure", "year", "month", condition=Q(is_current=True), name="reading_one_current"
            ),
            models.CheckConstraint(name="reading_month", condition=Q(month__range=(1, 12))),
            models.CheckConstraint(
                name="reading_correction_is_sealed", condition=Q(reason="") | Q(sealed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="reading_secret_has_no_number",
                condition=Q(secrecy="") | Q(value=None, numerator=None, denominator=None, value_on=None),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "year", "month"], name="reading_of_month", condition=Q(is_current=True)),
            models.Index(fields=["measure", "year", "month"], name="reading_of_measure", condition=Q(is_current=True)),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"

    @property
    def period(self) -> Period:
        """The month that was read."""
        return Period(self.year, Length.MONTH, self.month)

    @property
    def found(self) -> Decimal | date | None:
        """The value of whatever kind: a number, a day, or None."""
        return self.value if self.value_on is None else self.value_on

    @property
    def is_correction(self) -> bool:
        """Whether a sealed reading stands behind it."""
        return bool(self.reason)


class BaselineQuerySet(models.QuerySet["Baseline"]):
    def visible_to(self, user: User) -> BaselineQuerySet:
        """Baselines of the offices where ``user`` may see indicators today."""
        return self.filter(office__in=user.offices_with("indicators.view"))


class Baseline(models.Model):
    """What a measure of change is compared with where the house holds no records of that year (Nilai Awal).

    ``value`` is the number, or the share in per cent, of the whole of ``year``; ``note`` says where it comes from.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="baselines", verbose_name=_("satuan kerja"))
    measure = models.CharField(_("ukuran"), max_length=KEY_LENGTH)
    year = models.PositiveSmallIntegerField(_("tahun"))
    value = models.DecimalField(_("nilai"), max_digits=20, decimal_places=6)
    note = models.TextField(_("sumber"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diisi oleh")
    )
    entered_at = models.DateTimeField(_("diisi pada"))

    objects = BaselineQuerySet.as_manager()

    class Meta:
        verbose_name = _("nilai awal")
        verbose_name_plural = _("nilai awal")
        ordering = ["office", "measure", "year"]
        constraints = [models.UniqueConstraint("office", "measure", "year", name="baseline_once_a_year")]

    def __str__(self) -> str:
        return f"{self.measure} {self.year}"


class CursorQuerySet(models.QuerySet["Cursor"]):
    def visible_to(self, user: User) -> CursorQuerySet:
        """How far the offices are read where ``user`` may see indicators today."""
        return self.filter(office__in=user.offices_with("indicators.view"))


class Cursor(models.Model):
    """How far an office has been read (Penanda Baca): up to which event of its chain, and the last day in full.

    ``catalogue`` is the fingerprint of the measures there were then; with other ones everything is read again.
    ``round`` grows with every write of its readings, so that of two who computed at once only one writes.
    """

    office = models.OneToOneField("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    sequence = models.PositiveBigIntegerField(_("sampai kejadian"), default=0)
    round = models.PositiveBigIntegerField(_("putaran"), default=0)
    swept_on = models.DateField(_("dibaca seluruhnya"), null=True, blank=True)
    catalogue = models.CharField(_("sidik daftar ukuran"), max_length=16, blank=True)
    refreshed_at = models.DateTimeField(_("dibaca pada"), null=True, blank=True)

    objects = CursorQuerySet.as_manager()

    class Meta:
        verbose_name = _("penanda baca")
        verbose_name_plural = _("penanda baca")

    def __str__(self) -> str:
        return f"{self.office} {self.sequence}"
