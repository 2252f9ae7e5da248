"""The table of steps of a version: who acts, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops import rules
from pranata.areas.process.sops.models.sops import VIEW

if TYPE_CHECKING:
    from pranata.base.access.models import User


class PartQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """What hangs on the SOPs that one sees."""
        return self.filter(sop__office__in=user.offices_with(VIEW))


class Symbol(models.TextChoices):
    TERMINATOR = rules.Symbol.TERMINATOR.value, _("mulai/akhir")
    PROCESS = rules.Symbol.PROCESS.value, _("proses")
    DECISION = rules.Symbol.DECISION.value, _("keputusan")


class TimeUnit(models.TextChoices):
    MINUTE = rules.Unit.MINUTE.value, _("menit")
    HOUR = rules.Unit.HOUR.value, _("jam")
    WORKING_DAY = rules.Unit.WORKING_DAY.value, _("hari kerja")
    DAY = rules.Unit.DAY.value, _("hari")


class Actor(models.Model):
    """Who carries out steps (Pelaksana SOP): a post or a part in the procedure, never a person; one column each."""

    sop = models.ForeignKey("sops.Sop", models.CASCADE, related_name="actors", verbose_name=_("SOP"))
    place = models.PositiveSmallIntegerField(_("urutan"))
    name = models.CharField(_("pelaksana"), max_length=100)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("pelaksana SOP")
        verbose_name_plural = _("pelaksana SOP")
        ordering = ["sop", "place"]
        constraints = [models.UniqueConstraint(name="sops_actor_once", fields=["sop", "place"])]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One row of the table (Kegiatan SOP): what it needs, how long it takes and what comes of it are its mutu baku.

    ``yes_to`` and ``no_to`` are numbers of rows; None is the row below, or nowhere.
    """

    sop = models.ForeignKey("sops.Sop", models.CASCADE, related_name="steps", verbose_name=_("SOP"))
    number = models.PositiveSmallIntegerField(_("nomor"))
    activity = models.TextField(_("kegiatan"), blank=True)
    actor = models.ForeignKey(
        Actor, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("pelaksana")
    )
    symbol = models.CharField(_("simbol"), max_length=10, choices=Symbol, default=Symbol.PROCESS)
    requirements = models.TextField(_("kelengkapan"), blank=True)
    amount = models.PositiveIntegerField(_("waktu"), null=True, blank=True)
    unit = models.CharField(_("satuan waktu"), max_length=11, choices=TimeUnit, default=TimeUnit.MINUTE)
    output = models.TextField(_("keluaran"), blank=True)
    note = models.TextField(_("keterangan"), blank=True)
    yes_to = models.PositiveSmallIntegerField(_("lanjut atau Ya ke nomor"), null=True, blank=True)
    no_to = models.PositiveSmallIntegerField(_("Tidak ke nomor"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan SOP")
        verbose_name_plural = _("kegiatan SOP")
        ordering = ["sop", "number"]
        constraints = [models.UniqueConstraint(name="sops_step_once", fields=["sop", "number"])]

    def __str__(self) -> str:
        return f"{self.number}. {self.activity}"
