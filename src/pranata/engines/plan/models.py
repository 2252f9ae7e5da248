"""The plan (Rencana Aksi Reformasi Birokrasi) as rows: areas, activities, sub-activities, indicators, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.plan import rules

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Status(models.TextChoices):
    DRAFT = "draft", _("rancangan")


class Confidence(models.TextChoices):
    HIGH = "high", _("dibaca apa adanya")
    LOW = "low", _("perlu ditinjau")


class Severity(models.TextChoices):
    INFO = "info", _("keterangan")
    DOUBT = "doubt", _("meragukan")
    ERROR = "error", _("kesalahan")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans of the offices where ``user`` may read the plan today."""
        return self.filter(office__in=user.offices_with("plan.view"))

    def public(self) -> PlanQuerySet:
        """Plans the office has published."""
        return self.filter(is_published=True)


class Plan(models.Model):
    """One office's plan of one year (Rencana Aksi Reformasi Birokrasi), as read from its decree."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="plans", verbose_name=_("satuan kerja"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="plan", verbose_name=_("keputusan")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    is_published = models.BooleanField(_("diterbitkan"), default=False)
    imported_at = models.DateTimeField(_("diimpor pada"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("rencana aksi")
        verbose_name_plural = _("rencana aksi")
        ordering = ["office", "-year"]
        constraints = [models.UniqueConstraint("office", "year", name="plan_once_per_office_and_year")]

    def __str__(self) -> str:
        return f"Rencana Aksi Reformasi Birokrasi {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("desk:plan", args=[self.office.code, self.year])


class Area(models.Model):
    """One area of change (Area Perubahan) of a plan; ``no`` is its number, 1 to 8 in the decrees known."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas")
    no = models.PositiveSmallIntegerField(_("nomor"))
    name = models.TextField(_("area perubahan"))

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint("plan", "no", name="area_number_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.no}. {self.name}"


class Activity(models.Model):
    """One activity (Kegiatan); ``no`` is what is printed, ``position`` counts from 1 inside the area."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(_("urutan"))
    no = models.TextField(_("nomor tercetak"), blank=True)
    name = models.TextField(_("kegiatan"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("area", "position", name="activity_position_once_per_area")]

    def __str__(self) -> str:
        return f"{self.no}. {self.name}" if self.no else self.name


class Subactivity(models.Model):
    """One sub-activity (Subkegiatan) with its schedule.

    ``code`` is area.activity.position, such as ``7.6.2``; ``month_bits`` a set of twelve bits, January the lowest;
    ``source_lines`` 1-based lines of the source; ``as_printed`` those lines as they stand, kept where we interpreted.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="subactivities")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="subactivities")
    position = models.PositiveSmallIntegerField(_("urutan"))
    code = models.CharField(_("kode"), max_length=20)
    no = models.TextField(_("nomor tercetak"), blank=True)
    text = models.TextField(_("subkegiatan"))
    month_bits = models.PositiveSmallIntegerField(_("bulan pelaksanaan"))
    source_lines = models.JSONField(_("baris sumber"), default=list)
    confidence = models.CharField(_("keyakinan baca"), max_length=10, choices=Confidence)
    as_printed = models.TextField(_("sebagaimana tercetak"), blank=True)

    class Meta:
        ordering = ["activity__area__no", "activity__position", "position"]
        constraints = [
            models.UniqueConstraint("activity", "position", name="subactivity_position_once_per_activity"),
            models.UniqueConstraint("plan", "code", name="subactivity_code_once_per_plan"),
            models.CheckConstraint(
                condition=models.Q(month_bits__lte=rules.ALL_MONTHS), name="subactivity_months_are_twelve_bits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def months(self) -> list[int]:
        """The months of the schedule, 1 to 12, ascending."""
        return rules.bits_to_months(self.month_bits)


class Indicator(models.Model):
    """One indicator of success (Indikator Keberhasilan); ``month_bits`` only where its own months are narrower."""

    subactivity = models.ForeignKey(Subactivity, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("urutan"))
    text = models.TextField(_("indikator keberhasilan"))
    month_bits = models.PositiveSmallIntegerField(_("bulan"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("subactivity", "position", name="indicator_position_once")]

    def __str__(self) -> str:
        return self.text


class Remark(models.Model):
    """One doubt of the reader (Catatan Pembacaan): what was seen, where, how grave.

    ``subject`` is the code of the area, activity or sub-activity it speaks of, "" for the decree or a whole page.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks")
    position = models.PositiveSmallIntegerField(_("urutan"))
    code = models.TextField(_("jenis catatan"))
    severity = models.CharField(_("tingkat"), max_length=10, choices=Severity)
    subject = models.TextField(_("tentang"), blank=True)
    lines = models.JSONField(_("baris sumber"), default=list)
    message = models.TextField(_("catatan"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("plan", "position", name="remark_position_once_per_plan")]

    def __str__(self) -> str:
        return self.message
