"""The abstract case."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pranata.base.seal.actions import Sealer, sealer_of
from pranata.base.seal.errors import Erased
from pranata.engines.cases.registry import kind_of
from pranata.engines.cases.rules import Deadline, day_ahead
from pranata.engines.deadlines.calendar import days_off_between
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User


SUBJECT_PREFIX = "case:"


class Channel(models.TextChoices):
    """How a case came in; a capability may add to it."""

    PORTAL = "portal", _("portal")
    DESK = "desk", _("meja layanan")
    LETTER = "letter", _("surat")
    EMAIL = "email", _("surel")


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The cases of offices where ``user`` may see this kind, and those it is itself charged with.

        A kind that hides a case from somebody narrows this.
        """
        seen = Q(office__in=user.offices_with(kind_of(self.model).view))
        charged = Q(assignee__user=user, office__in=user.offices_with("disposition.answer"))
        return self.filter(seen | charged)

    def registered(self) -> Self:
        return self.exclude(number="")

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def closed(self) -> Self:
        return self.exclude(closed_on=None)

    def running(self) -> Self:
        """Those whose clock runs: due some day, not paused, not answered."""
        return self.open().filter(answered_on=None, paused_on=None, due_on__isnull=False)

    def due_between(self, start: date, end: date) -> Self:
        """Those due from ``start`` to ``end``, both days counted."""
        return self.filter(due_on__gte=start, due_on__lte=end)

    def overdue(self, moment: datetime) -> Self:
        """Those whose clock ran out before ``moment`` and that nobody has answered."""
        day = moment.astimezone(clock.zone()).date()
        return self.running().filter(Q(due_at=None, due_on__lt=day) | Q(due_at__lt=moment))

    def soon(self, day: date, ahead: int) -> Self:
        """Those due from ``day`` to ``ahead`` working days after it."""
        days_off = days_off_between(day, date(day.year + 1, 1, 1))
        return self.running().due_between(day, day_ahead(day, ahead, days_off))

    def on_time(self) -> Self:
        """Those answered by the day, or where hours are counted by the moment, on which they were due."""
        by_day = Q(due_at=None, answered_on__lte=F("due_on"))
        return self.filter(by_day | Q(answered_at__lte=F("due_at")))

    def answered_late(self) -> Self:
        by_day = Q(due_at=None, answered_on__gt=F("due_on"))
        return self.filter(by_day | Q(answered_at__gt=F("due_at")))

    def waiting(self) -> Self:
        """Open ones nobody is charged with yet."""
        return self.open().filter(unit=None, assignee=None)

    def erasable(self, closed_before: date) -> Self:
        """Those closed before that day whose personal data still stand."""
        return self.filter(closed_on__lt=closed_before, erased_at=None)


class Case(models.Model):
    """What somebody outside asked or told the office (Perkara), abstract: the table belongs to the capability.

    The capability declares ``status`` with its choices, ``outcome`` and ``channel`` anew where it has its own, and the
    parts of ``models.parts`` under the names of ``registry.PARTS``. ``number`` is "" until the case is registered.
    ``due_on`` is stored, by the clock row of the day of receipt; ``due_at`` where hours are counted. The clock is met
    when the case is answered, which may be before it is closed. ``due_changes`` counts how often the due day moved.

    Names, addresses and free text are sealed under ``seal_subject``, the case's own key; they belong into no
    other field, and into no note of a step. ``receipt_number`` is the number printed on the receipt, "" if it had none.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    number = models.CharField(_("nomor registrasi"), max_length=24, blank=True)
    register_year = models.PositiveSmallIntegerField(_("tahun registrasi"), null=True, blank=True)
    register_sequence = models.PositiveIntegerField(_("nomor urut"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=30)
    channel = models.CharField(_("saluran"), max_length=20, choices=Channel, default=Channel.PORTAL)
    subject = models.CharField(
        _("pokok perkara"),
        max_length=200,
        blank=True,
        help_text=_("Beberapa kata untuk daftar dan register, ditulis petugas. Jangan tulis nama atau data pribadi."),
    )
    received_at = models.DateTimeField(_("diterima pada"))
    received_on = models.DateField(_("tanggal diterima"))
    completed_on = models.DateField(_("tanggal lengkap"), null=True, blank=True)
    registered_on = models.DateField(_("tanggal registrasi"), null=True, blank=True)
    clock = models.CharField(_("jangka waktu"), max_length=80, blank=True)
    started_at = models.DateTimeField(_("jangka waktu mulai"), null=True, blank=True)
    started_on = models.DateField(_("tanggal mulai"), null=True, blank=True)
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    due_at = models.DateTimeField(_("saat tenggat"), null=True, blank=True)
    due_changes = models.PositiveSmallIntegerField(_("perubahan tenggat"), default=0)
    paused_on = models.DateField(_("dihentikan sementara sejak"), null=True, blank=True)
    answered_at = models.DateTimeField(_("dijawab pada"), null=True, blank=True)
    answered_on = models.DateField(_("tanggal dijawab"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    closed_on = models.DateField(_("tanggal ditutup"), null=True, blank=True)
    outcome = models.CharField(_("hasil"), max_length=30, blank=True)
    transferred_to = models.CharField(_("dialihkan kepada"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit kerja")
    )
    assignee = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("penanggung jawab")
    )
    serial = models.UUIDField(_("nomor seri"), default=uuid.uuid4, unique=True, editable=False)
    sealed_contact = models.BinaryField(_("kontak tersegel"), default=bytes)
    sealed_description = models.BinaryField(_("uraian tersegel"), default=bytes)
    receipt_hash = models.CharField(_("sidik kode tanda terima"), max_length=64, null=True, blank=True, unique=True)
    receipt_number = models.CharField(_("nomor pada tanda terima"), max_length=24, blank=True)
    erased_at = models.DateTimeField(_("data pribadi dihapus pada"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["office", "closed_on", "due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], condition=~Q(number=""), name="%(class)s_number_once"),
            models.UniqueConstraint(
                fields=["office", "register_year", "register_sequence"], name="%(class)s_sequence_once"
            ),
            models.CheckConstraint(
                condition=Q(number="", registered_on=None) | (~Q(number="") & Q(registered_on__isnull=False)),
                name="%(class)s_number_if_registered",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_on=None) | Q(closed_at__isnull=False, closed_on__isnull=False),
                name="%(class)s_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return kind_of(self).address(self)

    @property
    def seal_subject(self) -> str:
        """The name of the case's own key; it says nothing of the case."""
        return f"{SUBJECT_PREFIX}{self.serial}"

    @cached_property
    def sealer(self) -> Sealer:
        """The opened key of the case, read once; raises ``Erased``."""
        return sealer_of(self.seal_subject)

    def sealed(self, text: str) -> bytes:
        """``text`` as the columns of the case and its parts keep it; raises ``Erased``."""
        return self.sealer.seal(text.encode()) if text else b""

    def unsealed(self, data: bytes | memoryview) -> str:
        """What was given to ``sealed``; "" once the case was erased, also where a backup forgot all but the key."""
        if not data or self.erased_at:
            return ""
        try:
            return self.sealer.unseal(bytes(data)).decode()
        except Erased:
            return ""

    def sealed_mapping(self, values: Mapping[str, str]) -> bytes:
        """As ``sealed``, for named values; the empty ones are left out."""
        kept = {name: text for name, text in values.items() if text}
        return self.sealed(json.dumps(kept, ensure_ascii=False)) if kept else b""

    @property
    def contact(self) -> dict[str, str]:
        """Name, address and whatever else the applicant gave of itself; empty for the nameless and once erased."""
        found: dict[str, str] = json.loads(self.unsealed(self.sealed_contact) or "{}")
        return found

    @property
    def description(self) -> str:
        """What the applicant wrote."""
        return self.unsealed(self.sealed_description)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def deadline(self) -> Deadline:
        """What is due, and whether it was done, as the rules take it."""
        is_paused = self.paused_on is not None
        return Deadline(self.due_on, self.due_at, self.answered_on, self.answered_at, is_paused=is_paused)
