"""The mapping, and what was found wrong with what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.models.choices import (
    EDIT,
    SETTLED,
    VIEW,
    Disharmony,
    Effects,
    Result,
    Standing,
    State,
    product_kinds,
)
from pranata.areas.regulation.legal_products.rules import settled_lacks
from pranata.engines.documents.fields import KindField
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office


class LegalProductQuerySet(EntryQuerySet["LegalProduct"]):
    def public(self) -> LegalProductQuerySet:
        """What the office shows of its mapping."""
        return self.filter(is_published=True)

    def known_by(self, day: date) -> LegalProductQuerySet:
        """What had been mapped by ``day``."""
        return self.filter(mapped_on__lte=day)

    def issued_between(self, start: date, end: date) -> LegalProductQuerySet:
        return self.filter(issued_on__range=(start, end))

    def to_be_changed(self) -> LegalProductQuerySet:
        """What the mapping found to be revised, replaced or revoked, and is still in force."""
        return self.filter(result__in=[Result.REVISE, Result.REPLACE, Result.REVOKE]).exclude(
            standing__in=[Standing.REVOKED, Standing.ENDED]
        )


class LegalProduct(Entry):
    """One regulating or stipulating document of the office, mapped (Pemetaan Peraturan Perundang-undangan).

    ``changes`` is the older one that this one amends, replaces or revokes, and ``effect`` which of it; both or neither.
    ``document`` is the same thing among the documents, None while it is not kept there.
    """

    VIEW, EDIT = VIEW, EDIT

    kind = KindField(_("jenis"), choices=product_kinds)
    number = models.CharField(_("nomor"), max_length=120)
    year = models.PositiveSmallIntegerField(_("tahun"))
    title = models.TextField(_("tentang"), max_length=1000)
    issued_on = models.DateField(_("tanggal penetapan"), null=True, blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pemrakarsa")
    )
    subject = models.CharField(_("subjek"), max_length=300, blank=True)
    is_service_related = models.BooleanField(_("terkait pelayanan"), default=False)
    changes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="changed_by", verbose_name=_("terhadap naskah")
    )
    effect = models.CharField(_("akibatnya"), max_length=10, choices=Effects, blank=True)
    standing = models.CharField(_("status"), max_length=20, choices=Standing, default=Standing.IN_FORCE)
    result = models.CharField(_("hasil pemetaan"), max_length=10, choices=Result, default=Result.UNASSESSED)
    result_note = models.TextField(_("keterangan hasil"), max_length=2000, blank=True)
    mapped_on = models.DateField(_("dipetakan pada"))
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokumen")
    )
    is_published = models.BooleanField(_("tampil untuk umum"), default=False)

    objects = LegalProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("produk hukum")
        verbose_name_plural = _("produk hukum")
        ordering = ["-year", "kind", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "number", "year"],
                name="legal_product_mapped_once",
                violation_error_message=_("Produk hukum dengan jenis, nomor, dan tahun ini sudah dipetakan."),
            ),
            models.CheckConstraint(
                name="legal_product_effect_on_another",
                condition=Q(changes=None, effect="") | (Q(changes__isnull=False) & ~Q(effect="")),
                violation_error_message=_("Isi naskah yang dituju dan akibatnya, atau kosongkan keduanya."),
            ),
        ]

    def __str__(self) -> str:
        words = f"{self.get_kind_display()} {self.number}"
        return words if str(self.year) in self.number else _("%(name)s Tahun %(year)d") % {
            "name": words, "year": self.year
        }  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("desk:legal_products:product", args=[self.office.code, self.pk])

    def clean(self) -> None:
        """What changes another one came after it, and its day is known: else nobody could count it."""
        if self.changes is None:
            return
        if self.changes_id == self.pk:
            raise ValidationError({"changes": _("Naskah tidak dapat mengubah dirinya sendiri.")})
        if self.issued_on is None:
            raise ValidationError({"issued_on": _("Isi tanggal penetapan naskah yang mengubah naskah lain.")})
        if self.changes.issued_on and self.issued_on < self.changes.issued_on:
            raise ValidationError({"changes": _("Naskah itu ditetapkan sesudah naskah ini.")})


class FindingQuerySet(EntryQuerySet["Finding"]):
    def open_on(self, day: date) -> FindingQuerySet:
        """What had been found by ``day`` and was not settled by then."""
        return self.filter(found_on__lte=day).filter(Q(decided_on=None) | Q(decided_on__gt=day))

    def of(self, office: Office) -> FindingQuerySet:
        return self.filter(office=office).select_related("product", "product__unit")


class Finding(Entry):
    """Something in a legal product that does not fit (Temuan Harmonisasi), and what was decided of it."""

    VIEW, EDIT = VIEW, EDIT

    product = models.ForeignKey(
        LegalProduct, models.PROTECT, related_name="findings", verbose_name=_("produk hukum")
    )  # fmt: skip
    kind = models.CharField(_("jenis temuan"), max_length=20, choices=Disharmony)
    against = models.CharField(_("terhadap peraturan"), max_length=300, blank=True)
    description = models.TextField(_("uraian"), max_length=4000)
    recommendation = models.TextField(_("rekomendasi"), max_length=2000, blank=True)
    found_on = models.DateField(_("ditemukan pada"))
    state = models.CharField(_("keadaan"), max_length=20, choices=State, default=State.OPEN)
    decision = models.TextField(_("keputusan atas temuan"), max_length=2000, blank=True)
    decided_on = models.DateField(_("diputus pada"), null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("temuan harmonisasi")
        verbose_name_plural = _("temuan harmonisasi")
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "product", "kind", "against"],
                name="finding_noted_once",
                violation_error_message=_("Temuan sejenis terhadap peraturan ini sudah dicatat."),
            ),
            models.CheckConstraint(
                name="finding_decided_after_found",
                condition=Q(decided_on=None) | Q(decided_on__gte=F("found_on")),
                violation_error_message=_("Temuan diputus sebelum ditemukan."),
            ),
            models.CheckConstraint(
                name="finding_settled_has_day",
                condition=~Q(state__in=SETTLED) | Q(decided_on__isnull=False),
                violation_error_message=_("Isi tanggal putusannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.get_kind_display()}" + (f" ({self.against})" if self.against else "")

    def get_absolute_url(self) -> str:
        return reverse("desk:legal_products:finding", args=[self.office.code, self.pk])

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    def clean(self) -> None:
        said = {"decision": self.decision.strip(), "decided_on": self.decided_on}
        words = {"decision": _("Tulis apa yang diputus."), "decided_on": _("Isi tanggal putusannya.")}
        lacking = settled_lacks(is_settled=self.is_settled, said=said)
        if lacking:
            raise ValidationError({name: words[name] for name in lacking})
        if self.decided_on and not self.is_settled:
            raise ValidationError({"decided_on": _("Kosongkan selama temuannya belum selesai.")})
