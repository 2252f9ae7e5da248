"""What an office with an installation of its own has handed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class SignerQuerySet(models.QuerySet["Signer"]):
    def visible_to(self, user: User) -> SignerQuerySet:
        """Keys of the offices below those from which ``user`` may look down today."""
        return below(self, user)


class Signer(models.Model):
    """The public key by which snapshots of an office are known (Kunci Cuplikan): Ed25519, 64 hexadecimal digits.

    People compare its fingerprint before it is registered; registering another one ends the former.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    public_key = models.CharField(_("kunci publik"), max_length=64)
    registered_at = models.DateTimeField(_("didaftarkan pada"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    ended_at = models.DateTimeField(_("berakhir pada"), null=True, blank=True)

    objects = SignerQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunci cuplikan")
        verbose_name_plural = _("kunci cuplikan")
        ordering = ["office", "-registered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(ended_at=None), name="signer_one_in_force_per_office"
            )
        ]

    def __str__(self) -> str:
        return self.public_key[:16]


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: User) -> SnapshotQuerySet:
        """Snapshots of the offices below those from which ``user`` may look down today."""
        return below(self, user)


class Snapshot(models.Model):
    """One snapshot of an office's year that was taken over (Cuplikan).

    ``sequence`` is how many events the office's audit chain had, ``sha256`` that of the signed content.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="snapshots", verbose_name=_("satuan kerja"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    sequence = models.PositiveBigIntegerField(_("sampai kejadian"))
    taken_at = models.DateTimeField(_("dibuat pada"))
    sha256 = models.CharField("SHA-256", max_length=64)
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="+", verbose_name=_("kunci"))
    reading_count = models.PositiveIntegerField(_("jumlah bacaan"))
    received_at = models.DateTimeField(_("diterima pada"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("cuplikan")
        verbose_name_plural = _("cuplikan")
        ordering = ["office", "-year", "-sequence"]
        constraints = [models.UniqueConstraint("office", "year", "sequence", name="snapshot_once")]

    def __str__(self) -> str:
        return f"{self.office} {self.year}"


class SnapshotReportQuerySet(models.QuerySet["SnapshotReport"]):
    def visible_to(self, user: User) -> SnapshotReportQuerySet:
        """Reports that came with snapshots of the offices below those from which ``user`` may look down today."""
        return self.filter(snapshot__in=Snapshot.objects.visible_to(user))


class SnapshotReport(models.Model):
    """An issued report that came with a snapshot (Laporan Kiriman)."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="reports", verbose_name=_("cuplikan"))
    report = models.CharField(_("jenis laporan"), max_length=40)
    period = models.CharField(_("periode"), max_length=10)
    number = models.CharField(_("nomor"), max_length=300)
    title = models.TextField(_("judul"))
    issued_on = models.DateField(_("tanggal"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("berkas"))

    objects = SnapshotReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan kiriman")
        verbose_name_plural = _("laporan kiriman")
        ordering = ["-issued_on", "-pk"]
        constraints = [models.UniqueConstraint("snapshot", "number", name="snapshot_report_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


def below(rows, user: User):
    """``rows`` of the offices below those from which ``user`` may look down today."""
    scopes = user.offices_with("nation.view")
    return rows.filter(models.Q(office__parent__in=scopes) | models.Q(office__parent__parent__in=scopes))
