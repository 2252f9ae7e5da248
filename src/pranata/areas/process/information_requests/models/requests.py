"""The request and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models.choices import (
    ApplicantKind,
    Channel,
    CopyFormat,
    Delivery,
    Manner,
    Payment,
    RefusalGround,
    RequestOutcome,
    RequestStage,
    Status,
)
from pranata.areas.process.information_requests.rules import missing_identity
from pranata.engines.cases.models import (
    Case,
    CaseAttachment,
    CaseExtension,
    CaseMessage,
    CaseNote,
    CaseQuerySet,
)

if TYPE_CHECKING:
    from pranata.base.access.models import User

VIEW, PROCESS = "information_requests.view", "information_requests.process"
DECIDE = "information_requests.decide"


class OwnedCaseQuerySet(CaseQuerySet):
    def visible_to(self, user: User) -> Self:
        """As the engine says, and the cases that the reader's own unit is charged with."""
        seen = Q(office__in=user.offices_with(VIEW))
        person = getattr(user, "person", None)
        if person is not None:
            charged = Q(assignee=person)
            if person.unit_id is not None:
                charged |= Q(unit=person.unit_id)
            seen |= charged & Q(office__in=user.offices_with("disposition.answer"))
        return self.filter(seen)


class InformationRequest(Case):
    """One request by one applicant (Permohonan Informasi Publik), registered as ``PI-2022-0037``.

    ``contact`` holds what the applicant gave of itself, with occupation and purpose: ``rules.IDENTITY`` names the
    parts. ``description`` is what is asked for in the applicant's words, ``transferred_to`` who holds it instead.
    """

    status = models.CharField(_("status"), max_length=30, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(_("hasil"), max_length=30, choices=RequestOutcome, blank=True)
    channel = models.CharField(_("saluran"), max_length=20, choices=Channel, default=Channel.PORTAL)
    applicant_kind = models.CharField(_("jenis pemohon"), max_length=10, choices=ApplicantKind)
    stage = models.CharField(_("kategori informasi"), max_length=10, choices=RequestStage, default=RequestStage.BODY)
    manner = models.CharField(_("cara memperoleh"), max_length=10, choices=Manner, default=Manner.COPY)
    copy_format = models.CharField(_("bentuk salinan"), max_length=10, choices=CopyFormat, blank=True)
    delivery = models.CharField(_("cara mendapat salinan"), max_length=10, choices=Delivery, blank=True)
    ground = models.CharField(_("dasar penolakan"), max_length=1, choices=RefusalGround, blank=True)
    test_reference = models.CharField(_("nomor uji konsekuensi"), max_length=100, blank=True)
    sealed_reason = models.BinaryField(_("alasan tersegel"), default=bytes)
    fee = models.PositiveIntegerField(_("biaya (rupiah)"), default=0)
    payment = models.CharField(_("cara pembayaran"), max_length=10, choices=Payment, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dijawab oleh"),
    )
    handed_over_on = models.DateField(_("tanggal pemberian"), null=True, blank=True)

    objects = OwnedCaseQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = _("permohonan informasi")
        verbose_name_plural = _("permohonan informasi")
        constraints = [
            *Case.Meta.constraints,
            models.CheckConstraint(
                name="informationrequest_refused_with_ground",
                condition=~Q(outcome__in=["refused", "partly"]) | (~Q(ground="") & ~Q(test_reference="")),
            ),
            models.CheckConstraint(
                name="informationrequest_handed_over_if_answered",
                condition=Q(handed_over_on=None) | Q(answered_on__isnull=False),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("desk:information_requests:request", args=[self.office.code, self.pk])

    @property
    def reason(self) -> str:
        """Why it was refused, or why parts were blacked out."""
        return self.unsealed(self.sealed_reason)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the applicant has not given of itself, by the names of ``contact``."""
        return missing_identity(self.applicant_kind, self.contact)


class RequestMessage(CaseMessage):
    case = models.ForeignKey(InformationRequest, models.CASCADE, related_name="messages")


class RequestNote(CaseNote):
    case = models.ForeignKey(InformationRequest, models.CASCADE, related_name="notes")


class RequestAttachment(CaseAttachment):
    case = models.ForeignKey(InformationRequest, models.CASCADE, related_name="attachments")


class RequestExtension(CaseExtension):
    case = models.ForeignKey(InformationRequest, models.CASCADE, related_name="extensions")
