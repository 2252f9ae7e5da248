"""What was answered. A row knows its month and no moment; its key is drawn by lot, so no order tells whose it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.engines.surveys.fields import KeyByLot
from pranata.engines.surveys.models.surveys import AddedQuestion, Survey, SurveyService

MOST_ELEMENTS = 16  # the columns a1 to a16


class Channel(models.TextChoices):
    """How an answer came."""

    LINK = "link", _("Tautan terbuka")
    INVITATION = "invitation", _("Undangan sekali pakai")
    KIOSK = "kiosk", _("Kios layanan")
    PAPER = "paper", _("Kertas, diketik petugas")
    FILE = "file", _("Impor berkas")


class Batch(models.Model):
    """Answers that the audit names together (Kelompok Jawaban): ``number`` within the survey, how many, and the digest
    over all of them, by which a change shows."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="batches", verbose_name=_("survei"))
    number = models.PositiveIntegerField(_("nomor"))
    count = models.PositiveIntegerField(_("jumlah jawaban"))
    digest = models.CharField(_("sidik"), max_length=64)
    channel = models.CharField(_("cara masuk"), max_length=12, choices=Channel, blank=True)
    source = models.CharField(_("asal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kelompok jawaban")
        verbose_name_plural = _("kelompok jawaban")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_batch_number")]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.number}"


class Response(models.Model):
    """One respondent's answers (Jawaban Responden). ``a1`` … are the elements in the order of the questionnaire's
    codes, None where nothing was answered; ``total`` is their sum where all were answered, else None. ``batch`` is
    None until the audit names it. ``suggestion`` is sealed under the survey's key. ``is_trial``: made while the survey
    was rehearsed, gone when it opens."""

    id = KeyByLot(primary_key=True, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses", verbose_name=_("survei"))
    batch = models.ForeignKey(
        Batch, models.CASCADE, null=True, blank=True, related_name="responses", verbose_name=_("kelompok")
    )
    service = models.ForeignKey(
        SurveyService, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("layanan")
    )
    channel = models.CharField(_("cara masuk"), max_length=12, choices=Channel)
    month = models.DateField(_("bulan"))
    is_trial = models.BooleanField(_("uji coba"), default=False)
    total = models.PositiveSmallIntegerField(_("jumlah nilai"), null=True)
    sex = models.CharField(_("jenis kelamin"), max_length=12, blank=True)
    age = models.CharField(_("umur"), max_length=12, blank=True)
    education = models.CharField(_("pendidikan"), max_length=12, blank=True)
    job = models.CharField(_("pekerjaan"), max_length=12, blank=True)
    hours = models.CharField(_("jam layanan"), max_length=12, blank=True)
    suggestion = models.BinaryField(_("saran tersegel"), null=True)
    a1 = models.PositiveSmallIntegerField(null=True)
    a2 = models.PositiveSmallIntegerField(null=True)
    a3 = models.PositiveSmallIntegerField(null=True)
    a4 = models.PositiveSmallIntegerField(null=True)
    a5 = models.PositiveSmallIntegerField(null=True)
    a6 = models.PositiveSmallIntegerField(null=True)
    a7 = models.PositiveSmallIntegerField(null=True)
    a8 = models.PositiveSmallIntegerField(null=True)
    a9 = models.PositiveSmallIntegerField(null=True)
    a10 = models.PositiveSmallIntegerField(null=True)
    a11 = models.PositiveSmallIntegerField(null=True)
    a12 = models.PositiveSmallIntegerField(null=True)
    a13 = models.PositiveSmallIntegerField(null=True)
    a14 = models.PositiveSmallIntegerField(null=True)
    a15 = models.PositiveSmallIntegerField(null=True)
    a16 = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("jawaban survei")
        verbose_name_plural = _("jawaban survei")

    def __str__(self) -> str:
        return f"{self.survey_id}"


class AddedAnswer(models.Model):
    """An answer to an added question: the place of the option from 1, or words sealed under the survey's key."""

    id = KeyByLot(primary_key=True, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="added", verbose_name=_("jawaban survei"))
    question = models.ForeignKey(AddedQuestion, models.CASCADE, related_name="answers", verbose_name=_("pertanyaan"))
    option = models.PositiveSmallIntegerField(_("pilihan"), null=True)
    text = models.BinaryField(_("jawaban tersegel"), null=True)

    class Meta:
        verbose_name = _("jawaban tambahan")
        verbose_name_plural = _("jawaban tambahan")

    def __str__(self) -> str:
        return f"{self.question_id}"


class SentPage(models.Model):
    """A page of a form that was accepted, so that sending it again adds nothing. Bound to no answer; kept until the
    page could not be sent any more."""

    digest = models.CharField(_("sidik halaman"), max_length=64, primary_key=True)
    expires_on = models.DateField(_("dilupakan setelah"), db_index=True)

    class Meta:
        verbose_name = _("halaman survei terkirim")
        verbose_name_plural = _("halaman survei terkirim")

    def __str__(self) -> str:
        return self.digest[:12]
