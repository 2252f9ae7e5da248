"""The office's pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models.catalogue import VIEW
from pranata.areas.public_service.service_standards.models.standards import Status

if TYPE_CHECKING:
    from pranata.base.access.models import User


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, user: User) -> PledgeQuerySet:
        return self.filter(office__in=user.offices_with(VIEW))

    def public(self) -> PledgeQuerySet:
        """The one that anyone reads now."""
        return self.filter(status=Status.PUBLISHED)


class Pledge(models.Model):
    """What the office promises all who come to it (Maklumat Pelayanan): UU 25/2009 ps. 22.

    Signed it is never edited; ``file`` is the signed paper as it was scanned, if somebody added it.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    status = models.CharField(_("keadaan"), max_length=12, choices=Status, default=Status.DRAFTED)
    text = models.TextField(_("isi maklumat"), max_length=2000)
    place = models.CharField(_("tempat"), max_length=100, blank=True)
    signed_on = models.DateField(_("tanggal ditandatangani"), null=True, blank=True)
    signatory_name = models.CharField(_("nama penanda tangan"), max_length=200, blank=True)
    signatory_role = models.CharField(_("jabatan penanda tangan"), max_length=200, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("berkas")
    )
    file_name = models.CharField(_("nama berkas"), max_length=200, blank=True)
    published_on = models.DateField(_("diterbitkan pada"), null=True, blank=True)
    ended_on = models.DateField(_("tidak berlaku sejak"), null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("maklumat pelayanan")
        verbose_name_plural = _("maklumat pelayanan")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=Q(status=Status.DRAFTED), name="pledge_one_draft_per_office"
            ),
            models.UniqueConstraint(
                fields=["office"], condition=Q(status=Status.PUBLISHED), name="pledge_one_published_per_office"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Maklumat pelayanan nomor urut %d") % self.pk

    def get_absolute_url(self) -> str:
        return reverse("desk:service_standards:pledge", args=[self.office.code, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFTED
