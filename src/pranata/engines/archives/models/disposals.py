"""Archives proposed for destruction together, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.models.items import VIEW, ArchiveItem

if TYPE_CHECKING:
    from pranata.base.access.models import User


class DisposalStatus(models.TextChoices):
    DRAFT = "disusun", _("disusun")
    JUDGED = "dinilai", _("sudah dinilai panitia")
    APPROVED = "disetujui", _("disetujui ANRI")
    DECIDED = "ditetapkan", _("ditetapkan pimpinan")
    DESTROYED = "musnah", _("dimusnahkan")
    CANCELED = "dibatalkan", _("dibatalkan")


class Method(models.TextChoices):
    """How archives are destroyed."""

    SHREDDED = "cacah", _("dicacah")
    BURNED = "bakar", _("dibakar")
    PULPED = "lebur", _("dilebur")
    DELETED = "hapus", _("dihapus")


class DisposalQuerySet(models.QuerySet["Disposal"]):
    def visible_to(self, user: User) -> DisposalQuerySet:
        return self.filter(office__in=user.offices_with(VIEW))


class Disposal(models.Model):
    """One proposal of destruction (Usul Musnah) from its list to the berita acara (Pemusnahan Arsip).

    ``panel`` names who judged it, a line each: the head of the archive unit, the head of the unit that made the
    archives, an archivist; ``judgement`` is what they wrote. ``approval_by`` gave the approval ``approval_number``.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    title = models.CharField(_("judul usul"), max_length=200)
    status = models.CharField(_("keadaan"), max_length=12, choices=DisposalStatus, default=DisposalStatus.DRAFT)
    prepared_on = models.DateField(_("disusun pada"))
    panel = models.TextField(_("panitia penilai"), max_length=1000, blank=True)
    judgement = models.TextField(_("pertimbangan panitia"), max_length=4000, blank=True)
    judged_on = models.DateField(_("dinilai pada"), null=True, blank=True)
    approval_by = models.CharField(_("yang menyetujui"), max_length=200, blank=True)
    approval_number = models.CharField(_("nomor persetujuan"), max_length=100, blank=True)
    approved_on = models.DateField(_("tanggal persetujuan"), null=True, blank=True)
    decree_number = models.CharField(_("nomor keputusan pimpinan"), max_length=100, blank=True)
    decided_on = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    number = models.CharField(_("nomor berita acara"), max_length=100, blank=True)
    destroyed_on = models.DateField(_("dimusnahkan pada"), null=True, blank=True)
    place = models.CharField(_("tempat pemusnahan"), max_length=150, blank=True)
    method = models.CharField(_("cara pemusnahan"), max_length=10, choices=Method, blank=True)
    signatories = models.TextField(_("penanda tangan"), max_length=1000, blank=True)
    witnesses = models.TextField(_("saksi"), max_length=1000, blank=True)

    seal_subject = ""  # whose key seals in the audit what was typed: who took the step, set by the action

    objects = DisposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usul musnah")
        verbose_name_plural = _("usul musnah")
        ordering = ["-prepared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="archive_disposal_approved_by_name",
                condition=~Q(status__in=["disetujui", "ditetapkan", "musnah"])
                | Q(approval_by__gt="", approval_number__gt="", approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="archive_disposal_done_with_its_papers",
                condition=~Q(status="musnah")
                | Q(
                    decree_number__gt="",
                    decided_on__isnull=False,
                    number__gt="",
                    destroyed_on__isnull=False,
                    witnesses__gt="",
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:archives:disposal", args=[self.office.code, self.pk])


class DisposalLineQuerySet(models.QuerySet["DisposalLine"]):
    def visible_to(self, user: User) -> DisposalLineQuerySet:
        return self.filter(item__in=ArchiveItem.objects.visible_to(user))


class DisposalLine(models.Model):
    """One archive of a proposal; ``kept_reason`` says why it was taken off again, "" while it is on it."""

    disposal = models.ForeignKey(Disposal, models.CASCADE, related_name="lines", verbose_name=_("usul musnah"))
    item = models.ForeignKey(ArchiveItem, models.PROTECT, related_name="disposal_lines", verbose_name=_("arsip"))
    place = models.PositiveIntegerField(_("urutan"))
    kept_reason = models.CharField(_("dikeluarkan karena"), max_length=300, blank=True)

    objects = DisposalLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("arsip yang diusulkan musnah")
        verbose_name_plural = _("arsip yang diusulkan musnah")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint("disposal", "item", name="archive_proposed_once")]

    def __str__(self) -> str:
        return f"{self.place}. {self.item_id}"
