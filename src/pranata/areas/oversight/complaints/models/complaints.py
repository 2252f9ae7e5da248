"""The complaint and what hangs on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.models.choices import (
    STATE_AT_LAPOR,
    Channel,
    Classification,
    LaporState,
    Outcome,
    Reporter,
    ReportKind,
    Satisfaction,
    Status,
)
from pranata.engines.cases.models import Case, CaseAttachment, CaseMessage, CaseNote, CasePause, CaseQuerySet

if TYPE_CHECKING:
    from pranata.base.access.models import User

VIEW, PROCESS, HANDLE = "complaints.view", "complaints.process", "complaints.handle"


class ComplaintQuerySet(CaseQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of offices where ``user`` sees complaints, and those it or its unit is charged with; but none about
        ``user`` itself, nor about a colleague of its unit where the whole unit is kept away.

        Of an erased one nobody knows any more whom it was about: it is open to nobody, if it was about somebody.
        """
        found = self.exclude(erased_at__isnull=False, was_about_officers=True)
        seen = Q(office__in=user.offices_with(VIEW))
        person = getattr(user, "person", None)
        if person is None:
            return found.filter(seen)
        charged = Q(assignee=person)
        if person.unit_id is not None:
            charged |= Q(unit=person.unit_id, assignee=None)
        seen |= charged & Q(office__in=user.offices_with(HANDLE))
        return found.filter(seen).exclude(self.hidden_from(person))

    def concealed_from(self, user: User) -> Self:
        """Those about ``user`` itself, or about its unit."""
        person = getattr(user, "person", None)
        return self.none() if person is None else self.filter(self.hidden_from(person))

    @staticmethod
    def hidden_from(person) -> Q:
        """Those about ``person`` itself, or about its unit."""
        named = NamedOfficer.objects.filter(complaint=OuterRef("pk"))
        hidden = Q(Exists(named.filter(person=person)))
        if person.unit_id is not None:
            hidden |= Q(hides_unit=True) & Q(Exists(named.filter(person__unit=person.unit_id)))
        return hidden

    def quiet(self, today: date) -> Self:
        """Those that ``rules.is_quiet`` finds quiet."""
        answered = Q(status=Status.ANSWERED, closing_due_on__lt=today)
        return self.open().filter(answered | Q(status=Status.WAITING, reporter_due_on__lt=today))

    def decided(self) -> Self:
        """Those the office answered itself: none withdrawn, none transferred."""
        return self.exclude(answered_on=None).filter(outcome__in=["", Outcome.SETTLED])

    def verified_on_time(self) -> Self:
        return self.filter(verified_on__lte=F("verification_due_on"))


class Complaint(Case):
    """One report of somebody outside (Pengaduan), registered as ``PM-2022-0007`` when it is verified.

    Until then the clock of verification runs on it. ``contact`` is empty for the nameless. ``officers`` are those it
    is about. ``follow_up_due_on`` is when the unit has to say what it does, ``reporter_due_on`` how long the office
    waits for the reporter, ``closing_due_on`` how long the reporter may reply to an answer, ``reply_due_on`` by when
    the office takes up such a reply. ``served_on`` is the day of the service that a dispute is about.
    """

    status = models.CharField(_("status"), max_length=30, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(_("hasil"), max_length=30, choices=Outcome, blank=True)
    channel = models.CharField(_("saluran"), max_length=20, choices=Channel, default=Channel.PORTAL)
    kind = models.CharField(_("jenis laporan"), max_length=12, choices=ReportKind, default=ReportKind.COMPLAINT)
    classification = models.CharField(_("golongan"), max_length=10, choices=Classification, blank=True)
    reporter = models.CharField(_("pelapor"), max_length=12, choices=Reporter, default=Reporter.NAMED)
    is_service_dispute = models.BooleanField(_("sengketa pelayanan"), default=False)
    hides_unit = models.BooleanField(_("disembunyikan dari seluruh unit yang diadukan"), default=False)
    verification_due_on = models.DateField(_("tenggat verifikasi"))
    verified_on = models.DateField(_("tanggal verifikasi"), null=True, blank=True)
    follow_up_due_on = models.DateField(_("tenggat tindak lanjut pertama"), null=True, blank=True)
    followed_up_on = models.DateField(_("tindak lanjut pertama"), null=True, blank=True)
    reporter_due_on = models.DateField(_("tenggat pelapor melengkapi"), null=True, blank=True)
    closing_due_on = models.DateField(_("tenggat tanggapan pelapor"), null=True, blank=True)
    reply_due_on = models.DateField(_("tenggat menindaklanjuti tanggapan"), null=True, blank=True)
    served_on = models.DateField(_("tanggal pelayanan"), null=True, blank=True)
    was_about_officers = models.BooleanField(_("pernah menyebut pegawai yang diadukan"), default=False)
    lapor_number = models.CharField(_("nomor SP4N-LAPOR!"), max_length=40, blank=True)
    satisfaction = models.PositiveSmallIntegerField(_("kepuasan"), choices=Satisfaction, null=True, blank=True)
    rated_on = models.DateField(_("dinilai pada"), null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = _("pengaduan")
        verbose_name_plural = _("pengaduan")
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["office", "lapor_number"], condition=~Q(lapor_number=""), name="complaint_lapor_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number="") | ~Q(classification=""), name="complaint_registered_with_its_class"
            ),
            models.CheckConstraint(
                condition=~Q(reporter=Reporter.ANONYMOUS) | Q(sealed_contact=b""),
                name="complaint_nameless_without_contact",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction=None, rated_on=None) | Q(satisfaction__range=(1, 4), rated_on__isnull=False),
                name="complaint_rated_on_a_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("desk:complaints:complaint", args=[self.office.code, self.pk])

    @property
    def state_at_lapor(self) -> str:
        """How SP4N-LAPOR! would call its state."""
        if self.status == Status.CLOSED and self.outcome == Outcome.WITHDRAWN:
            return LaporState.ARCHIVED
        return STATE_AT_LAPOR[Status(self.status)]

    @property
    def may_be_rated(self) -> bool:
        """Whether the one question at the end stands open."""
        was_answered = self.status == Status.ANSWERED or self.outcome == Outcome.SETTLED
        return was_answered and self.satisfaction is None

    @property
    def ratings(self) -> list[tuple[int, str]]:
        """What may be answered to it."""
        return list(Satisfaction.choices)

    def is_charged(self, user: User) -> bool:
        """Whether ``user`` is whom this was forwarded to, or of the unit."""
        person = getattr(user, "person", None)
        if person is None:
            return False
        if self.assignee_id is not None:
            return self.assignee_id == person.pk
        return self.unit_id is not None and self.unit_id == person.unit_id

    def shows_reporter_to(self, user: User) -> bool:
        """Whether ``user`` may read who reported; a name kept back is only for who processes complaints."""
        return user.can(PROCESS, self.office) or self.reporter == Reporter.NAMED


class NamedOfficer(models.Model):
    """A person of the office whom a complaint is about, and who never sees it (Pihak yang Diadukan)."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="officers", verbose_name=_("pengaduan"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("pegawai"))

    class Meta:
        verbose_name = _("pihak yang diadukan")
        verbose_name_plural = _("pihak yang diadukan")
        constraints = [models.UniqueConstraint(fields=["complaint", "person"], name="namedofficer_once")]

    def __str__(self) -> str:
        return str(self.person)


class ComplaintMessage(CaseMessage):
    case = models.ForeignKey(Complaint, models.CASCADE, related_name="messages")


class ComplaintNote(CaseNote):
    case = models.ForeignKey(Complaint, models.CASCADE, related_name="notes")


class ComplaintAttachment(CaseAttachment):
    case = models.ForeignKey(Complaint, models.CASCADE, related_name="attachments")


class ComplaintPause(CasePause):
    case = models.ForeignKey(Complaint, models.CASCADE, related_name="pauses")
