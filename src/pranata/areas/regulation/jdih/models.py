"""What the legal documentation knows of a document beyond the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.models import Document

if TYPE_CHECKING:
    from pranata.base.access.models import User

VIEW, EDIT, PUBLISH = "documents.view", "documents.edit", "documents.publish"
PARTS = ("reason", "basis", "content", "note")
BOOK_FIELDS = ("call_number", "publisher", "physical_description", "isbn", "register_number", "edition")


class LegalRecordQuerySet(models.QuerySet["LegalRecord"]):
    def visible_to(self, user: User) -> LegalRecordQuerySet:
        """Records of the documents ``user`` may read."""
        return self.filter(document__in=Document.objects.visible_to(user))

    def public(self) -> LegalRecordQuerySet:
        """Records of the documents that anyone may read."""
        return self.filter(document__in=Document.objects.public())


class LegalRecord(models.Model):
    """A document's metadata for the legal documentation (Metadata JDIH), and its abstract by its parts.

    ``address`` is the part of its public address below JDIH; once given it stays. ``published_on`` is the day on which
    it was first opened there. ``known_ended_on`` is the day on which somebody learnt that it is no longer in force,
    where nobody knows since when. ``feed_host`` and ``feed_id`` name it in the feed that it was read from;
    ``detail_address`` and ``file_address`` are its page and its file there.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    document = models.OneToOneField(Document, models.CASCADE, related_name="legal_record", verbose_name=_("dokumen"))
    address = models.CharField(_("alamat tetap"), max_length=150, blank=True)
    published_on = models.DateField(_("diterbitkan di JDIH pada"), null=True, blank=True)
    status_checked_on = models.DateField(_("status diperiksa pada"), null=True, blank=True)
    known_ended_on = models.DateField(_("diketahui tidak berlaku pada"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("jumlah halaman"), null=True, blank=True)
    reason = models.TextField(_("alasan pembentukan"), max_length=5000, blank=True)
    basis = models.TextField(_("dasar hukum"), max_length=5000, blank=True)
    content = models.TextField(_("yang diatur"), max_length=5000, blank=True)
    note = models.TextField(_("catatan"), max_length=5000, blank=True)
    call_number = models.CharField(_("nomor panggil"), max_length=60, blank=True)
    publisher = models.CharField(_("penerbit"), max_length=200, blank=True)
    physical_description = models.CharField(_("deskripsi fisik"), max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=30, blank=True)
    register_number = models.CharField(_("nomor induk buku"), max_length=60, blank=True)
    edition = models.CharField(_("cetakan atau edisi"), max_length=100, blank=True)
    feed_host = models.CharField(_("JDIH asal"), max_length=200, blank=True)
    feed_id = models.CharField(_("idData di JDIH asal"), max_length=60, blank=True)
    detail_address = models.CharField(_("halaman di JDIH asal"), max_length=500, blank=True)
    file_address = models.CharField(_("berkas di JDIH asal"), max_length=500, blank=True)

    objects = LegalRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("metadata JDIH")
        verbose_name_plural = _("metadata JDIH")
        ordering = ["-document__year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "address"], condition=~Q(address=""), name="jdih_address_once_per_office"
            ),
            models.UniqueConstraint(
                fields=["office", "feed_host", "feed_id"], condition=~Q(feed_id=""), name="jdih_read_once_from_a_feed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return reverse("desk:jdih:document", args=[self.office.code, self.document_id])
