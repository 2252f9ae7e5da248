"""Which measure reads an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.plan.models.tree import Indicator

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


class BindingState(models.TextChoices):
    """Where a binding comes from; a suggested one measures nothing until a person confirms it."""

    SHIPPED = "shipped", _("dari berkas pengikatan")
    SUGGESTED = "suggested", _("usulan, belum disetujui")
    CONFIRMED = "confirmed", _("disetujui")
    BY_HAND = "by_hand", _("diisi tangan")


MEASURED = (BindingState.SHIPPED, BindingState.CONFIRMED)


class BindingQuerySet(models.QuerySet["Binding"]):
    def visible_to(self, user: User) -> BindingQuerySet:
        """Those of plans of the offices where ``user`` may read the plan today."""
        return self.filter(indicator__subactivity__plan__office__in=user.offices_with("plan.view"))

    def measured(self) -> BindingQuerySet:
        """Those by which a measure reads its indicator."""
        return self.filter(state__in=MEASURED)


class Binding(models.Model):
    """What reads one indicator (Pengikatan Ukuran): the measure ``measure_key``, or a person by hand.

    ``capability`` is the code of the system that will bring the number of one by hand, such as ``S12``, "" when it is
    not known. ``misplaced`` says why the indicator does not fit its row, "" when it does; ``proposed_key`` names the
    measure that would, which nobody puts in its place but a person. ``note`` is what a reader should know of the value.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="binding", verbose_name=_("indikator"))
    measure_key = models.CharField(_("kunci ukuran"), max_length=80, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=BindingState)
    capability = models.CharField(_("kode kemampuan"), max_length=10, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    misplaced = models.TextField(_("tidak pada tempatnya"), blank=True)
    proposed_key = models.CharField(_("kunci ukuran yang diusulkan"), max_length=80, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    confirmed_at = models.DateTimeField(_("pada"), null=True, blank=True)

    objects = BindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengikatan ukuran")
        verbose_name_plural = _("pengikatan ukuran")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="binding_by_hand_or_by_measure",
                condition=Q(state="by_hand", measure_key="") | (~Q(state="by_hand") & ~Q(measure_key="")),
            ),
            models.CheckConstraint(
                name="binding_confirmed_at_a_moment", condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["measure_key"], name="binding_measure")]

    def __str__(self) -> str:
        return f"{self.indicator.subactivity.code}#{self.indicator.position}: {self.measure_key or self.capability}"

    @property
    def office(self) -> Office:
        """The office whose plan it belongs to."""
        return self.indicator.subactivity.plan.office

    @property
    def is_measured(self) -> bool:
        """Whether a measure reads the indicator."""
        return self.state in MEASURED
