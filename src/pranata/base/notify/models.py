"""What an account was told, how it wants to be told, and its calendar's secret address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> NoticeQuerySet:
        """What ``user`` was told about offices where it still holds a role."""
        return self.filter(recipient=user, office__in=user.offices_with("org.view"))

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing an account is told once (Pemberitahuan): a kind and what it is about, by ids; never the words.

    ``target_label`` and ``target_id`` name the record as the audit does, ``month`` and ``due_on`` say of which month
    and for which day, ``address`` leads there. ``key`` makes it exist once: kind, target and period.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name=_("kepada")
    )
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    kind = models.CharField(_("jenis"), max_length=60)
    target_label = models.CharField(_("jenis objek"), max_length=100)
    target_id = models.BigIntegerField(_("nomor objek"))
    month = models.PositiveSmallIntegerField(_("bulan"), null=True, blank=True)
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    address = models.CharField(_("alamat halaman"), max_length=200)
    key = models.CharField(_("kunci"), max_length=200)
    created_at = models.DateTimeField(_("dibuat pada"))
    read_at = models.DateTimeField(_("dibaca pada"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("disurelkan pada"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint("recipient", "key", name="notice_once_per_recipient")]
        indexes = [models.Index(fields=["recipient", "read_at"], name="notice_recipient_read")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_label}:{self.target_id}"


class Digest(models.TextChoices):
    """How often notices come together by mail."""

    DAILY = "daily", _("setiap hari kerja")
    WEEKLY = "weekly", _("seminggu sekali")
    OFF = "off", _("jangan kirim surel")


class NoticePreference(models.Model):
    """How one account wants its notices by mail (Ringkasan Surel), and the day the last mail was sent."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference", verbose_name=_("akun")
    )
    digest = models.CharField(_("ringkasan lewat surel"), max_length=6, choices=Digest, default=Digest.DAILY)
    last_digest_on = models.DateField(_("ringkasan terakhir"), null=True, blank=True)

    class Meta:
        verbose_name = _("pilihan pemberitahuan")
        verbose_name_plural = _("pilihan pemberitahuan")

    def __str__(self) -> str:
        return str(self.get_digest_display())


class CalendarKey(models.Model):
    """The secret address of one account's calendar (Alamat Kalender), kept only as a keyed hash."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key", verbose_name=_("akun")
    )
    keyed_hash = models.CharField(_("sidik alamat"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("dibuat pada"))

    class Meta:
        verbose_name = _("alamat kalender")
        verbose_name_plural = _("alamat kalender")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
