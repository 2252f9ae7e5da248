"""What is to be drafted, revised or revoked in a year, stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.models.choices import (
    EDIT,
    STAGES,
    UNFINISHED,
    VIEW,
    Purposes,
    Status,
    product_kinds,
)
from pranata.areas.regulation.legal_products.models.products import LegalProduct
from pranata.areas.regulation.legal_products.rules import target_day
from pranata.base.ui.templatetags.ui import MONTH_NAMES
from pranata.engines.documents.fields import KindField
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

MONTHS = [(number, full) for number, (_short, full) in enumerate(MONTH_NAMES, start=1)]


class ProgramItemQuerySet(EntryQuerySet["ProgramItem"]):
    def unfinished(self) -> ProgramItemQuerySet:
        return self.filter(status__in=UNFINISHED)

    def late_on(self, day: date) -> ProgramItemQuerySet:
        """Whose month has passed by ``day`` before they were enacted; what was given up is not late."""
        passed = Q(year__lt=day.year) | Q(year=day.year, target_month__lt=day.month)
        late = Q(enacted_on=None) | Q(enacted_on__gt=day)
        return self.filter(passed & late).exclude(status=Status.CANCELLED)

    def for_account(self, user: User) -> ProgramItemQuerySet:
        """What ``user`` has to do with: its unit's, and what no unit has."""
        unit = user.person.unit_id if user.person_id else None
        return self.filter(Q(unit=None) | Q(unit=unit))


class ProgramItem(Entry):
    """One thing to be made in a year (Program Penyusunan dan Revisi Produk Hukum) until the end of ``target_month``.

    ``status`` is the last stage behind it, and each stage has its day. ``product`` is what it changes; None of a new
    one. ``outcome`` is the row of the mapping that it became.
    """

    VIEW, EDIT = VIEW, EDIT
    DAYS = dict(
        zip(STAGES, ("proposed_on", "drafted_on", "harmonized_on", "enacted_on", "uploaded_on"), strict=True)
    )  # the field that keeps each stage's day

    year = models.PositiveSmallIntegerField(_("tahun"))
    title = models.CharField(_("tentang"), max_length=300)
    kind = KindField(_("jenis"), choices=product_kinds)
    purpose = models.CharField(_("tujuan"), max_length=12, choices=Purposes, default=Purposes.NEW)
    product = models.ForeignKey(
        LegalProduct,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="program_items",
        verbose_name=_("naskah yang diubah"),
    )
    is_service_related = models.BooleanField(_("terkait pelayanan"), default=False)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit penanggung jawab")
    )
    target_month = models.PositiveSmallIntegerField(_("bulan target"), choices=MONTHS)
    reason = models.TextField(_("alasan"), max_length=2000, blank=True)
    status = models.CharField(_("tahap"), max_length=20, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_on = models.DateField(_("diusulkan pada"))
    drafted_on = models.DateField(_("selesai disusun pada"), null=True, blank=True, editable=False)
    harmonized_on = models.DateField(_("diselaraskan pada"), null=True, blank=True, editable=False)
    enacted_on = models.DateField(_("ditetapkan pada"), null=True, blank=True, editable=False)
    uploaded_on = models.DateField(_("diunggah pada"), null=True, blank=True, editable=False)
    outcome = models.ForeignKey(
        LegalProduct,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="made_by",
        verbose_name=_("hasil"),
    )

    objects = ProgramItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("program produk hukum")
        verbose_name_plural = _("program produk hukum")
        ordering = ["-year", "target_month", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "title"],
                name="program_item_once_a_year",
                violation_error_message=_("Judul ini sudah ada dalam program tahun itu."),
            ),
            models.CheckConstraint(
                name="program_item_target_is_a_month", condition=Q(target_month__gte=1, target_month__lte=12)
            ),
            models.CheckConstraint(
                name="program_item_enacted_has_outcome",
                condition=~Q(status__in=[Status.ENACTED, Status.UPLOADED])
                | Q(enacted_on__isnull=False, outcome__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:legal_products:program_item", args=[self.office.code, self.pk])

    @property
    def target_day(self) -> date:
        return target_day(self.year, self.target_month)

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED

    def is_late(self, today: date) -> bool:
        """As ``late_on`` says."""
        return self.is_unfinished and self.target_day < today

    def clean(self) -> None:
        """What changes something says what; a new one changes nothing."""
        if self.purpose == Purposes.NEW and self.product is not None:
            raise ValidationError({"product": _("Naskah baru tidak mengubah naskah lain; pilih tujuan yang lain.")})
        if self.purpose != Purposes.NEW and self.product is None:
            raise ValidationError({"product": _("Pilih naskah yang diubah, diganti, atau dicabut.")})
        if self.pk and self.outcome_id:
            self._keep_what_was_enacted()

    def _keep_what_was_enacted(self) -> None:
        fixed = type(self).objects.filter(pk=self.pk).values("kind", "purpose", "product_id").get()
        if changed := [name for name, value in fixed.items() if getattr(self, name) != value]:
            words = _("Naskahnya sudah ditetapkan, jadi ini tidak diubah lagi.")
            raise ValidationError({name.removesuffix("_id"): words for name in changed})
