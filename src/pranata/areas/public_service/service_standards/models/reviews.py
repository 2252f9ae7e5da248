"""Reviews of standards: how each component was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models.catalogue import VIEW
from pranata.areas.public_service.service_standards.models.standards import Standard

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Finding(models.TextChoices):
    """How a component was found."""

    FITS = "sesuai", _("sesuai dan diterapkan")
    PARTLY = "sebagian", _("sebagian diterapkan")
    NOT = "tidak", _("tidak diterapkan")


class Conclusion(models.TextChoices):
    KEEP = "tetap", _("standar dipertahankan")
    CHANGE = "ubah", _("standar perlu diubah")


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> ReviewQuerySet:
        return self.filter(office__in=user.offices_with(VIEW))


class Review(models.Model):
    """One review of a standard in force (Tinjauan Standar Pelayanan): decree 8.1.2, once a year (own)."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="reviews", verbose_name=_("standar"))
    reviewed_on = models.DateField(_("tanggal tinjauan"))
    reviewers = models.CharField(_("peninjau"), max_length=300)
    conclusion = models.CharField(_("kesimpulan"), max_length=10, choices=Conclusion)
    summary = models.TextField(_("ringkasan"), max_length=3000, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dicatat oleh")
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("tinjauan standar")
        verbose_name_plural = _("tinjauan standar")
        ordering = ["-reviewed_on", "-pk"]

    def __str__(self) -> str:
        return gettext("Tinjauan %s") % self.standard

    def get_absolute_url(self) -> str:
        return reverse("desk:service_standards:review", args=[self.office.code, self.pk])


class ReviewLine(models.Model):
    """How one component was found, and what is recommended."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines", verbose_name=_("tinjauan"))
    code = models.CharField(_("komponen"), max_length=20)
    finding = models.CharField(_("hasil"), max_length=10, choices=Finding)
    recommendation = models.TextField(_("rekomendasi"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("hasil tinjauan")
        verbose_name_plural = _("hasil tinjauan")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("review", "code", name="component_reviewed_once")]

    def __str__(self) -> str:
        return self.code
