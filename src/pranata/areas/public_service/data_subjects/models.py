"""The request and what hangs on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.cases.models import Case, CaseAttachment, CaseMessage, CaseNote, CaseQuerySet

VIEW, PROCESS = "data_subjects.view", "data_subjects.process"


class Right(models.TextChoices):
    """What is asked for; each has its clock."""

    ACCESS = "access", _("melihat data saya dan mendapat salinannya")
    CORRECTION = "correction", _("melengkapi atau membetulkan data saya")
    ERASURE = "erasure", _("menghapus data saya")
    WITHDRAWAL = "withdrawal", _("menarik persetujuan saya")
    RESTRICTION = "restriction", _("menunda atau membatasi pemrosesan data saya")


class Status(models.TextChoices):
    RECEIVED = "received", _("diterima")
    REGISTERED = "registered", _("terdaftar")
    PROCESSED = "processed", _("diproses")
    CLOSED = "closed", _("selesai")
    REJECTED = "rejected", _("bukan permintaan")


class Outcome(models.TextChoices):
    FULFILLED = "fulfilled", _("dipenuhi")
    PARTLY = "partly", _("dipenuhi sebagian")
    NOT_HELD = "not_held", _("datanya tidak ada pada kami")
    REFUSED = "refused", _("ditolak")
    SPAM = "spam", _("bukan permintaan")


class Ground(models.TextChoices):
    """Why a request may be refused (UU 27/2022 Pasal 15 and 33; the first is our own, for nobody may see another's)."""

    IDENTITY = "identity", _("pemohon belum membuktikan bahwa data itu miliknya")
    SAFETY = "safety", _("membahayakan keamanan atau kesehatan")
    OTHERS = "others", _("membuka data pribadi orang lain")
    ENFORCEMENT = "enforcement", _("kepentingan proses penegakan hukum")
    STATE = "state", _("kepentingan umum dalam penyelenggaraan negara")


class DataSubjectRequest(Case):
    """One request of one person about its own data (Permintaan Subjek Data Pribadi), registered as ``DP-2026-0001``.

    ``about_number`` is the register number of the case whose data it is about, "" for none; ``is_proven`` says that the
    receipt of that case was shown with it. ``contact`` holds name, e-mail and telephone.
    """

    right = models.CharField(_("yang diminta"), max_length=12, choices=Right)
    status = models.CharField(_("status"), max_length=30, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(_("hasil"), max_length=30, choices=Outcome, blank=True)
    ground = models.CharField(_("dasar penolakan"), max_length=12, choices=Ground, blank=True)
    about_number = models.CharField(_("tentang perkara bernomor"), max_length=24, blank=True)
    is_proven = models.BooleanField(_("tanda terimanya ditunjukkan"), default=False)
    named_erased_on = models.DateField(_("data perkara itu dihapus"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = _("permintaan data pribadi")
        verbose_name_plural = _("permintaan data pribadi")
        constraints = [
            *Case.Meta.constraints,
            models.CheckConstraint(
                name="datasubjectrequest_refused_with_ground", condition=~Q(outcome="refused") | ~Q(ground="")
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("desk:data_subjects:request", args=[self.office.code, self.pk])


class SubjectMessage(CaseMessage):
    case = models.ForeignKey(DataSubjectRequest, models.CASCADE, related_name="messages")


class SubjectNote(CaseNote):
    case = models.ForeignKey(DataSubjectRequest, models.CASCADE, related_name="notes")


class SubjectAttachment(CaseAttachment):
    case = models.ForeignKey(DataSubjectRequest, models.CASCADE, related_name="attachments")
