"""Follow-ups and who does them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Role, RoleAssignment
from pranata.base.org.dated import within
from pranata.base.people.models import Person, Team, TeamMember
from pranata.engines.followups.rules import is_late

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit

VIEW, OPEN, WORK, CLOSE = "followups.view", "followups.open", "followups.work", "followups.close"
PARTIES = ("person__unit", "unit", "team")


class Status(models.TextChoices):
    OPEN = "open", _("belum dimulai")
    IN_PROGRESS = "in_progress", _("dikerjakan")
    RETURNED = "returned", _("dikembalikan")
    DONE = "done", _("menunggu penutupan")
    CLOSED = "closed", _("selesai")
    NOT_FEASIBLE = "not_feasible", _("tidak dapat ditindaklanjuti")


RUNNING = (Status.OPEN, Status.IN_PROGRESS, Status.RETURNED)
ENDED = (Status.CLOSED, Status.NOT_FEASIBLE)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> FollowUpQuerySet:
        """Those of the offices where ``user`` may see follow-ups today."""
        return self.filter(office__in=user.offices_with(VIEW))

    def running(self) -> FollowUpQuerySet:
        """What somebody has still to do."""
        return self.filter(status__in=RUNNING)

    def unfinished(self) -> FollowUpQuerySet:
        """What is neither closed nor called off."""
        return self.exclude(status__in=ENDED)

    def late_on(self, day: date) -> FollowUpQuerySet:
        """As ``rules.is_late`` says."""
        return self.running().filter(due_on__lt=day)

    def open_on(self, day: date) -> FollowUpQuerySet:
        """What was opened by the end of ``day`` and had not ended then."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), opened_on__lte=day)

    def about(self, label: str, ids: Iterable[int]) -> FollowUpQuerySet:
        """Those that concern one of the records called ``label``."""
        return self.filter(about_label=label, about_id__in=list(ids))

    def said(self, text: str) -> FollowUpQuerySet:
        """Those in whose number, recommendation or source every word of ``text`` stands."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(number__icontains=word) | Q(recommendation__icontains=word) | Q(source_words__icontains=word)
            )
        return found

    def charged(self, user: User, today: date) -> FollowUpQuerySet:
        """What ``user`` has to do with: ``is_own`` where it is in charge, in the team, or answers for the unit;
        ``is_units`` where its unit or somebody of its unit is in charge.

        For a unit answers whoever holds the role of its head (kasubbag), else everybody in it.
        """
        members = TeamMember.objects.valid_on(today).filter(
            within(today, "team__"), team=OuterRef("team"), person__user=user
        )
        colleague = Person.objects.filter(user=user, unit__isnull=False)
        in_unit = Exists(colleague.filter(unit=OuterRef("unit")))
        with_person = Exists(colleague.filter(unit=OuterRef("person__unit")))
        unit = OuterRef("unit")
        heads = RoleAssignment.objects.held_on(today).filter(role=Role.KASUBBAG)
        heads = heads.filter(Q(unit=unit) | Q(unit=None, user__person__unit=unit))
        for_unit = Exists(heads.filter(user=user)) | (Q(in_unit) & ~Exists(heads))
        is_own = Q(person__user=user) | Exists(members) | for_unit
        found = self.annotate(is_own=is_own, is_units=Q(in_unit) | with_person)
        return found.filter(Q(is_own=True) | Q(is_units=True))


class FollowUp(models.Model):
    """One recommendation that somebody follows up (Tindak Lanjut): exactly one person, unit or team by ``due_on``.

    ``year`` is the year it comes from, ``sequence`` its place in that year's series. ``source`` is a code of
    ``sources``; a record that recommended is named by ``source_label`` and ``source_id`` as in the audit, else
    ``source_words`` say where it stands. ``first_due_on`` is the day agreed at first, ``due_changes`` how often that
    day moved. ``about_label`` and ``about_id`` name what of the house it concerns, such as a row of the plan.
    ``claimed_on`` is the day somebody reported it done, empty again when it came back; ``ended_on`` the day
    it was closed or called off.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    year = models.PositiveSmallIntegerField(_("tahun asal"))
    sequence = models.PositiveIntegerField(_("urutan"))
    number = models.CharField(_("nomor"), max_length=20)
    recommendation = models.TextField(_("rekomendasi"), max_length=4000)
    source = models.CharField(_("jenis sumber"), max_length=40)
    source_label = models.CharField(_("jenis catatan sumber"), max_length=100, blank=True)
    source_id = models.BigIntegerField(_("nomor catatan sumber"), null=True, blank=True)
    source_words = models.CharField(_("sumber"), max_length=300)
    about_label = models.CharField(_("jenis objek terkait"), max_length=100, blank=True)
    about_id = models.BigIntegerField(_("nomor objek terkait"), null=True, blank=True)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit kerja")
    )
    team = models.ForeignKey(
        "people.Team", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tim")
    )
    due_on = models.DateField(_("tenggat"))
    first_due_on = models.DateField(_("tenggat semula"))
    due_changes = models.PositiveIntegerField(_("perubahan tenggat"), default=0)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dibuka oleh")
    )
    opened_on = models.DateField(_("dibuka pada"))
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dilaporkan selesai oleh"),
    )
    claimed_on = models.DateField(_("dilaporkan selesai pada"), null=True, blank=True)
    ended_on = models.DateField(_("ditutup pada"), null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint("office", "year", "sequence", name="follow_up_number_once"),
            models.CheckConstraint(
                name="follow_up_by_exactly_one",
                condition=(
                    Q(person__isnull=False, unit=None, team=None)
                    | Q(person=None, unit__isnull=False, team=None)
                    | Q(person=None, unit=None, team__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="follow_up_ends_with_a_day",
                condition=(
                    Q(status__in=["closed", "not_feasible"], ended_on__isnull=False)
                    | (~Q(status__in=["closed", "not_feasible"]) & Q(ended_on=None))
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "status", "due_on"], name="follow_up_office_status"),
            models.Index(fields=["source_label", "source_id"], name="follow_up_source"),
            models.Index(fields=["about_label", "about_id"], name="follow_up_about"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.recommendation}"

    def get_absolute_url(self) -> str:
        return reverse("desk:follow_up", args=[self.office.code, self.pk])

    @property
    def party(self) -> Person | Unit | Team:
        """The person, unit or team."""
        return self.person or self.unit or self.team  # type: ignore[return-value]  # the constraint above

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    def is_late_on(self, day: date) -> bool:
        """Whether it is late on ``day``."""
        return is_late(self.due_on, day, is_running=self.is_running)
