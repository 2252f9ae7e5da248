"""One version of an SOP."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.engines.registers.models import Entry, EntryQuerySet
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

VIEW, EDIT, LEGALIZE = "sops.view", "sops.edit", "sops.legalize"
SAID = (
    "title", "number", "edition", "unit", "nature", "completeness", "scope", "depth", "process", "made_on",
    "legal_basis", "relations", "warnings", "qualifications", "equipment", "recording",
)  # fmt: skip


class Status(models.TextChoices):
    DRAFT = "draft", _("konsep")
    SUBMITTED = "submitted", _("diajukan")
    EFFECTIVE = "effective", _("disahkan")
    REPLACED = "replaced", _("diganti")
    WITHDRAWN = "withdrawn", _("dicabut")


class Nature(models.TextChoices):
    """PermenPANRB 35/2012 [K high]."""

    ADMINISTRATIVE = "administratif", _("administratif")
    TECHNICAL = "teknis", _("teknis")


class Completeness(models.TextChoices):
    FINAL = "final", _("final")
    PARTIAL = "parsial", _("parsial")


class Scope(models.TextChoices):
    SPECIFIC = "spesifik", _("spesifik")
    GENERIC = "generik", _("generik")


class Depth(models.TextChoices):
    MICRO = "mikro", _("mikro")
    MACRO = "makro", _("makro")


class SopQuerySet(EntryQuerySet["Sop"]):
    def in_force(self, day: date) -> Self:
        """The versions that were in force on ``day``: legalised, effective by then, and not ended."""
        return self.filter(effective_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def public(self) -> Self:
        return self.in_force(clock.today())


class Sop(Entry):
    """
    One version of an SOP (Standar Operasional Prosedur). Only a draft is changed; a revision is a further version.

    ``revises`` is the version it replaces once it is legalised; ``edition`` counts them. ``ended_on`` is the first day
    on which it is in force no more. ``case_kind`` is the kind of cases, by code, that it is performed on; "" of none.
    The name and NIP of who signed are what is printed on it.
    """

    VIEW: ClassVar[str] = VIEW
    EDIT: ClassVar[str] = EDIT

    title = models.CharField(_("nama SOP"), max_length=300)
    number = models.CharField(_("nomor SOP"), max_length=100, blank=True)
    edition = models.PositiveSmallIntegerField(_("edisi"), default=1)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit kerja")
    )
    status = models.CharField(_("keadaan"), max_length=12, choices=Status, default=Status.DRAFT)
    nature = models.CharField(_("sifat"), max_length=14, choices=Nature, default=Nature.ADMINISTRATIVE)
    completeness = models.CharField(_("kelengkapan"), max_length=8, choices=Completeness, default=Completeness.FINAL)
    scope = models.CharField(_("cakupan"), max_length=8, choices=Scope, default=Scope.SPECIFIC)
    depth = models.CharField(_("kedalaman"), max_length=6, choices=Depth, default=Depth.MICRO)
    process = models.CharField(_("proses pada peta proses bisnis"), max_length=200, blank=True)
    made_on = models.DateField(_("tanggal pembuatan"), null=True, blank=True)
    revised_on = models.DateField(_("tanggal revisi"), null=True, blank=True)
    effective_on = models.DateField(_("tanggal efektif"), null=True, blank=True)
    ended_on = models.DateField(_("tidak berlaku sejak"), null=True, blank=True)
    legalizer_role = models.CharField(_("jabatan yang mengesahkan"), max_length=150, blank=True)
    legalizer_name = models.CharField(_("nama yang mengesahkan"), max_length=150, blank=True)
    legalizer_nip = models.CharField(_("NIP yang mengesahkan"), max_length=18, blank=True)
    legal_basis = models.TextField(_("dasar hukum"), blank=True)
    relations = models.TextField(_("keterkaitan"), blank=True)
    warnings = models.TextField(_("peringatan"), blank=True)
    qualifications = models.TextField(_("kualifikasi pelaksana"), blank=True)
    equipment = models.TextField(_("peralatan/perlengkapan"), blank=True)
    recording = models.TextField(_("pencatatan dan pendataan"), blank=True)
    case_kind = models.CharField(_("layanan yang memakai SOP ini"), max_length=60, blank=True)
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisions", verbose_name=_("versi yang direvisi")
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diajukan oleh"),
    )

    objects = SopQuerySet.as_manager()

    class Meta:
        verbose_name = _("SOP")
        verbose_name_plural = _("SOP")
        ordering = ["title", "-edition"]
        indexes = [models.Index(fields=["office", "status"])]
        constraints = [
            models.UniqueConstraint(
                name="sops_edition_once",
                fields=["office", "title", "edition"],
                violation_error_message=_("SOP bernama dan beredisi ini sudah ada."),
            ),
            models.CheckConstraint(
                name="sops_effective_is_whole",
                condition=Q(status__in=[Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
                | (Q(effective_on__isnull=False) & ~Q(number="")),
            ),
            models.CheckConstraint(
                name="sops_ends_after_it_began",
                condition=Q(ended_on=None) | Q(effective_on=None) | Q(ended_on__gte=F("effective_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.edition == 1 else f"{self.title} ({_now('edisi')} {self.edition})"

    def get_absolute_url(self) -> str:
        return reverse("desk:sops:sop", args=[self.office.code, self.pk])

    def clean(self) -> None:
        """What was handed in or legalised says what it said, whoever writes. Raises ``ValidationError``."""
        if self.pk is None or self.status == Status.DRAFT:
            return
        names = [self._meta.get_field(name).attname for name in SAID]  # type: ignore[union-attr]
        before = type(self)._base_manager.filter(pk=self.pk).values(*names).get()
        if any(before[name] != getattr(self, name) for name in names):
            raise ValidationError(_now("Hanya konsep yang dapat diubah; yang sudah disahkan direvisi."))

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    def is_in_force(self, day: date) -> bool:
        has_begun = self.effective_on is not None and self.effective_on <= day
        return has_begun and (self.ended_on is None or self.ended_on > day)
