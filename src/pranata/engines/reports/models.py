"""Issued reports: what was handed out under a number, kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.reports import narrative
from pranata.engines.reports.rules import Signature, public_address

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile

OPEN_FORMATS = (("pdf", "PDF"),)  # the formats in which a report may be issued: one that can carry a signature


class Status(models.TextChoices):
    ISSUED = "issued", _("berlaku")
    SUPERSEDED = "superseded", _("digantikan")


class Publication(models.TextChoices):
    """What the public gets of an issued report, besides verifying it by its code."""

    NONE = "none", _("tidak ditampilkan")
    LISTED = "listed", _("keterangannya saja")
    OFFERED = "offered", _("keterangan dan berkasnya")


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def visible_to(self, user: User) -> IssuedReportQuerySet:
        """Reports of the offices where ``user`` may see reports today."""
        return self.filter(office__in=user.offices_with("reports.view"))

    def public(self) -> IssuedReportQuerySet:
        """Reports that somebody put before the public on purpose, at least by number, title and hash."""
        return self.exclude(publication=Publication.NONE)


class IssuedReport(models.Model):
    """One issued report (Laporan Terbit): number, file and hash, facts, and the end of the audit chain then.

    Nothing of it changes but that another one supersedes it, that the scan signed by hand joins it as ``signed_copy``,
    and what the public gets of it. Whoever knows ``public_code`` may verify it.
    """

    office = models.ForeignKey(
        "org.Office", models.PROTECT, related_name="issued_reports", verbose_name=_("satuan kerja")
    )
    report = models.CharField(_("jenis laporan"), max_length=40)
    period = models.CharField(_("periode"), max_length=10)
    file_format = models.CharField(_("bentuk"), max_length=4, choices=OPEN_FORMATS, default="pdf")
    number = models.CharField(_("nomor"), max_length=300)
    title = models.TextField(_("judul"))
    issued_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=100, blank=True)
    signatory_role = models.CharField(_("jabatan penanda tangan"), max_length=200)
    signatory_name = models.CharField(_("nama penanda tangan"), max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("berkas"))
    sha256 = models.CharField("SHA-256", max_length=64)
    signature = models.CharField(
        _("tanda tangan"),
        max_length=10,
        choices=[(each.value, each.value) for each in Signature],
        default=Signature.NONE.value,
    )
    signed_copy = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("salinan bertanda tangan"),
    )
    signed_sha256 = models.CharField(_("SHA-256 salinan bertanda tangan"), max_length=64, blank=True)
    public_code = models.CharField(_("kode verifikasi"), max_length=32, unique=True)
    facts = models.JSONField(_("isi"), default=dict)
    chain_head = models.CharField(_("ujung jejak audit"), max_length=100)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ISSUED)
    publication = models.CharField(_("untuk umum"), max_length=10, choices=Publication, default=Publication.NONE)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diterbitkan oleh")
    )
    issued_at = models.DateTimeField(_("diterbitkan pada"))

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan terbit")
        verbose_name_plural = _("laporan terbit")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "office", "report", "period", condition=Q(status=Status.ISSUED), name="report_one_issued_per_period"
            ),
            models.UniqueConstraint("office", "number", name="report_number_once_per_office"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("desk:issued_report", args=[self.office.code, self.pk])

    @property
    def public_address(self) -> str:
        """The page where anyone may verify it."""
        return public_address(settings.SITE_URL, self.public_code)

    @property
    def is_offered(self) -> bool:
        """Whether the public may download it."""
        return self.publication == Publication.OFFERED

    @property
    def public_file(self) -> StoredFile:
        """What the public downloads: the copy signed electronically, else the file as issued.

        A signature by hand is never handed out: from a scan it could be copied under anything.
        """
        has_copy = self.signature == Signature.ELECTRONIC and self.signed_copy is not None
        return self.signed_copy if has_copy else self.file  # type: ignore[return-value]  # there is one

    @property
    def has_own_signature(self) -> bool:
        """Whether the issued file itself is signed electronically."""
        return self.signature == Signature.ELECTRONIC


class SentenceState(models.TextChoices):
    """What a person made of a sentence; generated ones are not stored."""

    EDITED = narrative.EDITED, _("disunting")
    ADDED = narrative.ADDED, _("ditambahkan")
    REMOVED = narrative.REMOVED, _("dihapus")


class WrittenSentenceQuerySet(models.QuerySet["WrittenSentence"]):
    def visible_to(self, user: User) -> WrittenSentenceQuerySet:
        """Those of reports of the offices where ``user`` may see reports today."""
        return self.filter(office__in=user.offices_with("reports.view"))


class WrittenSentence(models.Model):
    """What a person wrote into the narrative of a report, or took out of it (Kalimat Uraian).

    Sentences that nobody touched are drafted anew each time the report is made; ``key`` tells which of them this one
    stands for. ``figure`` is what the draft said when it was written, ``reading_ids`` and ``progress_ids`` from what.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    report = models.CharField(_("jenis laporan"), max_length=40)
    period = models.CharField(_("periode"), max_length=10)
    section = models.CharField(_("bagian"), max_length=40)
    key = models.CharField(_("kunci"), max_length=160)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    text = models.TextField(_("kalimat"), blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=SentenceState)
    figure = models.CharField(_("angka saat ditulis"), max_length=300, blank=True)
    reading_ids = models.JSONField(_("bacaan"), default=list, blank=True)
    progress_ids = models.JSONField(_("realisasi"), default=list, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ditulis oleh")
    )
    written_at = models.DateTimeField(_("ditulis pada"))

    objects = WrittenSentenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalimat uraian")
        verbose_name_plural = _("kalimat uraian")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("office", "report", "period", "key", name="sentence_once_per_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.period}: {self.key}"
