"""The history of everything that moves through a ``Flow``."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityQuerySet(models.QuerySet):
    def of(self, item: models.Model):
        """The history of one record, oldest first; whoever sees the record sees its history."""
        return self.filter(target_label=item._meta.label_lower, target_id=item.pk).order_by("pk")

    def visible_to(self, user):
        return self.filter(office__in=user.offices_with("audit.view"))


class Activity(models.Model):
    """One step that was taken: by whom, when, from which state to which, with what note (Riwayat).

    ``by`` is None for the system and for a visitor without account.
    """

    office = models.ForeignKey("org.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    target_label = models.CharField(_("jenis objek"), max_length=100)
    target_id = models.BigIntegerField(_("nomor objek"))
    step = models.CharField(_("langkah"), max_length=50)
    from_status = models.CharField(_("dari keadaan"), max_length=40)
    to_status = models.CharField(_("ke keadaan"), max_length=40)
    note = models.TextField(_("catatan"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    at = models.DateTimeField(_("pada"))

    objects = ActivityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["target_label", "target_id"], name="activity_target")]
        verbose_name = _("riwayat")
        verbose_name_plural = _("riwayat")

    def __str__(self):
        return f"{self.target_label}:{self.target_id} {self.step}"
