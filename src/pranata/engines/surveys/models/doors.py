"""The doors besides the open link: one-use invitations, and the devices at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.engines.surveys.models.surveys import Survey, SurveyService

if TYPE_CHECKING:
    from pranata.base.org.models import Office


class Invitation(models.Model):
    """A link that is good for one answer (Undangan Survei); of its code the house keeps the digest alone.

    It names no answer, and no moment says when it was used. ``origin`` is a keyed digest of the closed case it was
    made for, so that a case is invited once; "" for one that staff handed out.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations", verbose_name=_("survei"))
    service = models.ForeignKey(
        SurveyService, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("layanan")
    )
    digest = models.CharField(_("sidik kode"), max_length=64, unique=True)
    origin = models.CharField(_("sidik asal"), max_length=64, blank=True)
    is_used = models.BooleanField(_("terpakai"), default=False)

    class Meta:
        verbose_name = _("undangan survei")
        verbose_name_plural = _("undangan survei")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "origin"], condition=~models.Q(origin=""), name="survey_one_invitation_per_origin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}"

    @property
    def office(self) -> Office:
        return self.survey.office


class Kiosk(models.Model):
    """A device at a counter (Kios Survei), allowed to send many answers until somebody withdraws its key."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="kiosks", verbose_name=_("survei"))
    service = models.ForeignKey(
        SurveyService, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("layanan")
    )
    place = models.CharField(_("letak"), max_length=100)
    digest = models.CharField(_("sidik kunci"), max_length=64, unique=True)
    is_withdrawn = models.BooleanField(_("dicabut"), default=False)

    class Meta:
        verbose_name = _("kios survei")
        verbose_name_plural = _("kios survei")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.place

    @property
    def office(self) -> Office:
        return self.survey.office
