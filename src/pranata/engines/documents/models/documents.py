"""Documents of an office (today Keputusan only): what was issued, when, its printed parts, its file, and its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Kind(models.TextChoices):
    DECREE = "keputusan", _("Keputusan")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> DocumentQuerySet:
        """Documents of the offices where ``user`` may read documents today."""
        return self.filter(office__in=user.offices_with("documents.view"))

    def public(self) -> DocumentQuerySet:
        """Documents the office has put before the public."""
        return self.filter(is_public=True)


class Document(models.Model):
    """One issued document (Dokumen) with its printed parts and its file.

    ``body`` holds the printed parts as read: for a decree the fields of the plan reader's ``DecreeReading``
    (considerations, legal basis, dictum, signatories, annex, ...), each text as printed. ``issued_on`` is empty when
    the print does not settle the date.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="documents", verbose_name=_("satuan kerja"))
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    number = models.CharField(_("nomor"), max_length=300, blank=True)
    title = models.TextField(_("judul"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    place = models.TextField(_("tempat penetapan"), blank=True)
    issued_on = models.DateField(_("tanggal penetapan"), null=True, blank=True)
    body = models.JSONField(_("bagian-bagian naskah"), default=dict, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("berkas")
    )
    file_name = models.CharField(_("nama berkas"), max_length=255, blank=True)
    is_public = models.BooleanField(_("terbuka untuk umum"), default=False)
    created_at = models.DateTimeField(_("dicatat pada"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        ordering = ["-year", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                "office", "kind", "number", condition=~models.Q(number=""), name="document_number_once_per_office"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class NumberSeriesQuerySet(models.QuerySet["NumberSeries"]):
    def visible_to(self, user: User) -> NumberSeriesQuerySet:
        """The series of the offices where ``user`` may read documents today."""
        return self.filter(office__in=user.offices_with("documents.view"))


class NumberSeries(models.Model):
    """The running numbers of one kind of document in one year at one office; ``last_number`` is the last one given."""

    office = models.ForeignKey(
        "org.Office", models.PROTECT, related_name="number_series", verbose_name=_("satuan kerja")
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    year = models.PositiveSmallIntegerField(_("tahun"))
    last_number = models.PositiveIntegerField(_("nomor urut terakhir"), default=0)

    objects = NumberSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("deret nomor")
        verbose_name_plural = _("deret nomor")
        ordering = ["office", "kind", "-year"]
        constraints = [models.UniqueConstraint("office", "kind", "year", name="number_series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.last_number}"
