"""The request and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.cases.models import Case, CaseAttachment, CaseMessage, CaseNote, CaseQuerySet
from pranata.engines.cases.registry import kinds

if TYPE_CHECKING:
    from pranata.base.access.models import User

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
    VERIFIED = "verified", _("identitas terverifikasi")
    CLOSED = "closed", _("selesai")
    REJECTED = "rejected", _("bukan permintaan")


class Outcome(models.TextChoices):
    FULFILLED = "fulfilled", _("dipenuhi")
    PARTLY = "partly", _("dipenuhi sebagian")
    NOT_HELD = "not_held", _("datanya tidak ada pada kami")
    REFUSED = "refused", _("ditolak")
    SPAM = "spam", _("bukan permintaan")


class IdentityProof(models.TextChoices):
    """How an officer made sure that the data are the requester's own; our own list, the law names none."""

    RECEIPT = "receipt", _("kode tanda terima perkaranya")
    CARD = "card", _("kartu identitas dilihat; salinannya tidak disimpan")
    CALLED = "called", _("dihubungi lewat kontak yang sudah tercatat pada perkaranya")
    AUTHORITY = "authority", _("surat kuasa dan kartu identitas pemberi kuasa")


class Ground(models.TextChoices):
    """Why a request may be refused (UU 27/2022 Pasal 15 and 33; the first is our own, for nobody may see another's)."""

    IDENTITY = "identity", _("pemohon belum membuktikan bahwa data itu miliknya")
    SAFETY = "safety", _("membahayakan keamanan atau kesehatan")
    OTHERS = "others", _("membuka data pribadi orang lain")
    ENFORCEMENT = "enforcement", _("kepentingan proses penegakan hukum")
    STATE = "state", _("kepentingan umum dalam penyelenggaraan negara")


class RequestQuerySet(CaseQuerySet):
    def visible_to(self, user: User) -> Self:
        """Without those that name a case which is kept from ``user``: they would tell who complained of it."""
        found = super().visible_to(user)
        for kind in kinds():
            if kind.concealed is not None:
                named = kind.concealed(user).filter(office=OuterRef("office"), number=OuterRef("about_number"))
                found = found.exclude(Exists(named))
        return found


class DataSubjectRequest(Case):
    """One request of one person about its own data (Permintaan Subjek Data Pribadi), registered as ``DP-2026-0001``.

    ``about_number`` is the register number of the case whose data it is about, "" for none; ``is_proven`` says that the
    receipt of that case was shown with it, ``identity_proof`` how an officer made sure else. ``contact`` holds name,
    e-mail, telephone and address.
    """

    right = models.CharField(_("yang diminta"), max_length=12, choices=Right)
    status = models.CharField(_("status"), max_length=30, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(_("hasil"), max_length=30, choices=Outcome, blank=True)
    ground = models.CharField(_("dasar penolakan"), max_length=12, choices=Ground, blank=True)
    about_number = models.CharField(_("tentang perkara bernomor"), max_length=24, blank=True)
    is_proven = models.BooleanField(_("tanda terimanya ditunjukkan"), default=False)
    identity_proof = models.CharField(_("bukti identitas"), max_length=12, choices=IdentityProof, blank=True)
    identity_checked_on = models.DateField(_("identitas diperiksa pada"), null=True, blank=True)
    named_erased_on = models.DateField(_("data perkara itu dihapus"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = _("permintaan data pribadi")
        verbose_name_plural = _("permintaan data pribadi")
        constraints = [
            *Case.Meta.constraints,
            models.CheckConstraint(
                name="datasubjectrequest_refused_with_ground", condition=~Q(outcome="refused") | ~Q(ground="")
            ),
            models.CheckConstraint(
                name="datasubjectrequest_checked_somehow",
                condition=Q(identity_proof="", identity_checked_on=None)
                | (~Q(identity_proof="") & Q(identity_checked_on__isnull=False)),
            ),
        ]

    @property
    def is_identity_checked(self) -> bool:
        return self.identity_checked_on is not None

    def is_charged(self, user: User) -> bool:
        """Whether ``user`` is whom this was assigned to."""
        return self.assignee_id is not None and self.assignee_id == user.person_id

    def get_absolute_url(self) -> str:
        return reverse("desk:data_subjects:request", args=[self.office.code, self.pk])


class SubjectMessage(CaseMessage):
    case = models.ForeignKey(DataSubjectRequest, models.CASCADE, related_name="messages")


class SubjectNote(CaseNote):
    case = models.ForeignKey(DataSubjectRequest, models.CASCADE, related_name="notes")


class SubjectAttachment(CaseAttachment):
    case = models.ForeignKey(DataSubjectRequest, models.CASCADE, related_name="attachments")
