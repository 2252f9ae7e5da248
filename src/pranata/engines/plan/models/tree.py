"""The tree of a plan: areas of change, activities, sub-activities, indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.base.imports.cells import decimal_text
from pranata.engines.plan import rules
from pranata.engines.plan.models.plans import Plan

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Confidence(models.TextChoices):
    HIGH = "high", _("dibaca apa adanya")
    LOW = "low", _("perlu ditinjau")


class AreaQuerySet(models.QuerySet["Area"]):
    def visible_to(self, user: User) -> AreaQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(plan__office__in=user.offices_with("plan.view"))


class Area(models.Model):
    """One area of change (Area Perubahan) of a plan; ``no`` is its number, 1 to 8 in the decrees known."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas")
    no = models.PositiveSmallIntegerField(_("nomor"))
    name = models.TextField(_("area perubahan"))

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint("plan", "no", name="area_number_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.no}. {self.name}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User) -> ActivityQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(area__plan__office__in=user.offices_with("plan.view"))


class Activity(models.Model):
    """One activity (Kegiatan); ``no`` is what is printed, ``position`` counts from 1 inside the area."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(_("urutan"))
    no = models.TextField(_("nomor tercetak"), blank=True)
    name = models.TextField(_("kegiatan"))

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("area", "position", name="activity_position_once_per_area")]

    def __str__(self) -> str:
        return f"{self.no}. {self.name}" if self.no else self.name


class SubactivityQuerySet(models.QuerySet["Subactivity"]):
    def visible_to(self, user: User) -> SubactivityQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(plan__office__in=user.offices_with("plan.view"))


class Subactivity(models.Model):
    """One sub-activity (Subkegiatan) with its schedule.

    ``code`` is area.activity.position, such as ``7.6.2``; ``month_bits`` a set of twelve bits, January the lowest;
    ``source_lines`` 1-based lines of the source; ``as_printed`` those lines as they stand, kept where we interpreted.
    ``predecessor`` is the same row in the plan this one is based on: an earlier revision, or an earlier year;
    ``carried_from`` the year it was carried over from, None for a row that began in its plan's own year.
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
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name=_("baris asal")
    )
    carried_from = models.PositiveSmallIntegerField(_("dilanjutkan dari tahun"), null=True, blank=True)

    objects = SubactivityQuerySet.as_manager()

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


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: User) -> IndicatorQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(subactivity__plan__office__in=user.offices_with("plan.view"))


class Indicator(models.Model):
    """One indicator of success (Indikator Keberhasilan); ``month_bits`` only where its own months are narrower.

    ``target`` in ``target_unit`` and ``note`` are the office's own, not the decree's.
    """

    subactivity = models.ForeignKey(Subactivity, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("urutan"))
    text = models.TextField(_("indikator keberhasilan"))
    month_bits = models.PositiveSmallIntegerField(_("bulan"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=4, null=True, blank=True)
    target_unit = models.CharField(_("satuan"), max_length=40, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("subactivity", "position", name="indicator_position_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def target_words(self) -> str:
        """The target with its unit as people write it, such as 95,5 persen; "" without one."""
        return f"{decimal_text(self.target)} {self.target_unit}".strip()

    def is_of(self, month: int) -> bool:
        """Whether it is to be reached in ``month`` of a row that is planned then."""
        return not self.month_bits or month in rules.bits_to_months(self.month_bits)
