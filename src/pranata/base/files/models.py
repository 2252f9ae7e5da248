"""The files an office holds, each stored once however often it is used."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files of the offices whose files ``user`` may see; sealed ones are reached through their case alone."""
        return self.filter(office__in=user.offices_with("files.view"), subject="")


class StoredFile(models.Model):
    """Bytes that one office holds (Berkas). What they are called, and what for, stands with each use.

    A sealed file is encrypted under the key of ``subject`` and belongs to one use; its ``sha256`` is that of the
    ciphertext. ``size`` is always that of the content, in bytes.
    """

    office = models.ForeignKey("org.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("ukuran"))
    media_type = models.CharField(_("jenis"), max_length=100)
    subject = models.CharField(_("subjek data"), max_length=100, blank=True)
    storage_name = models.CharField(_("tempat simpan"), max_length=150, unique=True)
    use_count = models.PositiveIntegerField(_("jumlah pemakaian"), default=1)
    stored_at = models.DateTimeField(_("disimpan pada"))

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "sha256"], condition=Q(subject=""), name="file_stored_once_per_office"
            )
        ]
        verbose_name = _("berkas tersimpan")
        verbose_name_plural = _("berkas tersimpan")

    def __str__(self):
        return f"{self.media_type} {self.sha256[:12]}"

    @property
    def is_sealed(self) -> bool:
        return self.subject != ""
