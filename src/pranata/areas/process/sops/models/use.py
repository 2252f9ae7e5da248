"""An SOP in use: watched now and then, evaluated once a year. Forms: PermenPANRB 35/2012 [K medium]."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.models.tables import PartQuerySet


class Result(models.TextChoices):
    KEEP = "tetap", _("tetap")
    REVISE = "revisi", _("revisi")
    MERGE = "gabung", _("gabung")
    WITHDRAW = "cabut", _("cabut")


# What an evaluation asks, in the order of its form.
CRITERIA = (
    "drives_performance", "is_understandable", "is_doable", "roles_can_be_filled", "solves_problems", "meets_needs",
    "fits_others",
)  # fmt: skip


class Look(models.Model):
    """What monitoring and evaluation have in common."""

    sop = models.ForeignKey("sops.Sop", models.PROTECT, related_name="%(class)ss", verbose_name=_("SOP"))
    done_on = models.DateField(_("tanggal"))
    note = models.TextField(_("catatan hasil"), blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pemantau")
    )

    objects: ClassVar[PartQuerySet] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        ordering = ["-done_on", "-pk"]


class Monitoring(Look):
    """How an SOP is applied on a day (Monitoring SOP)."""

    is_applied = models.BooleanField(_("berjalan baik"))
    measure_taken = models.TextField(_("tindakan yang diambil"), blank=True)

    class Meta(Look.Meta):
        verbose_name = _("pemantauan SOP")
        verbose_name_plural = _("pemantauan SOP")

    def __str__(self) -> str:
        return f"{self.sop}, {self.done_on:%d-%m-%Y}"


class Evaluation(Look):
    """Whether an SOP still serves (Evaluasi SOP), and what is to become of it."""

    drives_performance = models.BooleanField(_("mampu mendorong kinerja"))
    is_understandable = models.BooleanField(_("mudah dipahami"))
    is_doable = models.BooleanField(_("mudah dilaksanakan"))
    roles_can_be_filled = models.BooleanField(_("semua dapat menjalankan perannya"))
    solves_problems = models.BooleanField(_("mampu mengatasi permasalahan"))
    meets_needs = models.BooleanField(_("mampu menjawab kebutuhan peningkatan kinerja"))
    fits_others = models.BooleanField(_("sinergi satu dengan lain"))
    result = models.CharField(_("hasil"), max_length=6, choices=Result)
    follow_up = models.ForeignKey(
        "followups.FollowUp", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tindak lanjut")
    )

    class Meta(Look.Meta):
        verbose_name = _("evaluasi SOP")
        verbose_name_plural = _("evaluasi SOP")

    def __str__(self) -> str:
        return f"{self.sop}, {self.done_on:%d-%m-%Y}: {self.get_result_display()}"
