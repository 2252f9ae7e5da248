"""The events, and for each office's chain its head: how many there are and which was the last."""

from typing import NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.chain import head_hash


class AppendOnly(Exception):
    """Somebody tried to change or remove an event."""


class EventQuerySet(models.QuerySet):
    """Events may be read and appended, never changed or removed."""

    def visible_to(self, user):
        """Events of the offices where ``user`` may read the audit; those of the installation belong to none."""
        return self.filter(office_code__in=user.offices_with("audit.view").values("code"))

    def refuse(self, *args, **kwargs) -> NoReturn:
        raise AppendOnly

    update = delete = bulk_update = bulk_create = update_or_create = refuse


class Event(models.Model):
    """One thing that was done, by whom, to what; each event carries the hash of the one before it (Jejak Audit).

    Offices, users and targets are strings, so that events outlive what they speak of. ``at`` is the text that is
    hashed, because a database may keep one moment in several spellings. ``personal`` is ciphertext under the key of
    ``subject``: erasing that key leaves the chain whole.
    """

    id = models.BigIntegerField(primary_key=True)
    office_code = models.CharField(_("kode satuan kerja"), max_length=20, blank=True)
    sequence = models.PositiveBigIntegerField(_("urutan"))
    at = models.CharField(_("pada"), max_length=40)
    actor = models.CharField(_("pelaku"), max_length=40)
    action = models.CharField(_("tindakan"), max_length=100)
    target = models.CharField(_("objek"), max_length=150, blank=True, db_index=True)
    before = models.TextField(_("sebelum"), blank=True)
    after = models.TextField(_("sesudah"), blank=True)
    personal = models.TextField(_("data pribadi tersegel"), blank=True)
    subject = models.CharField(_("subjek data"), max_length=100, blank=True)
    previous_hash = models.CharField(_("sidik kejadian sebelumnya"), max_length=64, blank=True)
    hash = models.CharField(_("sidik"), max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        db_table = "audit_event"  # the only table whose name contains this word
        ordering = ["office_code", "sequence"]
        constraints = [models.UniqueConstraint(fields=["office_code", "sequence"], name="event_sequence_once")]
        verbose_name = _("kejadian")
        verbose_name_plural = _("kejadian")

    def __str__(self):
        return f"{self.office_code}/{self.sequence} {self.action}"

    def save(self, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(force_insert=True)

    def delete(self, **kwargs) -> NoReturn:
        raise AppendOnly


class ChainHead(models.Model):
    """The end of one office's chain, kept apart from it, so that cutting the chain short shows.

    ``keyed_hash`` covers the other columns; without the audit key nobody can write a head that verifies.
    """

    office_code = models.CharField(_("kode satuan kerja"), max_length=20, unique=True, blank=True)
    count = models.PositiveBigIntegerField(_("jumlah kejadian"), default=0)
    last_hash = models.CharField(_("sidik terakhir"), max_length=64, blank=True)
    keyed_hash = models.CharField(_("sidik kepala"), max_length=64, blank=True)

    class Meta:
        db_table = "event_chain_head"
        verbose_name = _("kepala rantai")
        verbose_name_plural = _("kepala rantai")

    def __str__(self):
        return f"{self.office_code} ({self.count})"

    @property
    def is_genuine(self) -> bool:
        """Whether nobody without the audit key changed the row."""
        try:
            return self.keyed_hash == self.expected_hash()
        except (TypeError, ValueError):  # a value of another kind than was written
            return False

    def expected_hash(self) -> str:
        """What ``keyed_hash`` is when the other columns are as they should be."""
        return head_hash(chain=self.pk, office_code=self.office_code, count=self.count, last_hash=self.last_hash)
