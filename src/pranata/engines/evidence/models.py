"""Items of evidence and what they prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.evidence.document_kinds import document_kind_title
from pranata.engines.evidence.rules import Proof, proof

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User


class Status(models.TextChoices):
    HELD = "held", _("berlaku")
    REMOVED = "removed", _("ditarik")


class Confidentiality(models.TextChoices):
    """Who may open an item (Klasifikasi Keamanan): the whole office, or a few."""

    ORDINARY = "biasa", _("biasa")
    RESTRICTED = "terbatas", _("terbatas")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> EvidenceQuerySet:
        """Items of the offices where ``user`` may see evidence; restricted ones for a few and for who added them."""
        seen = Q(office__in=user.offices_with("evidence.view"), confidentiality=Confidentiality.ORDINARY)
        every = Q(office__in=user.offices_with("evidence.view_restricted"))
        own = Q(office__in=user.offices_with("evidence.view"), added_by=user)
        return self.filter(seen | every | own)

    def said(self, text: str) -> EvidenceQuerySet:
        """Items in whose title, file name, link or archive class every word of ``text`` stands."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(file_name__icontains=word)
                | Q(link__icontains=word)
                | Q(archive_class__icontains=word)
            )
        return found

    def proving_on(self, day: date) -> EvidenceQuerySet:
        """Items that prove something on ``day``, as ``rules.proof`` says."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), status=Status.HELD)

    def unproven_on(self, day: date) -> EvidenceQuerySet:
        """Items that prove nothing on ``day``: taken back, or no longer valid."""
        return self.filter(Q(status=Status.REMOVED) | Q(valid_to__lt=day))

    def ending(self, first: date, last: date) -> EvidenceQuerySet:
        """Items whose validity ends from ``first`` to ``last``."""
        return self.filter(status=Status.HELD, valid_to__range=(first, last))

    def unused(self) -> EvidenceQuerySet:
        """Items that nothing is proved with."""
        return self.filter(~Exists(Use.objects.filter(evidence=OuterRef("pk"))))

    def public(self, day: date) -> EvidenceQuerySet:
        """Items that somebody published on purpose and that prove something on ``day``; restricted ones never."""
        return self.proving_on(day).filter(published_on__lte=day, confidentiality=Confidentiality.ORDINARY)


class Evidence(models.Model):
    """One item of evidence (Bukti): a file, a link with the copy that was captured of it, or a record.

    A record is named by ``record_label`` and ``record_id`` as in the audit; its kind is declared in ``records``.
    ``dated_on`` is the day it speaks of, ``valid_to`` the last day it proves something (None: without end).
    ``document_kind`` is the code of a kind in ``document_kinds``, "" for anything else; ``archive_class`` the code of
    the archive classification, "" while unknown. ``keeps_place`` says that the place
    where a picture was taken stands in it: kept on purpose, or in the copy of a link; ``published_on`` is empty unless
    somebody published the item.
    ``captured_from`` is where the copy of a link was found in the end, after redirects; "" without a copy.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="evidence", verbose_name=_("satuan kerja"))
    title = models.CharField(_("judul"), max_length=200)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("berkas")
    )
    file_name = models.CharField(_("nama berkas"), max_length=255, blank=True)
    thumbnail = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gambar kecil")
    )
    keeps_place = models.BooleanField(_("lokasi foto disimpan"), default=False)
    link = models.URLField(_("tautan"), max_length=500, blank=True)
    captured_from = models.URLField(_("salinan diambil dari"), max_length=2000, blank=True)
    captured_at = models.DateTimeField(_("salinan diambil pada"), null=True, blank=True)
    record_label = models.CharField(_("jenis catatan"), max_length=100, blank=True)
    record_id = models.BigIntegerField(_("nomor catatan"), null=True, blank=True)
    dated_on = models.DateField(_("tanggal bukti"))
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    confidentiality = models.CharField(
        _("keamanan"), max_length=10, choices=Confidentiality, default=Confidentiality.ORDINARY
    )
    archive_class = models.CharField(_("kode klasifikasi arsip"), max_length=40, blank=True)
    document_kind = models.SlugField(_("jenis dokumen"), max_length=40, blank=True, db_index=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)
    published_on = models.DateField(_("terbuka untuk umum sejak"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    added_at = models.DateTimeField(_("ditambahkan pada"))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("bukti")
        verbose_name_plural = _("bukti")
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_file_a_link_or_a_record",
                condition=Q(file__isnull=False) | ~Q(link="") | Q(record_id__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_record_has_a_kind",
                condition=Q(record_label="", record_id=None) | (~Q(record_label="") & Q(record_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="evidence_restricted_is_never_public",
                condition=Q(published_on=None) | Q(confidentiality=Confidentiality.ORDINARY),
            ),
            models.CheckConstraint(
                name="evidence_valid_after_its_day",
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("dated_on")),
                violation_error_message=_("Berlakunya berakhir sebelum tanggal bukti."),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "status", "dated_on"], name="evidence_office_status"),
            models.Index(
                fields=["office", "document_kind"], name="evidence_office_kind", condition=~Q(document_kind="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:evidence", args=[self.office.code, self.pk])

    @property
    def document_kind_title(self) -> str:
        """What its kind of document is called; "" without one."""
        return document_kind_title(self.document_kind)

    def proof_on(self, day: date) -> Proof:
        """What the item is worth on ``day``."""
        return proof(is_removed=self.status == Status.REMOVED, valid_to=self.valid_to, today=day)


class UseQuerySet(models.QuerySet["Use"]):
    def of(self, target: models.Model) -> UseQuerySet:
        """What proves ``target``, in the order it was added."""
        return self.filter(target_label=target._meta.label_lower, target_id=target.pk)


class Use(models.Model):
    """One thing that an item proves (Pemakaian Bukti), named by ``target_label`` and ``target_id`` as in the audit."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="uses")
    target_label = models.CharField(_("jenis objek"), max_length=100)
    target_id = models.BigIntegerField(_("nomor objek"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    added_at = models.DateTimeField(_("ditambahkan pada"))

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemakaian bukti")
        verbose_name_plural = _("pemakaian bukti")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("evidence", "target_label", "target_id", name="evidence_used_once_per_target")
        ]
        indexes = [models.Index(fields=["target_label", "target_id"], name="evidence_use_target")]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.target_label}:{self.target_id}"
