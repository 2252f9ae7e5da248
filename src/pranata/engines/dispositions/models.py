"""Dispositions and whom they are given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pranata.base.people.models import Person

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Unit


class Status(models.TextChoices):
    OPEN = "open", _("menunggu jawaban")
    DONE = "done", _("selesai")
    WITHDRAWN = "withdrawn", _("ditarik")


def addressed_to(user: User) -> Q:
    """The condition "given to this account or to the unit it is in"."""
    return Q(to_account=user) | Exists(Person.objects.filter(user=user, unit=OuterRef("to_unit")))


class DispositionQuerySet(models.QuerySet["Disposition"]):
    def visible_to(self, user: User) -> DispositionQuerySet:
        """What ``user`` gave or was given, at offices where it still holds a role."""
        mine = Q(given_by=user) | addressed_to(user)
        return self.filter(mine, office__in=user.offices_with("disposition.answer"))

    def waiting_for(self, user: User) -> DispositionQuerySet:
        """What ``user`` is to answer."""
        return self.filter(addressed_to(user), status=Status.OPEN)


class Disposition(models.Model):
    """One instruction about one record (Disposisi), to one account or one unit.

    ``target_label`` and ``target_id`` name the record as the audit does; ``subject`` and ``address`` are what it was
    called and where it stood. ``answer`` is what the addressee reported.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    target_label = models.CharField(_("jenis objek"), max_length=100)
    target_id = models.BigIntegerField(_("nomor objek"))
    subject = models.CharField(_("perihal"), max_length=300)
    address = models.CharField(_("alamat halaman"), max_length=200)
    instruction = models.TextField(_("instruksi"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pemberi disposisi")
    )
    given_at = models.DateTimeField(_("diberikan pada"))
    to_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kepada")
    )
    to_unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kepada unit")
    )
    due_on = models.DateField(_("tenggat"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    answer = models.TextField(_("jawaban"), blank=True)

    objects = DispositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("disposisi")
        verbose_name_plural = _("disposisi")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="disposition_to_exactly_one",
                condition=Q(to_account__isnull=False, to_unit=None) | Q(to_account=None, to_unit__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["target_label", "target_id"], name="disposition_target")]

    def __str__(self) -> str:
        return self.subject

    @property
    def addressee(self) -> User | Unit:
        """The account or the unit."""
        return self.to_account or self.to_unit  # type: ignore[return-value]  # the constraint above

    @property
    def seal_subject(self) -> str:
        """Whose key seals what the audit keeps of its words: the addressee's, or the giver's when it is a unit."""
        return (self.to_account or self.given_by).seal_subject
