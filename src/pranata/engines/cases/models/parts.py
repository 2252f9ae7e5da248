"""What hangs on a case, abstract: messages, notes, attachments, and the history of its clock.

The capability declares ``case``, a foreign key to its own model with the ``related_name`` of the class below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Direction(models.TextChoices):
    """Who wrote, and who may read: an internal part never leaves the office."""

    FROM_PUBLIC = "from_public", _("dari pemohon")
    TO_PUBLIC = "to_public", _("kepada pemohon")
    INTERNAL = "internal", _("internal")


class CasePartQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The parts of the cases ``user`` may see."""
        cases = self.model._meta.get_field("case").related_model
        return self.filter(case__in=cases._default_manager.visible_to(user))

    def for_public(self) -> Self:
        """What whoever holds the receipt may read."""
        return self.exclude(direction=Direction.INTERNAL)


class CasePart(models.Model):
    """One thing that somebody added to a case; ``by`` is None for the public and for the system."""

    case: Any  # the capability's foreign key

    at = models.DateTimeField(_("pada"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )

    objects = CasePartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class CaseMessage(CasePart):
    """A message between the office and who holds the receipt (Pesan Perkara); ``related_name="messages"``."""

    direction = models.CharField(_("arah"), max_length=12, choices=Direction)
    sealed_text = models.BinaryField(_("pesan tersegel"), default=bytes)

    class Meta(CasePart.Meta):
        abstract = True
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")

    @property
    def text(self) -> str:
        return self.case.unsealed(self.sealed_text)

    @property
    def is_from_public(self) -> bool:
        return self.direction == Direction.FROM_PUBLIC


class CaseNote(CasePart):
    """What staff note for themselves (Catatan Internal); ``related_name="notes"``."""

    sealed_text = models.BinaryField(_("catatan tersegel"), default=bytes)

    class Meta(CasePart.Meta):
        abstract = True
        verbose_name = _("catatan internal")
        verbose_name_plural = _("catatan internal")

    @property
    def text(self) -> str:
        return self.case.unsealed(self.sealed_text)


class CaseAttachment(CasePart):
    """A file of a case, stored sealed under its key (Lampiran Perkara); ``related_name="attachments"``."""

    direction = models.CharField(_("arah"), max_length=12, choices=Direction)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("berkas"))
    sealed_name = models.BinaryField(_("nama tersegel"), default=bytes)

    class Meta(CasePart.Meta):
        abstract = True
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")

    @property
    def name(self) -> str:
        return self.case.unsealed(self.sealed_name)


class ClockChange(CasePart):
    """Something that moved the due day, with its reason; ``basis`` is that of the clock row."""

    sealed_reason = models.BinaryField(_("alasan tersegel"), default=bytes)
    basis = models.TextField(_("dasar"), blank=True)

    class Meta(CasePart.Meta):
        abstract = True

    @property
    def reason(self) -> str:
        return self.case.unsealed(self.sealed_reason)


class CaseExtension(ClockChange):
    """The one extension of a clock (Perpanjangan Jangka Waktu); ``related_name="extensions"``."""

    clock = models.CharField(_("jangka waktu"), max_length=80)
    granted_on = models.DateField(_("tanggal perpanjangan"))
    due_before = models.DateField(_("tenggat semula"))
    due_after = models.DateField(_("tenggat baru"))

    class Meta(ClockChange.Meta):
        abstract = True
        verbose_name = _("perpanjangan")
        verbose_name_plural = _("perpanjangan")


class CasePause(ClockChange):
    """Days that do not count (Penghentian Sementara Jangka Waktu); ``related_name="pauses"``.

    Those are the days after ``paused_on`` up to ``resumed_on``, which is None while it lasts.
    """

    clock = models.CharField(_("jangka waktu"), max_length=80)
    paused_on = models.DateField(_("sejak"))
    resumed_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta(ClockChange.Meta):
        abstract = True
        verbose_name = _("penghentian sementara")
        verbose_name_plural = _("penghentian sementara")
