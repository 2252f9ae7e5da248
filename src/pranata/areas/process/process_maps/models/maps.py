"""An edition of the maps with its stages, its evaluations, and drawings made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.process_maps.rules import Stage, stage_of
from pranata.base.org.dated import within
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

VIEW, EDIT = "process_maps.view", "process_maps.edit"
STAGE_FIELDS = ("prepared_on", "developed_on", "applied_on", "reviewed_on")


class MapQuerySet(EntryQuerySet):
    def valid_on(self, day: date) -> Self:
        """The editions in force on ``day``; one without a first day is still being made."""
        return self.filter(within(day), valid_from__isnull=False)


class ProcessMap(Entry):
    """One edition of the office's process maps (Peta Proses Bisnis), with the day each of its stages began."""

    VIEW, EDIT = VIEW, EDIT

    name = models.CharField(_("nama peta"), max_length=150)
    number = models.CharField(_("nomor penetapan"), max_length=100, blank=True)
    plan_words = models.TextField(_("Renstra dan rencana kerja yang dirujuk"), blank=True)
    prepared_on = models.DateField(_("persiapan dan perencanaan"), null=True, blank=True)
    developed_on = models.DateField(_("pengembangan"), null=True, blank=True)
    applied_on = models.DateField(_("penerapan"), null=True, blank=True)
    reviewed_on = models.DateField(_("pemantauan dan evaluasi"), null=True, blank=True)
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    objects: ClassVar[MapQuerySet] = MapQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs' manager

    class Meta:
        verbose_name = _("peta proses bisnis")
        verbose_name_plural = _("peta proses bisnis")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="process_maps_name_once_an_office",
                fields=["office", "name"],
                violation_error_message=_("Nama peta ini sudah dipakai."),
            ),
            models.CheckConstraint(
                name="process_maps_map_dates_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Tanggal akhir mendahului tanggal awal."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:process_maps:map", args=[self.office.code, self.pk])

    @property
    def stage_days(self) -> tuple[date | None, ...]:
        """When each stage began, in the order of the stages."""
        return tuple(getattr(self, name) for name in STAGE_FIELDS)

    def stage_on(self, day: date) -> Stage | None:
        """The stage it is in on ``day``; None before the first."""
        return stage_of(self.stage_days, day)

    def clean(self) -> None:
        """Raises ValidationError for a stage that begins before an earlier one."""
        before = None
        for name in STAGE_FIELDS:
            day = getattr(self, name)
            if before and day and day < before:
                raise ValidationError({name: _("Tahap ini mendahului tahap sebelumnya.")})
            before = day or before


class OfMap(Entry):
    """A row of one edition of the maps; both belong to the same office."""

    VIEW, EDIT = VIEW, EDIT

    process_map = models.ForeignKey(ProcessMap, models.PROTECT, related_name="%(class)s_rows", verbose_name=_("peta"))

    class Meta:
        abstract = True


class Occasion(models.TextChoices):
    """Why a map is evaluated; at least once a year or on a change [K high: belum terkonfirmasi]."""

    YEARLY = "tahunan", _("tahunan")
    STRATEGY = "strategi", _("perubahan strategi")
    ORGANIZATION = "organisasi", _("perubahan organisasi")


class Conclusion(models.TextChoices):
    """What an evaluation ends with."""

    KEPT = "tetap", _("tetap berlaku")
    IMPROVED = "disempurnakan", _("disempurnakan")
    REDONE = "disusun-ulang", _("disusun ulang")


class MapEvaluation(OfMap):
    """One evaluation of an edition of the maps (Evaluasi Peta Proses Bisnis)."""

    evaluated_on = models.DateField(_("tanggal evaluasi"))
    occasion = models.CharField(_("alasan evaluasi"), max_length=12, choices=Occasion, default=Occasion.YEARLY)
    result = models.TextField(_("hasil evaluasi"))
    conclusion = models.CharField(_("kesimpulan"), max_length=16, choices=Conclusion)
    next_step = models.TextField(_("tindak lanjut"), blank=True)

    class Meta:
        verbose_name = _("evaluasi peta proses")
        verbose_name_plural = _("evaluasi peta proses")
        ordering = ["-evaluated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="process_maps_evaluation_once_a_day",
                fields=["process_map", "evaluated_on"],
                violation_error_message=_("Evaluasi peta ini pada tanggal itu sudah dicatat."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_conclusion_display()} ({self.evaluated_on:%d-%m-%Y})"


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(process_map__office__in=user.offices_with(VIEW))


class Picture(models.Model):
    """A drawing made elsewhere, of a whole edition or of one of its processes (Gambar Peta)."""

    process_map = models.ForeignKey(ProcessMap, models.CASCADE, related_name="pictures", verbose_name=_("peta"))
    process = models.ForeignKey(
        "process_maps.Process",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("proses"),
    )
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("berkas"))
    name = models.CharField(_("nama berkas"), max_length=200)
    title = models.CharField(_("isi gambar"), max_length=200)
    added_at = models.DateTimeField(_("ditambahkan pada"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ditambahkan oleh")
    )

    objects: Any = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("gambar peta")
        verbose_name_plural = _("gambar peta")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
