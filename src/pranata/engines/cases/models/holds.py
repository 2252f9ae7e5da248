"""What keeps a case from being erased although its time is over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.cases.registry import kinds

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.cases.models.cases import Case


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: User) -> HoldQuerySet:
        """The holds of the cases ``user`` may see."""
        seen = Q(pk__in=())
        for kind in kinds():
            cases = kind.model._default_manager.visible_to(user)
            seen |= Q(target_label=kind.model._meta.label_lower, target_id__in=cases.values("pk"))
        return self.filter(seen)

    def of(self, case: Case) -> HoldQuerySet:
        """All holds of one case, the last one first."""
        return self.filter(target_label=case._meta.label_lower, target_id=case.pk)

    def in_force(self, day: date) -> HoldQuerySet:
        """Those that still hold on ``day``, whose last day it may be."""
        return self.filter(lifted_at=None, until__gte=day)


class Hold(models.Model):
    """Somebody's word that a case is not to be erased before a day (Penundaan Penghapusan).

    ``until`` is the last day on which it holds. The reason may name people: it is sealed with the key of the case.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    target_label = models.CharField(_("jenis perkara"), max_length=100)
    target_id = models.BigIntegerField(_("perkara"))
    sealed_reason = models.BinaryField(_("alasan tersegel"), default=bytes)
    until = models.DateField(_("sampai"))
    set_at = models.DateTimeField(_("ditahan pada"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ditahan oleh")
    )
    lifted_at = models.DateTimeField(_("dilepas pada"), null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("penundaan penghapusan")
        verbose_name_plural = _("penundaan penghapusan")
        ordering = ["-set_at", "-pk"]
        indexes = [models.Index(fields=["target_label", "target_id"], name="case_hold_target")]

    def __str__(self) -> str:
        return f"{self.target_label}:{self.target_id} {self.until}"

    def is_in_force(self, day: date) -> bool:
        return self.lifted_at is None and self.until >= day
