"""Archives that are held back, lent, moved to the archive unit or handed over to the regional archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.models.items import VIEW, ArchiveItem

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: User) -> HoldQuerySet:
        return self.filter(item__in=ArchiveItem.objects.visible_to(user))

    def running(self) -> HoldQuerySet:
        return self.filter(lifted_on=None)


class Hold(models.Model):
    """A reason for which an archive is not destroyed (Penahanan Arsip): a dispute, an audit, a request."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    item = models.ForeignKey(ArchiveItem, models.PROTECT, related_name="holds", verbose_name=_("arsip"))
    reason = models.CharField(_("alasan"), max_length=300)
    since = models.DateField(_("sejak"))
    lifted_on = models.DateField(_("dilepas pada"), null=True, blank=True)
    lifted_reason = models.CharField(_("alasan dilepas"), max_length=300, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("penahanan arsip")
        verbose_name_plural = _("penahanan arsip")
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return self.reason


class LoanQuerySet(models.QuerySet["Loan"]):
    def visible_to(self, user: User) -> LoanQuerySet:
        return self.filter(item__in=ArchiveItem.objects.visible_to(user))

    def out(self) -> LoanQuerySet:
        """What is not back yet."""
        return self.filter(back_on=None)

    def overdue(self, day: date) -> LoanQuerySet:
        """What should have been back before ``day``."""
        return self.out().filter(due_on__lt=day)


class Loan(models.Model):
    """One archive lent to somebody (Peminjaman Arsip) until it is back."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    item = models.ForeignKey(ArchiveItem, models.PROTECT, related_name="loans", verbose_name=_("arsip"))
    borrower = models.CharField(_("peminjam"), max_length=200)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit peminjam")
    )
    purpose = models.CharField(_("keperluan"), max_length=300)
    out_on = models.DateField(_("dipinjam pada"))
    due_on = models.DateField(_("harus kembali"))
    back_on = models.DateField(_("kembali pada"), null=True, blank=True)
    condition = models.CharField(_("keadaan saat kembali"), max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("disetujui oleh"),
    )

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("peminjaman arsip")
        verbose_name_plural = _("peminjaman arsip")
        ordering = ["-out_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(back_on=None),
                name="archive_lent_once_at_a_time",
                violation_error_message=_("Arsip ini sedang dipinjam."),
            ),
            models.CheckConstraint(
                name="archive_loan_due_after_out",
                condition=Q(due_on__gte=F("out_on")),
                violation_error_message=_("Harus kembali sebelum dipinjam."),
            ),
            models.CheckConstraint(
                name="archive_loan_back_after_out",
                condition=Q(back_on=None) | Q(back_on__gte=F("out_on")),
                violation_error_message=_("Kembali sebelum dipinjam."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.borrower}"


class TransferKind(models.TextChoices):
    INACTIVE = "inaktif", _("pemindahan arsip inaktif")
    STATIC = "statis", _("penyerahan arsip statis")


class TransferStatus(models.TextChoices):
    DRAFT = "disusun", _("disusun")
    DONE = "selesai", _("selesai")
    CANCELED = "dibatalkan", _("dibatalkan")


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, user: User) -> TransferQuerySet:
        return self.filter(office__in=user.offices_with(VIEW))


class Transfer(models.Model):
    """Archives that move: to the archive unit (Pemindahan Arsip), or to the regional archive (Penyerahan Arsip)."""

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    kind = models.CharField(_("jenis"), max_length=10, choices=TransferKind)
    status = models.CharField(_("keadaan"), max_length=12, choices=TransferStatus, default=TransferStatus.DRAFT)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pengolah")
    )
    receiver = models.CharField(_("penerima"), max_length=200)
    prepared_on = models.DateField(_("disusun pada"))
    number = models.CharField(_("nomor berita acara"), max_length=100, blank=True)
    moved_on = models.DateField(_("tanggal berita acara"), null=True, blank=True)
    place = models.CharField(_("tempat"), max_length=150, blank=True)
    giver_name = models.CharField(_("yang menyerahkan"), max_length=200, blank=True)
    giver_role = models.CharField(_("jabatan yang menyerahkan"), max_length=200, blank=True)
    receiver_name = models.CharField(_("yang menerima"), max_length=200, blank=True)
    receiver_role = models.CharField(_("jabatan yang menerima"), max_length=200, blank=True)

    seal_subject = ""  # whose key seals in the audit what was typed: who took the step, set by the action

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemindahan arsip")
        verbose_name_plural = _("pemindahan arsip")
        ordering = ["-prepared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="archive_transfer_done_with_its_paper",
                condition=~Q(status=TransferStatus.DONE) | Q(number__gt="", moved_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.receiver}"

    def get_absolute_url(self) -> str:
        return reverse("desk:archives:transfer", args=[self.office.code, self.pk])


class TransferLineQuerySet(models.QuerySet["TransferLine"]):
    def visible_to(self, user: User) -> TransferLineQuerySet:
        return self.filter(item__in=ArchiveItem.objects.visible_to(user))


class TransferLine(models.Model):
    """One archive on the list of a transfer; ``place`` counts from 1."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="lines", verbose_name=_("pemindahan"))
    item = models.ForeignKey(ArchiveItem, models.PROTECT, related_name="transfer_lines", verbose_name=_("arsip"))
    place = models.PositiveIntegerField(_("urutan"))

    objects = TransferLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("arsip yang dipindahkan")
        verbose_name_plural = _("arsip yang dipindahkan")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint("transfer", "item", name="archive_transferred_once")]

    def __str__(self) -> str:
        return str(self.item)
