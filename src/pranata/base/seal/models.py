"""One key per data subject, and the list of those that were destroyed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubjectKey(models.Model):
    """The key under which everything personal about one subject is sealed, itself wrapped under the sealing key.

    ``subject`` is an opaque string such as ``person:12``. After erasure the row stays as a tombstone without key.
    """

    serial = models.UUIDField(_("nomor seri"), default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(_("subjek"), max_length=100, unique=True)
    wrapped = models.BinaryField(_("kunci terbungkus"), default=bytes)
    wrapped_by = models.CharField(_("dibungkus oleh kunci"), max_length=16)
    created_at = models.DateTimeField(_("dibuat pada"))
    destroyed_at = models.DateTimeField(_("dimusnahkan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("kunci subjek data")
        verbose_name_plural = _("kunci subjek data")

    def __str__(self):
        return self.subject


class Erasure(models.Model):
    """One destroyed key (Penghapusan Data Pribadi); a restored backup replays these by the key's serial number.

    Basis: UU 27/2022 on personal data protection.
    """

    serial = models.UUIDField(_("nomor seri"), unique=True)
    subject = models.CharField(_("subjek"), max_length=100)
    erased_at = models.DateTimeField(_("dihapus pada"))

    class Meta:
        ordering = ["erased_at", "pk"]
        verbose_name = _("penghapusan")
        verbose_name_plural = _("penghapusan")

    def __str__(self):
        return self.subject
