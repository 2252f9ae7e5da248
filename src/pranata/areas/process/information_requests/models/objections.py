"""The objection to how a request was treated, and the dispute that may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models.choices import (
    Channel,
    DisputeResult,
    DisputeStage,
    ObjectionGround,
    ObjectionOutcome,
    ObjectionStatus,
)
from pranata.areas.process.information_requests.models.requests import VIEW, InformationRequest, OwnedCaseQuerySet
from pranata.areas.process.information_requests.rules import is_within
from pranata.engines.cases.models import Case, CaseAttachment, CaseMessage, CaseNote

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Objection(Case):
    """An objection to the treatment of one request (Keberatan Informasi), registered as ``KPI-2022-0004``.

    Its ``description`` is the applicant's account (kasus posisi). ``window_ends_on`` is the last day on which the
    applicant could bring it; None while the request is neither answered nor overdue.
    """

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="objections", verbose_name=_("permohonan")
    )
    ground = models.CharField(_("alasan keberatan (Pasal 35)"), max_length=1, choices=ObjectionGround)
    status = models.CharField(_("status"), max_length=30, choices=ObjectionStatus, default=ObjectionStatus.RECEIVED)
    outcome = models.CharField(_("keputusan"), max_length=30, choices=ObjectionOutcome, blank=True)
    channel = models.CharField(_("saluran"), max_length=20, choices=Channel, default=Channel.PORTAL)
    window_ends_on = models.DateField(_("batas mengajukan"), null=True, blank=True)
    decided_by_name = models.CharField(_("nama Atasan PPID"), max_length=200, blank=True)
    decided_by_post = models.CharField(_("jabatan Atasan PPID"), max_length=200, blank=True)

    objects = OwnedCaseQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = _("keberatan")
        verbose_name_plural = _("keberatan")

    def get_absolute_url(self) -> str:
        return reverse("desk:information_requests:objection", args=[self.office.code, self.pk])

    @property
    def is_within_window(self) -> bool:
        """Whether it came in time."""
        return is_within(self.received_on, self.window_ends_on)


class ObjectionMessage(CaseMessage):
    case = models.ForeignKey(Objection, models.CASCADE, related_name="messages")


class ObjectionNote(CaseNote):
    case = models.ForeignKey(Objection, models.CASCADE, related_name="notes")


class ObjectionAttachment(CaseAttachment):
    case = models.ForeignKey(Objection, models.CASCADE, related_name="attachments")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def visible_to(self, user: User) -> DisputeQuerySet:
        return self.filter(objection__office__in=user.offices_with(VIEW))

    def open(self) -> DisputeQuerySet:
        return self.filter(ended_on=None)


class Dispute(models.Model):
    """What the applicant brought to the Komisi Informasi after an objection (Sengketa Informasi Publik)."""

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="dispute", verbose_name=_("keberatan"))
    filed_on = models.DateField(_("tanggal diajukan"))
    number = models.CharField(_("nomor register Komisi Informasi"), max_length=100, blank=True)
    stage = models.CharField(_("tahap"), max_length=12, choices=DisputeStage, default=DisputeStage.FILED)
    result = models.CharField(_("hasil"), max_length=15, choices=DisputeResult, blank=True)
    ended_on = models.DateField(_("tanggal selesai"), null=True, blank=True)
    execution = models.CharField(
        _("pelaksanaan putusan"), max_length=300, blank=True, help_text=_("Jangan tulis nama atau data pribadi.")
    )

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("sengketa informasi")
        verbose_name_plural = _("sengketa informasi")
        ordering = ["-filed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="dispute_ended_after_filed",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("filed_on")),
                violation_error_message=_("Sengketa selesai sebelum diajukan."),
            ),
            models.CheckConstraint(
                name="dispute_ended_with_result",
                condition=Q(stage="ended", ended_on__isnull=False) & ~Q(result="")
                | ~Q(stage="ended") & Q(ended_on=None, result=""),
                violation_error_message=_("Sengketa yang selesai memerlukan hasil dan tanggal selesai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number or self.objection}"

    def get_absolute_url(self) -> str:
        return self.objection.get_absolute_url()
