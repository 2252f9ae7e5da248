"""Classes of archives with their retention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.rules import Fate, Retention
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date


class FateChoice(models.TextChoices):
    DESTROYED = Fate.DESTROYED.value, _("musnah")
    PERMANENT = Fate.PERMANENT.value, _("permanen")
    JUDGED = Fate.JUDGED.value, _("dinilai kembali")


class Certainty(models.TextChoices):
    """How sure a class and its years are."""

    SOURCE = "source", _("menurut naskahnya")
    OWN = "own", _("contoh, belum terkonfirmasi")


class ArchiveClassQuerySet(EntryQuerySet["ArchiveClass"]):
    def on(self, day: date) -> ArchiveClassQuerySet:
        """The classes in force on ``day``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class ArchiveClass(Entry):
    """One class with its row of the schedule (Klasifikasi Arsip, Jadwal Retensi Arsip), while it is in force."""

    VIEW, EDIT = "archives.view", "archives.edit"

    code = models.CharField(_("kode"), max_length=40)
    name = models.CharField(_("jenis arsip"), max_length=300)
    active_years = models.PositiveSmallIntegerField(_("tahun aktif"))
    inactive_years = models.PositiveSmallIntegerField(_("tahun inaktif"))
    fate = models.CharField(_("nasib akhir"), max_length=20, choices=FateChoice)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    source = models.CharField(_("dasar"), max_length=300, blank=True)
    certainty = models.CharField(_("kepastian"), max_length=10, choices=Certainty, default=Certainty.SOURCE)

    objects = ArchiveClassQuerySet.as_manager()

    class Meta:
        verbose_name = _("klasifikasi arsip")
        verbose_name_plural = _("klasifikasi arsip")
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code", "valid_from"],
                name="archive_class_once",
                violation_error_message=_("Kode ini sudah ada sejak hari itu."),
            ),
            models.CheckConstraint(
                name="archive_class_ends_after_it_began",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Klasifikasi berakhir sebelum mulai berlaku."),
            ),
            models.CheckConstraint(
                name="archive_class_years_are_years",
                condition=Q(active_years__lte=100, inactive_years__lte=100),
                violation_error_message=_("Jangka simpan paling lama 100 tahun aktif dan 100 tahun inaktif."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def retention(self) -> Retention:
        return Retention(self.active_years, self.inactive_years, Fate(self.fate))
