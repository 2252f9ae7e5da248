"""The versions of a service's standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models.catalogue import VIEW, Service

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User


class Status(models.TextChoices):
    """Where a standard or a pledge stands."""

    DRAFTED = "drafted", _("rancangan")
    LEGALIZED = "legalized", _("ditetapkan")
    PUBLISHED = "published", _("diterbitkan")
    SUPERSEDED = "superseded", _("diganti")
    WITHDRAWN = "withdrawn", _("ditarik")


class StandardQuerySet(models.QuerySet["Standard"]):
    def visible_to(self, user: User) -> StandardQuerySet:
        return self.filter(office__in=user.offices_with(VIEW))

    def in_force(self, day: date) -> StandardQuerySet:
        """Legalized, in force on ``day``, and not yet followed by another or withdrawn on it."""
        began = self.exclude(status=Status.DRAFTED).filter(effective_from__lte=day)
        return began.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def shown_on(self, day: date) -> StandardQuerySet:
        """What anyone may read on ``day``; today's state decides about what was withdrawn."""
        return self.in_force(day).filter(status=Status.PUBLISHED, service__is_active=True)


class Standard(models.Model):
    """One version of a service's standard (Standar Pelayanan): UU 25/2009 ps. 20 and 21. In force it is never edited.

    ``effective_from`` until the day before ``ended_on`` it is in force; ``shows_all`` lets the public read the eight
    components of management too. ``revision`` counts the changes of its components.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    service = models.ForeignKey(Service, models.PROTECT, related_name="standards", verbose_name=_("layanan"))
    version = models.PositiveSmallIntegerField(_("versi"))
    status = models.CharField(_("keadaan"), max_length=12, choices=Status, default=Status.DRAFTED)
    decree_number = models.CharField(_("nomor keputusan penetapan"), max_length=100, blank=True)
    decided_on = models.DateField(_("tanggal penetapan"), null=True, blank=True)
    decided_by = models.CharField(_("jabatan yang menetapkan"), max_length=200, blank=True)
    effective_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    ended_on = models.DateField(_("tidak berlaku sejak"), null=True, blank=True)
    shows_all = models.BooleanField(_("semua komponen tampil untuk umum"), default=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dirancang oleh")
    )
    revision = models.PositiveIntegerField(_("kali diubah"), default=0)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("standar pelayanan")
        verbose_name_plural = _("standar pelayanan")
        ordering = ["service__name", "-version", "pk"]
        constraints = [
            models.UniqueConstraint("service", "version", name="standard_version_once"),
            models.UniqueConstraint(
                fields=["service"], condition=Q(status=Status.DRAFTED), name="standard_one_draft_per_service"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(status=Status.PUBLISHED), name="standard_one_published_per_service"
            ),
            models.CheckConstraint(
                name="standard_in_force_after_decided",
                condition=Q(effective_from=None) | Q(effective_from__gte=F("decided_on")),
                violation_error_message=_("Standar berlaku paling awal pada tanggal penetapannya."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(service)s, versi %(version)d") % {"service": self.service, "version": self.version}

    def get_absolute_url(self) -> str:
        return reverse("desk:service_standards:standard", args=[self.office.code, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFTED

    @property
    def texts(self) -> dict[str, str]:
        """What each component says, by its code."""
        return {each.code: each.text for each in self.components.all()}


class Component(models.Model):
    """What a standard says of one component; ``code`` as in ``data/services/standard.toml``."""

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="components", verbose_name=_("standar"))
    code = models.CharField(_("komponen"), max_length=20)
    text = models.TextField(_("isi"), max_length=5000)

    class Meta:
        verbose_name = _("komponen standar")
        verbose_name_plural = _("komponen standar")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("standard", "code", name="component_once_per_standard")]

    def __str__(self) -> str:
        return self.code
