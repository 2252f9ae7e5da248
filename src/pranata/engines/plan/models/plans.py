"""A plan and its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.plan.keys import PlanKey

if TYPE_CHECKING:
    from pranata.base.access.models import User


class Status(models.TextChoices):
    DRAFT = "draft", _("rancangan")
    ADOPTED = "adopted", _("ditetapkan")
    SUPERSEDED = "superseded", _("digantikan")
    CLOSED = "closed", _("ditutup")


IN_FORCE = (Status.ADOPTED, Status.CLOSED)


class RevisionKind(models.TextChoices):
    """Why a revision exists: the first one, a change of the plan, or the mending of a slip (diktum KETIGA)."""

    ORIGINAL = "original", _("penetapan")
    AMENDMENT = "amendment", _("perubahan")
    CORRECTION = "correction", _("ralat")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans of the offices where ``user`` may read the plan today."""
        return self.filter(office__in=user.offices_with("plan.view"))

    def public(self) -> PlanQuerySet:
        """Plans the office has published: of each year the one in force, or the first draft; of agents none."""
        return self.of_office().current().filter(is_published=True)

    def of_office(self) -> PlanQuerySet:
        """The offices' own plans, without those of their change agents."""
        return self.filter(agent=None)

    def current(self) -> PlanQuerySet:
        """Of each series the plan in force, else its first draft; at most one."""
        return self.filter(Q(status__in=IN_FORCE) | Q(status=Status.DRAFT, revision=1))

    def series_of(self, plan: Plan) -> PlanQuerySet:
        """``plan`` and the other revisions of the same office, year and agent."""
        return self.filter(office=plan.office_id, year=plan.year, agent=plan.agent_id)


class Plan(models.Model):
    """One revision of one office's plan of one year (Rencana Aksi Reformasi Birokrasi), as read from its decree.

    With an ``agent`` it is the small plan of that change agent (Rencana Aksi Agen Perubahan). ``revision`` counts from
    1; ``based_on`` is the revision this one changes, or the plan of another year it was copied from.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="plans", verbose_name=_("satuan kerja"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    agent = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agent_plans",
        verbose_name=_("agen perubahan"),
    )
    revision = models.PositiveSmallIntegerField(_("revisi"), default=1)
    kind = models.CharField(_("jenis penetapan"), max_length=12, choices=RevisionKind, default=RevisionKind.ORIGINAL)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("berdasarkan")
    )
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="plan", verbose_name=_("keputusan")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    is_published = models.BooleanField(_("diterbitkan"), default=False)
    imported_at = models.DateTimeField(_("diimpor atau disusun pada"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("rencana aksi")
        verbose_name_plural = _("rencana aksi")
        ordering = ["office", "-year", "agent", "-revision"]
        constraints = [
            models.UniqueConstraint(
                "office", "year", "revision", condition=Q(agent=None), name="plan_revision_once_per_office_and_year"
            ),
            models.UniqueConstraint(
                "office", "year", "agent", "revision", name="plan_revision_once_per_agent_and_year"
            ),
            models.UniqueConstraint(
                "office", "year", condition=Q(agent=None, status=Status.DRAFT), name="plan_one_draft_per_year"
            ),
            models.UniqueConstraint(
                "office", "year", "agent", condition=Q(status=Status.DRAFT), name="plan_one_draft_per_agent_and_year"
            ),
            models.UniqueConstraint(
                "office", "year", condition=Q(agent=None, status__in=IN_FORCE), name="plan_one_in_force_per_year"
            ),
            models.UniqueConstraint(
                "office",
                "year",
                "agent",
                condition=Q(status__in=IN_FORCE),
                name="plan_one_in_force_per_agent_and_year",
            ),
        ]

    def __str__(self) -> str:
        if self.agent_id:
            return f"Rencana Aksi Agen Perubahan {self.year}: {self.agent}"
        return f"Rencana Aksi Reformasi Birokrasi {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("desk:plan", args=[self.office.code, self.key])

    @property
    def is_current(self) -> bool:
        """Whether this is what a reader means by the plan of its year: the one in force, or the first draft."""
        return self.status in IN_FORCE or (self.status == Status.DRAFT and self.revision == 1)

    @property
    def key(self) -> str:
        """Its name in addresses, such as ``2022``, ``2022-r2`` or ``2022-agen-7``."""
        return str(PlanKey(self.year, self.agent_id, None if self.is_current else self.revision))

    @property
    def edition(self) -> str:
        """What tells it from the other revisions of its year, in words; "" for the first and only one."""
        return "" if self.revision == 1 else f"{self.get_kind_display()} (revisi {self.revision})"


class MonthDeadline(models.Model):
    """A day by which a month is to be reported, where it is not the month's last working day (Tenggat Bulan)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="month_deadlines")
    month = models.PositiveSmallIntegerField(_("bulan"))
    due_on = models.DateField(_("tenggat"))

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint("plan", "month", name="month_deadline_once_per_plan"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="month_deadline_month_1_to_12"),
        ]

    def __str__(self) -> str:
        return f"{self.month}: {self.due_on}"
