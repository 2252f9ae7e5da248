"""Running numbers of documents: how they are made, which were given, which were kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pranata.base.paper.numbering import NumberPatternError, check_pattern
from pranata.engines.documents.fields import KindField, RecordedAtField
from pranata.engines.documents.models.documents import EDIT, VIEW, Document
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User


class NumberSeriesQuerySet(models.QuerySet["NumberSeries"]):
    def visible_to(self, user: User) -> NumberSeriesQuerySet:
        """The series of the offices where ``user`` may read documents today."""
        return self.filter(office__in=user.offices_with(VIEW))


class NumberSeries(models.Model):
    """The running numbers of one kind of document in one year at one office; ``last_number`` is the last one given."""

    office = models.ForeignKey(
        "org.Office", models.PROTECT, related_name="number_series", verbose_name=_("satuan kerja")
    )
    kind = KindField(_("jenis"))
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


class NumberPatternQuerySet(EntryQuerySet["NumberPattern"]):
    def on(self, day: date) -> NumberPatternQuerySet:
        """Those by which a document of ``day`` is numbered."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class NumberPattern(Entry):
    """How documents of a kind are numbered from a day on (Pola Nomor): "{urut}/{klasifikasi}/{kode}/{tahun}".

    A kind without a pattern of the day follows the office's own (``base/paper``) where it is a decree, and is numbered
    by hand where it is not.
    """

    VIEW, EDIT = VIEW, "paper.manage"

    kind = KindField(_("jenis"))
    pattern = models.CharField(_("pola nomor"), max_length=100)
    classification = models.CharField(_("kode klasifikasi"), max_length=40, blank=True)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    basis = models.CharField(_("dasar"), max_length=200, blank=True)

    objects = NumberPatternQuerySet.as_manager()

    class Meta:
        verbose_name = _("pola nomor")
        verbose_name_plural = _("pola nomor")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "valid_from"],
                name="number_pattern_once_a_day",
                violation_error_message=_("Jenis ini sudah punya pola sejak hari itu."),
            ),
            models.CheckConstraint(
                name="number_pattern_ends_after_it_began",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Pola berakhir sebelum mulai berlaku."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.pattern}"

    def clean(self) -> None:
        try:
            check_pattern(self.pattern)
        except NumberPatternError as error:
            raise ValidationError({"pattern": str(error)}) from error
        others = NumberPattern.objects.filter(office=self.office_id, kind=self.kind).exclude(pk=self.pk)
        overlapping = others.filter(Q(valid_to=None) | Q(valid_to__gte=self.valid_from))
        if self.valid_to:
            overlapping = overlapping.filter(valid_from__lte=self.valid_to)
        if (other := overlapping.first()) is not None:
            words = _("Masa berlakunya bertumpang tindih dengan pola “%s”.") % other.pattern
            raise ValidationError({"valid_from": words})


class ReservedState(models.TextChoices):
    RESERVED = "reserved", _("dicadangkan")
    USED = "used", _("dipakai")
    VOID = "void", _("dibatalkan")


class ReservedNumberQuerySet(EntryQuerySet["ReservedNumber"]):
    pass


class ReservedNumber(Entry):
    """A number taken before its document is there (Nomor Cadangan), so that no number is missing without a reason."""

    VIEW, EDIT = VIEW, EDIT

    kind = KindField(_("jenis"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    number = models.CharField(_("nomor"), max_length=300)
    state = models.CharField(_("keadaan"), max_length=10, choices=ReservedState, default=ReservedState.RESERVED)
    reason = models.CharField(_("keperluan atau alasan"), max_length=300)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="reservations", verbose_name=_("dokumen")
    )
    reserved_at = RecordedAtField(_("dicadangkan pada"))

    objects = ReservedNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomor cadangan")
        verbose_name_plural = _("nomor cadangan")
        ordering = ["-year", "-pk"]
        constraints = [models.UniqueConstraint("office", "kind", "year", "number", name="reserved_number_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}: {self.get_state_display()}"
