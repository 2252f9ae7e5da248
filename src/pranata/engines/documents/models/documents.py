"""One document of an office, and what documents do to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.fields import KindField, RecordedAtField
from pranata.engines.documents.kinds import DECREE, kind_of, legal_kinds
from pranata.engines.documents.rules import CHANGING, RelationKind, Standing, Term
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

VIEW, VIEW_RESTRICTED, EDIT, PUBLISH = (
    "documents.view", "documents.view_restricted", "documents.edit", "documents.publish",
)  # fmt: skip


class Confidentiality(models.TextChoices):
    """Security and access class (SKKAAD): PKPU 7/2021 names it, its words are own knowledge."""

    ORDINARY = "biasa", _("biasa")
    RESTRICTED = "terbatas", _("terbatas")
    SECRET = "rahasia", _("rahasia")
    TOP_SECRET = "sangat-rahasia", _("sangat rahasia")


STANDING_WORDS = {
    Standing.DRAFT: _("rancangan"),
    Standing.NOT_YET: _("belum berlaku"),
    Standing.IN_FORCE: _("berlaku"),
    Standing.CHANGED: _("berlaku, sudah diubah"),
    Standing.REVOKED: _("dicabut"),
    Standing.ENDED: _("tidak berlaku lagi"),
}

DOES = {
    RelationKind.AMENDS: _("mengubah"),
    RelationKind.REVOKES: _("mencabut"),
    RelationKind.REVOKES_PARTLY: _("mencabut sebagian"),
    RelationKind.IMPLEMENTS: _("melaksanakan"),
    RelationKind.SEE: _("terkait dengan"),
}
UNDERGOES = {
    RelationKind.AMENDS: _("diubah oleh"),
    RelationKind.REVOKES: _("dicabut oleh"),
    RelationKind.REVOKES_PARTLY: _("dicabut sebagian oleh"),
    RelationKind.IMPLEMENTS: _("dilaksanakan oleh"),
    RelationKind.SEE: _("terkait dengan"),
}


class DocumentQuerySet(EntryQuerySet["Document"]):
    def visible_to(self, user: User) -> DocumentQuerySet:
        """Documents of the offices where ``user`` may read documents today; those not ordinary for a few."""
        seen = Q(office__in=user.offices_with(VIEW), confidentiality=Confidentiality.ORDINARY)
        return self.filter(seen | Q(office__in=user.offices_with(VIEW_RESTRICTED)))

    def public(self) -> DocumentQuerySet:
        """Documents the office has put before the public."""
        return self.filter(is_public=True, confidentiality=Confidentiality.ORDINARY)

    def issued(self) -> DocumentQuerySet:
        """What bears a number and a date; a draft has neither."""
        return self.filter(issued_on__isnull=False).exclude(number="")

    def legal(self) -> DocumentQuerySet:
        """What belongs to the legal documentation."""
        return self.filter(kind__in=legal_kinds())

    def with_standing(self, day: date) -> DocumentQuerySet:
        """Each with ``standing_value``, as ``rules.standing_on`` says for ``day``."""
        effects = Relation.objects.filter(target=OuterRef("pk"), since__lte=day)
        began = Coalesce("effective_from", "issued_on")
        return self.alias(began=began).annotate(
            standing_value=Case(
                When(issued_on=None, then=Value(Standing.DRAFT.value)),
                When(Exists(effects.filter(kind=RelationKind.REVOKES)), then=Value(Standing.REVOKED.value)),
                When(effective_until__lt=day, then=Value(Standing.ENDED.value)),
                When(began__gt=day, then=Value(Standing.NOT_YET.value)),
                When(Exists(effects.filter(kind__in=CHANGING)), then=Value(Standing.CHANGED.value)),
                default=Value(Standing.IN_FORCE.value),
                output_field=models.CharField(),
            )
        )


class Document(Entry):
    """One document (Dokumen) with what is known of it, its printed parts and its file.

    ``body`` holds the printed parts as read: for a decree the fields of the plan reader's ``DecreeReading``
    (considerations, legal basis, dictum, signatories, annex, ...), each text as printed. ``issued_on`` is empty when
    the print does not settle the date. ``subject`` holds keywords divided by "; ", ``author_entity`` the body that made
    the document (T.E.U. Badan), "" for the office itself. ``effective_from`` None means from ``issued_on``.
    """

    VIEW, EDIT = VIEW, EDIT

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="documents", verbose_name=_("satuan kerja"))
    kind = KindField(_("jenis"))
    number = models.CharField(_("nomor"), max_length=300, blank=True)
    title = models.TextField(_("judul"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    place = models.TextField(_("tempat penetapan"), blank=True)
    issued_on = models.DateField(_("tanggal penetapan"), null=True, blank=True)
    promulgated_on = models.DateField(_("tanggal pengundangan"), null=True, blank=True)
    effective_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    effective_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    signatory_name = models.CharField(_("penanda tangan"), max_length=200, blank=True)
    signatory_role = models.CharField(_("jabatan penanda tangan"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pemrakarsa")
    )
    author_entity = models.CharField(_("T.E.U. badan"), max_length=200, blank=True)
    subject = models.CharField(_("subjek"), max_length=300, blank=True)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    law_field = models.CharField(_("bidang hukum"), max_length=100, blank=True)
    language = models.CharField(_("bahasa"), max_length=60, blank=True, default="Bahasa Indonesia")
    abstract = models.TextField(_("abstrak"), blank=True)
    confidentiality = models.CharField(
        _("keamanan"), max_length=20, choices=Confidentiality, default=Confidentiality.ORDINARY
    )
    archive_class = models.CharField(_("kode klasifikasi arsip"), max_length=40, blank=True)
    body = models.JSONField(_("bagian-bagian naskah"), default=dict, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("berkas")
    )
    file_name = models.CharField(_("nama berkas"), max_length=255, blank=True)
    is_public = models.BooleanField(_("terbuka untuk umum"), default=False)
    created_at = RecordedAtField(_("dicatat pada"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        ordering = ["-year", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "author_entity", "year", "number"],
                condition=~Q(number=""),
                name="document_number_once_a_year",
                violation_error_message=_("Dokumen sejenis dengan nomor dan tahun ini sudah tercatat."),
            ),
            models.CheckConstraint(
                name="document_ends_after_it_began",
                condition=Q(effective_until=None)
                | Q(effective_from=None)
                | Q(effective_until__gte=F("effective_from")),
                violation_error_message=_("Dokumen berakhir sebelum mulai berlaku."),
            ),
            models.CheckConstraint(
                name="document_public_is_ordinary",
                condition=Q(is_public=False) | Q(confidentiality=Confidentiality.ORDINARY),
                violation_error_message=_("Dokumen yang terbuka untuk umum tidak dapat terbatas atau rahasia."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("desk:document", args=[self.office.code, self.pk])

    def clean(self) -> None:
        """A decree that was issued here keeps what stands in its printed parts."""
        if self.pk and self.body and self.issued_on:
            fixed = Document.objects.filter(pk=self.pk).values("kind", "number", "issued_on", "year").get()
            if changed := [name for name, value in fixed.items() if getattr(self, name) != value]:
                words = _("Ini tercetak dalam naskahnya dan tidak diubah di sini.")
                raise ValidationError(dict.fromkeys(changed, words))

    @property
    def term(self) -> Term:
        return Term(self.issued_on, self.effective_from, self.effective_until)

    @property
    def is_legal(self) -> bool:
        """Whether it belongs to the legal documentation."""
        kind = kind_of(self.kind)
        return kind is not None and kind.is_legal

    @property
    def is_own_decree(self) -> bool:
        return self.kind == DECREE and not self.author_entity

    @property
    def subjects(self) -> list[str]:
        return [each.strip() for each in self.subject.split(";") if each.strip()]


class RelationQuerySet(models.QuerySet["Relation"]):
    def visible_to(self, user: User) -> RelationQuerySet:
        """Relations of documents ``user`` may read, both of them."""
        seen = Document.objects.visible_to(user)
        return self.filter(Q(target=None) | Q(target__in=seen), source__in=seen)


class Relation(models.Model):
    """What ``source`` does to ``target`` (Hubungan Dokumen), from the day ``since`` on; None while it is a draft.

    A document that is not kept here stands in ``target_words``. The mirror is never stored.
    """

    source = models.ForeignKey(Document, models.CASCADE, related_name="relations", verbose_name=_("dokumen"))
    kind = models.CharField(_("hubungan"), max_length=20, choices=[(each.value, words) for each, words in DOES.items()])
    target = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="mirrored", verbose_name=_("dokumen lain")
    )
    target_words = models.CharField(_("dokumen di luar daftar"), max_length=300, blank=True)
    since = models.DateField(_("sejak"), null=True, blank=True)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("hubungan dokumen")
        verbose_name_plural = _("hubungan dokumen")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                "source", "kind", "target", name="document_related_once", condition=~Q(target=None)
            ),
            models.CheckConstraint(
                name="document_related_to_one", condition=Q(target=None, target_words__gt="") | Q(target__isnull=False)
            ),
            models.CheckConstraint(name="document_not_related_to_itself", condition=~Q(source=F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target or self.target_words}"

    @property
    def undergone(self) -> str:
        """The relation as the target has it: "diubah oleh"."""
        return str(UNDERGOES[RelationKind(self.kind)])
