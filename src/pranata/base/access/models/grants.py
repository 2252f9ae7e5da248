"""Grants: one record opened to somebody elsewhere, for a while."""

from datetime import date

from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from pranata.base.access.grantable import grantable, grantable_kinds
from pranata.base.access.models.accounts import RoleAssignment, User
from pranata.base.org.dated import Dated, DatedQuerySet
from pranata.base.org.models import Office
from pranata.lib import clock


class GrantQuerySet(DatedQuerySet):
    def in_force(self, day: date):
        """The grants that open something on ``day``."""
        return self.valid_on(day).filter(revoked_at=None)

    def of(self, record: models.Model):
        """What was ever opened of one record; whoever sees the record at its own office may know."""
        return self.filter(target_label=record._meta.label_lower, target_id=record.pk)

    def opening(self, model: type[models.Model], user: User):
        """The grants that open rows of ``model`` to ``user`` today: it is named, or its office is and it may read."""
        if not user.is_active:
            return self.none()
        today = clock.today()
        found = Q(to_office__in=user.offices_with(grantable(model).read))
        if user.limit is None:  # a token stands for its account at one office only
            found |= Q(Exists(RoleAssignment.objects.held_on(today).filter(user=user)), user=user)
        return self.in_force(today).filter(found, target_label=model._meta.label_lower)

    def visible_to(self, user):
        """The grants of offices where one looks after them all, or may open records of that kind."""
        seen = Q(office__in=user.offices_with("grants.manage"))
        for label, kind in grantable_kinds().items():
            seen |= Q(target_label=label, office__in=user.offices_with(kind.give))
        return self.filter(seen)


class Grant(Dated):
    """
    One record of one office, opened for a while to an account or an office elsewhere (Izin Berbatas).

    It ends by itself after ``valid_to``, or when the office revokes it. ``target_label`` and ``target_id`` name the
    record as the audit does; what the holder may do with it, the record's own actions decide.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("satuan kerja pemilik"))
    target_label = models.CharField(_("jenis objek"), max_length=100)
    target_id = models.BigIntegerField(_("nomor objek"))
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("akun"))
    to_office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("satuan kerja penerima")
    )
    purpose = models.CharField(_("tujuan"), max_length=300)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diberikan oleh")
    )
    given_at = models.DateTimeField(_("diberikan pada"))
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dicabut oleh")
    )
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    revoke_reason = models.CharField(_("alasan pencabutan"), max_length=300, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("izin berbatas")
        verbose_name_plural = _("izin berbatas")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target_label", "target_id"], name="access_grant_target")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="access_grant_to_one",
                condition=Q(user=None, to_office__isnull=False) | Q(user__isnull=False, to_office=None),
            ),
            models.CheckConstraint(
                name="access_grant_has_days", condition=Q(valid_from__isnull=False, valid_to__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_label}:{self.target_id}"

    def is_in_force(self, day: date) -> bool:
        """Whether it opens its record on ``day``."""
        return self.revoked_at is None and self.is_valid_on(day)
