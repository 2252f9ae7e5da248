"""What was decided to be done about an element of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.engines.surveys.models.surveys import Survey

if TYPE_CHECKING:
    from pranata.base.org.models import Office


class Improvement(models.Model):
    """The follow-up that came of one element of a survey (Rencana Tindak Lanjut); ``element`` is its code, "u3"."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="improvements", verbose_name=_("survei"))
    element = models.CharField(_("unsur"), max_length=20)
    follow_up = models.OneToOneField(
        "followups.FollowUp", models.PROTECT, related_name="+", verbose_name=_("tindak lanjut")
    )

    class Meta:
        verbose_name = _("perbaikan unsur")
        verbose_name_plural = _("perbaikan unsur")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "element"], name="survey_element_improved_once")]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.element}"

    @property
    def office(self) -> Office:
        return self.survey.office
