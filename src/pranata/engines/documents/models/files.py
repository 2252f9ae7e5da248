"""The files of a document: what was read out of the newest, and those that were replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.models.documents import Document

if TYPE_CHECKING:
    from pranata.base.access.models import User


class TextState(models.TextChoices):
    """How far the reading of a file is."""

    WAITING = "waiting", _("menunggu dibaca")
    READ = "read", _("terbaca")
    EMPTY = "empty", _("tidak memuat teks")
    NO_OCR = "no-ocr", _("berupa gambar; pembaca gambar (OCR) tidak terpasang")
    UNKNOWN = "unknown", _("jenis berkas ini tidak dibaca")
    FAILED = "failed", _("gagal dibaca")


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    def visible_to(self, user: User) -> DocumentTextQuerySet:
        """Texts of the documents ``user`` may read."""
        return self.filter(document__in=Document.objects.visible_to(user))


class DocumentText(models.Model):
    """What was read out of a document's file, page by page divided by form feeds; ``sha256`` is that of the file."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="text", verbose_name=_("dokumen"))
    sha256 = models.CharField("SHA-256", max_length=64)
    state = models.CharField(_("keadaan"), max_length=10, choices=TextState, default=TextState.WAITING)
    text = models.TextField(_("teks"), blank=True)
    pages = models.PositiveIntegerField(_("halaman"), default=0)
    by_ocr = models.BooleanField(_("dibaca dari gambar"), default=False)
    read_at = models.DateTimeField(_("dibaca pada"), null=True, blank=True)

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("teks dokumen")
        verbose_name_plural = _("teks dokumen")

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: User) -> VersionQuerySet:
        """Versions of the documents ``user`` may read."""
        return self.filter(document__in=Document.objects.visible_to(user))


class Version(models.Model):
    """A file that a document had before (Versi); the newest stands at the document. ``number`` counts from 1."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name=_("dokumen"))
    number = models.PositiveSmallIntegerField(_("versi"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("berkas"))
    file_name = models.CharField(_("nama berkas"), max_length=255)
    reason = models.CharField(_("alasan diganti"), max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diganti oleh"),
    )
    replaced_at = models.DateTimeField(_("diganti pada"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi dokumen")
        verbose_name_plural = _("versi dokumen")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("document", "number", name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document}: {self.number}"
