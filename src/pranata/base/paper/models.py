"""The settings of an office's paper, one row an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class OfficePaperQuerySet(models.QuerySet["OfficePaper"]):
    def visible_to(self, user: User) -> OfficePaperQuerySet:
        """The paper of the offices where ``user`` may change it today."""
        return self.filter(office__in=user.offices_with("paper.manage"))


class OfficePaper(models.Model):
    """The letterhead of an office (Kop Naskah Dinas) and how its decrees are numbered; whatever is blank stays blank.

    ``office_lines`` and ``address_lines`` are the printed lines, one a line; ``number_pattern`` is as ``numbering.py``
    reads it, "" where every number is entered.
    """

    office = models.OneToOneField("org.Office", models.PROTECT, related_name="paper", verbose_name=_("satuan kerja"))
    office_lines = models.TextField(_("nama satuan kerja"), blank=True)
    address_lines = models.TextField(_("alamat"), blank=True)
    city = models.CharField(_("tempat penetapan"), max_length=100, blank=True)
    logo = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("logo")
    )
    number_pattern = models.CharField(_("pola nomor keputusan"), max_length=100, blank=True)
    classification = models.CharField(_("kode klasifikasi"), max_length=50, blank=True)

    objects = OfficePaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("kop dan nomor naskah")
        verbose_name_plural = _("kop dan nomor naskah")

    def __str__(self) -> str:
        return str(self.office)
