"""Proposals of exemption, which another office decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models.registers import ExemptionGround
from pranata.base.access.models import Grant

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

VIEW_PROPOSALS = "public_information.view_proposals"
PROPOSE, DECIDE = "public_information.propose", "public_information.decide_proposals"


class Status(models.TextChoices):
    DRAFTED = "drafted", _("rancangan")
    PROPOSED = "proposed", _("diajukan")
    RETURNED = "returned", _("dikembalikan")
    AGREED = "agreed", _("disetujui")
    REFUSED = "refused", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik")


class Occasion(models.TextChoices):
    """What the consequence test comes from: Perki 1/2021, as rules of other bodies repeat it."""

    OWN = "own", _("sebelum ada permohonan")
    REQUEST = "request", _("ada permohonan informasi")
    ORDER = "order", _("perintah Majelis Komisioner Komisi Informasi")
    REVIEW = "review", _("pengecualian lama akan berakhir")


class ExemptionProposalQuerySet(models.QuerySet["ExemptionProposal"]):
    def visible_to(self, user: User) -> Self:
        """Those of the offices where one sees proposals, and those opened to oneself or one's office by a grant."""
        opened = Grant.objects.opening(self.model, user).values("target_id")
        return self.filter(Q(office__in=user.offices_with(VIEW_PROPOSALS)) | Q(pk__in=opened))

    def to_decide(self, user: User, office: Office) -> Self:
        """What lies open to be decided by ``user`` at ``office``, which is not what it proposed itself."""
        opened = Grant.objects.opening(self.model, user).filter(to_office=office).values("target_id")
        waiting = self.filter(decider=office, decider__is_active=True, status=Status.PROPOSED, pk__in=opened)
        return waiting.exclude(proposed_by=user)


class ExemptionProposal(models.Model):
    """
    One kind of information that the office asks another to exempt (Usulan Pengecualian), with its consequence test.

    ``decider`` is the office above that decides; ``exempted`` the entry it renews, and later the one it became.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    decider = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("diajukan kepada"))
    status = models.CharField(_("keadaan"), max_length=12, choices=Status, default=Status.DRAFTED)
    occasion = models.CharField(_("asal usulan"), max_length=8, choices=Occasion, default=Occasion.OWN)
    request_number = models.CharField(_("nomor permohonan atau perintah"), max_length=60, blank=True)
    title = models.CharField(_("informasi yang diusulkan dikecualikan"), max_length=300)
    description = models.TextField(_("uraian informasi"), blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit yang menguasai")
    )
    ground = models.CharField(_("dasar pengecualian (Pasal 17)"), max_length=1, choices=ExemptionGround, blank=True)
    statute = models.CharField(_("undang-undang yang dipakai"), max_length=300, blank=True)
    consequence = models.TextField(_("akibat bila dibuka"), blank=True)
    public_interest = models.TextField(_("pertimbangan kepentingan umum"), blank=True)
    proposed_until = models.DateField(_("diusulkan dikecualikan sampai"), null=True, blank=True)
    exempted = models.ForeignKey(
        "public_information.ExemptedInformation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("informasi dikecualikan"),
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("disusun oleh"),
    )
    drafted_at = models.DateTimeField(_("disusun pada"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diajukan oleh"),
    )
    proposed_on = models.DateField(_("tanggal diajukan"), null=True, blank=True)
    decided_on = models.DateField(_("tanggal putusan"), null=True, blank=True)
    decided_by = models.CharField(_("pejabat yang memutus"), max_length=200, blank=True)
    test_reference = models.CharField(_("nomor uji konsekuensi"), max_length=100, blank=True)
    exempted_until = models.DateField(_("dikecualikan sampai"), null=True, blank=True)
    reason = models.TextField(_("alasan putusan"), blank=True)

    objects = ExemptionProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan pengecualian")
        verbose_name_plural = _("usulan pengecualian")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="exemption_agreed_is_whole",
                condition=~Q(status=Status.AGREED)
                | (Q(decided_on__isnull=False, exempted_until__gte=F("decided_on")) & ~Q(test_reference="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.address_at(self.office)

    def address_at(self, office: Office) -> str:
        """Its page as somebody of ``office`` reads it: the owner's, or the decider's."""
        return reverse("desk:public_information:proposal", args=[office.code, self.pk])

    @property
    def is_editable(self) -> bool:
        return self.status in (Status.DRAFTED, Status.RETURNED)
