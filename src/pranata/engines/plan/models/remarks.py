"""What the reader doubted, and what people decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.engines.plan.models.plans import Plan

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


class Severity(models.TextChoices):
    INFO = "info", _("keterangan")
    DOUBT = "doubt", _("meragukan")
    ERROR = "error", _("kesalahan")


class RemarkStatus(models.TextChoices):
    OPEN = "open", _("belum diputuskan")
    ASKED = "asked", _("ditanyakan")
    ANSWERED = "answered", _("sudah dijawab")
    ACCEPTED = "accepted", _("bacaan diterima")
    CORRECTED = "corrected", _("sudah diperbaiki")


UNDECIDED = (RemarkStatus.OPEN, RemarkStatus.ASKED, RemarkStatus.ANSWERED)


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: User) -> RemarkQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(plan__office__in=user.offices_with("plan.view"))

    def undecided(self) -> RemarkQuerySet:
        """Remarks nobody has accepted or corrected yet."""
        return self.filter(status__in=UNDECIDED)


class Remark(models.Model):
    """One doubt of the reader (Catatan Pembacaan): what was seen, where, how grave.

    ``subject`` is the code of the area, activity or sub-activity it speaks of, "" for the decree or a whole page.
    ``asked`` is who was asked about it, ``answer`` what they said; who decided, when and why stands in its history.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks")
    position = models.PositiveSmallIntegerField(_("urutan"))
    code = models.TextField(_("jenis catatan"))
    severity = models.CharField(_("tingkat"), max_length=10, choices=Severity)
    subject = models.TextField(_("tentang"), blank=True)
    lines = models.JSONField(_("baris sumber"), default=list)
    message = models.TextField(_("catatan"))
    status = models.CharField(_("keputusan"), max_length=10, choices=RemarkStatus, default=RemarkStatus.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    decided_at = models.DateTimeField(_("pada"), null=True, blank=True)
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditanyakan kepada"),
    )
    answer = models.TextField(_("jawaban"), blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("plan", "position", name="remark_position_once_per_plan")]

    def __str__(self) -> str:
        return self.message

    @property
    def office(self) -> Office:
        """The office whose plan it belongs to."""
        return self.plan.office

    @property
    def seal_subject(self) -> str:
        """Whose key seals what the audit keeps of the answer: who was asked."""
        return self.asked.seal_subject if self.asked else ""

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has accepted or corrected it yet."""
        return self.status in UNDECIDED
