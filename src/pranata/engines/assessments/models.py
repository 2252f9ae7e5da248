"""Sheets with their sections and items, answers of three assessors, comments, and who assesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Grant

if TYPE_CHECKING:
    from pranata.base.access.models import User

VIEW, ANSWER, MANAGE, ASSESS = (
    "assessments.view",
    "assessments.answer",
    "assessments.manage",
    "assessments.assess",
)
WHO = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class Status(models.TextChoices):
    DRAFT = "draft", _("draf")
    IN_PROGRESS = "in_progress", _("diisi")
    SUBMITTED = "submitted", _("diajukan")
    CHANGES_REQUESTED = "changes_requested", _("dikembalikan")
    AGREED = "agreed", _("disepakati")
    CLOSED = "closed", _("selesai")


class Level(models.TextChoices):
    """Whose answer it is (Tingkat Penilaian); a later one stands beside the earlier, never in its place."""

    SELF = "self", _("mandiri")
    INTERNAL = "internal", _("penilai internal")
    EXTERNAL = "external", _("penilai eksternal")


class Origin(models.TextChoices):
    """How an answer came to be."""

    PERSON = "person", _("diisi")
    SUGGESTED = "suggested", _("saran diterima")
    CARRIED = "carried", _("dari tahun lalu")


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, user: User) -> SheetQuerySet:
        """Those of the offices where ``user`` may see sheets, and those opened to it by a grant."""
        opened = Grant.objects.opening(Sheet, user).values("target_id")
        return self.filter(Q(office__in=user.offices_with(VIEW)) | Q(pk__in=opened))


class Sheet(models.Model):
    """One instrument filled in by one office for one year (Lembar Kerja Evaluasi).

    ``instrument`` and ``edition`` name the file it is scored by, for ever; ``variant`` an alternative of it, "" for the
    rules as they stand. ``subject`` is the service of an instrument that is filled in per service, else "". ``target``
    is the code of the gate or band the office aims at, or "". ``carried_from`` is the sheet whose answers came over.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    instrument = models.SlugField(_("instrumen"), max_length=60, db_index=False)
    edition = models.CharField(_("edisi"), max_length=20)
    year = models.PositiveSmallIntegerField(_("tahun"))
    subject = models.CharField(_("layanan"), max_length=200, blank=True)
    variant = models.SlugField(_("cara hitung"), max_length=60, blank=True, db_index=False)
    target = models.CharField(_("sasaran"), max_length=40, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("dibuka oleh"), **WHO)
    opened_on = models.DateField(_("dibuka pada"))
    submitted_on = models.DateField(_("diajukan pada"), null=True, blank=True)
    agreed_on = models.DateField(_("disepakati pada"), null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("disepakati oleh"), **WHO)
    closed_on = models.DateField(_("selesai pada"), null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("lembar penilaian")
        verbose_name_plural = _("lembar penilaian")
        ordering = ["-year", "instrument", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                "office",
                "instrument",
                "edition",
                "year",
                "subject",
                name="sheet_once_a_year",
                violation_error_message=_("Lembar ini sudah ada untuk tahun itu."),
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.instrument, str(self.year), self.subject]))

    def get_absolute_url(self) -> str:
        return reverse("desk:sheet", args=[self.office.code, self.pk])

    @property
    def key(self) -> str:
        """ "zona-integritas@2021"."""
        return f"{self.instrument}@{self.edition}"


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, user: User) -> SectionQuerySet:
        """Those of the sheets ``user`` may see."""
        return self.filter(sheet__in=Sheet.objects.visible_to(user))


class Section(models.Model):
    """One part of a sheet that somebody fills in by a day (Bagian Lembar); ``code`` is that part's.

    ``is_ready`` says that whoever fills it in has finished. ``returned_on`` is the day an assessor sent it back, with
    ``return_note``; both stay when it is ready again, until it is returned again.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="sections", verbose_name=_("lembar"))
    code = models.CharField(_("kode"), max_length=40)
    position = models.PositiveSmallIntegerField(_("urutan"))
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit kerja")
    )
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    is_ready = models.BooleanField(_("selesai diisi"), default=False)
    is_returned = models.BooleanField(_("dikembalikan"), default=False)
    returned_on = models.DateField(_("dikembalikan pada"), null=True, blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("dikembalikan oleh"), **WHO)
    return_note = models.TextField(_("yang perlu diperbaiki"), max_length=2000, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bagian lembar")
        verbose_name_plural = _("bagian lembar")
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint("sheet", "code", name="section_once_in_a_sheet"),
            models.CheckConstraint(name="section_by_one_at_most", condition=Q(person=None) | Q(unit=None)),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.code}"


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: User) -> ItemQuerySet:
        """Those of the sheets ``user`` may see."""
        return self.filter(section__sheet__in=Sheet.objects.visible_to(user))


class Item(models.Model):
    """One question of a sheet (Butir): what evidence proves, what comments and follow-ups are about.

    ``code`` is the question's. ``effort_days`` is how many working days the office thinks an improvement takes.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="items", verbose_name=_("bagian"))
    code = models.CharField(_("kode"), max_length=40)
    position = models.PositiveSmallIntegerField(_("urutan"))
    effort_days = models.DecimalField(_("perkiraan hari kerja"), max_digits=5, decimal_places=1, null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("butir penilaian")
        verbose_name_plural = _("butir penilaian")
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint("section", "code", name="item_once_in_a_section"),
            models.CheckConstraint(name="item_effort", condition=Q(effort_days=None) | Q(effort_days__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.section.sheet} {self.code}"

    def get_absolute_url(self) -> str:
        sheet = self.section.sheet
        return reverse("desk:sheet_item", args=[sheet.office.code, sheet.pk, self.code])


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: User) -> AnswerQuerySet:
        """Those of the sheets ``user`` may see."""
        return self.filter(item__section__sheet__in=Sheet.objects.visible_to(user))


class Answer(models.Model):
    """What one level of assessment answers to one item (Jawaban).

    ``choice`` is an option's key; a ratio has ``numerator`` and ``denominator``, a number stands in ``numerator``
    alone. ``note`` explains it, ``reason`` says why it differs from the level before. ``basis_words`` is the
    suggestion that was accepted, in words, ``reading`` the reading it rests on, which proves it.
    ``is_confirmed`` is False while an answer of last year waits to be confirmed; such a one counts for nothing.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="answers", verbose_name=_("butir"))
    level = models.CharField(_("tingkat"), max_length=10, choices=Level, default=Level.SELF)
    choice = models.CharField(_("jawaban"), max_length=12, blank=True)
    numerator = models.DecimalField(_("pembilang"), max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("penyebut"), max_digits=20, decimal_places=6, null=True, blank=True)
    is_not_applicable = models.BooleanField(_("tidak berlaku"), default=False)
    note = models.TextField(_("penjelasan"), max_length=4000, blank=True)
    reason = models.TextField(_("alasan perbedaan"), max_length=2000, blank=True)
    origin = models.CharField(_("asal"), max_length=10, choices=Origin, default=Origin.PERSON)
    basis_words = models.CharField(_("dasar saran"), max_length=500, blank=True)
    reading = models.ForeignKey(
        "indicators.Reading", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bacaan ukuran")
    )
    is_confirmed = models.BooleanField(_("sudah dipastikan"), default=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("dijawab oleh"), **WHO)
    answered_at = models.DateTimeField(_("dijawab pada"))

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban")
        verbose_name_plural = _("jawaban")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint("item", "level", name="answer_once_a_level"),
            models.CheckConstraint(
                name="answer_says_one_thing",
                condition=(
                    Q(choice="", numerator=None, denominator=None)
                    | (~Q(choice="") & Q(numerator=None, denominator=None, is_not_applicable=False))
                    | Q(choice="", numerator__isnull=False, is_not_applicable=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} {self.level} {self.choice}"


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> CommentQuerySet:
        """Those of the sheets ``user`` may see."""
        return self.filter(item__section__sheet__in=Sheet.objects.visible_to(user))


class Comment(models.Model):
    """One remark in the conversation about an item (Komentar)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="comments", verbose_name=_("butir"))
    text = models.TextField(_("komentar"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("oleh"), **WHO)
    at = models.DateTimeField(_("pada"))

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("komentar")
        verbose_name_plural = _("komentar")
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return f"{self.item.code} {self.at:%Y-%m-%d}"


class AssessorQuerySet(models.QuerySet["Assessor"]):
    def visible_to(self, user: User) -> AssessorQuerySet:
        """Those of the sheets ``user`` may see."""
        return self.filter(sheet__in=Sheet.objects.visible_to(user))

    def serving(self) -> AssessorQuerySet:
        """Those who were not dismissed; whether a grant is still in force, the grant says."""
        return self.filter(dismissed_on=None)


class Assessor(models.Model):
    """Who assesses one sheet, and at which level (Asesor); ``grant`` opens it to an account of another office."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="assessors", verbose_name=_("lembar"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("akun"))
    level = models.CharField(
        _("tingkat"), max_length=10, choices=[(each.value, each.label) for each in Level if each != Level.SELF]
    )
    grant = models.ForeignKey(
        "access.Grant", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("izin")
    )
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("ditunjuk oleh"), **WHO)
    appointed_on = models.DateField(_("ditunjuk pada"))
    dismissed_on = models.DateField(_("berhenti pada"), null=True, blank=True)

    objects = AssessorQuerySet.as_manager()

    class Meta:
        verbose_name = _("asesor lembar")
        verbose_name_plural = _("asesor lembar")
        ordering = ["sheet", "pk"]
        constraints = [
            models.UniqueConstraint("sheet", "user", condition=Q(dismissed_on=None), name="assessor_once_in_a_sheet")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.level}"
