"""One survey of an office: its questionnaire, its period, whom it asks and what the office added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pranata.engines.surveys.questionnaires import by_key

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

VIEW, EDIT, ENTER, MANAGE = "surveys.view", "surveys.edit", "surveys.enter", "surveys.manage"


class Status(models.TextChoices):
    """Where a survey stands. Whether it takes answers on a day its period decides too."""

    DRAFT = "draft", _("Konsep")
    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Ditutup")
    PUBLISHED = "published", _("Diterbitkan")


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user: User) -> SurveyQuerySet:
        return self.filter(office__in=user.offices_with(VIEW))

    def public(self) -> SurveyQuerySet:
        """Those whose result anyone may read."""
        return self.filter(status=Status.PUBLISHED)

    def answerable(self, day: date) -> SurveyQuerySet:
        """Those that take answers on ``day``."""
        return self.filter(status=Status.OPEN, opens_on__lte=day, closes_on__gte=day)

    def ended(self) -> SurveyQuerySet:
        """Those whose answers are complete."""
        return self.filter(status__in=(Status.CLOSED, Status.PUBLISHED))


class Survey(models.Model):
    """A survey (Survei) of one office and one period.

    ``key`` names the edition of its questionnaire ("skm@2017"), "" where all questions are the office's own; it and
    ``method`` never change once it was opened. ``code`` stands in public addresses. ``asked`` are the codes of the
    respondent fields that it asks for, "sex age". ``population`` is how many people got the service in the period,
    ``target`` how many answers are wanted, None without one. ``subject`` is what it is about where the title does not
    say it: the name of an application. ``takes_anyone``: an open link exists, which cannot tell who answers twice.
    ``closed_on`` is when it was closed in fact, None until then.
    """

    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+", verbose_name=_("satuan kerja"))
    code = models.SlugField(_("alamat singkat"), max_length=30)
    key = models.CharField(_("kuesioner"), max_length=40, blank=True)
    title = models.CharField(_("judul"), max_length=160)
    subject = models.CharField(_("yang dinilai"), max_length=160, blank=True)
    introduction = models.TextField(_("pengantar"), max_length=1000, blank=True)
    status = models.CharField(_("keadaan"), max_length=12, choices=Status, default=Status.DRAFT)
    year = models.PositiveSmallIntegerField(_("tahun"), validators=[MinValueValidator(2000)])
    opens_on = models.DateField(_("dibuka mulai"))
    closes_on = models.DateField(_("ditutup setelah"))
    method = models.CharField(_("cara hitung"), max_length=20, blank=True)
    asked = models.CharField(_("data responden"), max_length=60, blank=True)
    population = models.PositiveIntegerField(_("populasi"), null=True, blank=True)
    target = models.PositiveIntegerField(_("target responden"), null=True, blank=True)
    place = models.CharField(_("lokasi"), max_length=160, blank=True)
    executor = models.CharField(_("pelaksana"), max_length=160, blank=True)
    takes_anyone = models.BooleanField(_("tautan terbuka"), default=True)
    stops_when_full = models.BooleanField(_("tutup layanan yang kuotanya penuh"), default=False)
    asks_suggestion = models.BooleanField(_("tanyakan saran"), default=True)
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)
    published_on = models.DateField(_("diterbitkan pada"), null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survei")
        verbose_name_plural = _("survei")
        ordering = ["-opens_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="survey_code_per_office")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:satisfaction:survey", args=[self.office.code, self.pk])

    @property
    def seal_subject(self) -> str:
        """Under whose key the words of its respondents are sealed."""
        return f"survey:{self.pk}"

    @cached_property
    def questionnaire(self) -> Questionnaire | None:
        """The official questions; None where all are the office's own. Raises ``UnknownQuestionnaire``."""
        return by_key(self.key) if self.key else None

    @property
    def asked_fields(self) -> tuple[str, ...]:
        return tuple(self.asked.split())

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def has_ended(self) -> bool:
        return self.status in (Status.CLOSED, Status.PUBLISHED)

    def takes_answers(self, day: date) -> bool:
        return self.status == Status.OPEN and self.opens_on <= day <= self.closes_on


class SurveyService(models.Model):
    """A service that a survey asks about (Jenis Layanan). ``case_kind`` is the code of the cases whose applicants are
    invited for it; ``population`` and ``target`` as those of the survey. ``full_at`` of a survey that stops is its
    ``target``."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="services", verbose_name=_("survei"))
    name = models.CharField(_("nama layanan"), max_length=160)
    case_kind = models.CharField(_("jenis perkara"), max_length=40, blank=True)
    population = models.PositiveIntegerField(_("populasi"), null=True, blank=True)
    target = models.PositiveIntegerField(_("target responden"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("layanan yang disurvei")
        verbose_name_plural = _("layanan yang disurvei")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "name"], name="survey_service_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def office(self) -> Office:
        return self.survey.office


class QuestionKind(models.TextChoices):
    """How an added question is answered."""

    SINGLE = "single", _("Pilih satu")
    MULTIPLE = "multiple", _("Pilih beberapa")
    SCALE = "scale", _("Skala")
    TEXT = "text", _("Jawaban tertulis")


class AddedQuestion(models.Model):
    """A question of the office's own; it never counts for the index. ``options`` are lines, of a scale the words of 1,
    2, …; none for written answers. Their places from 1 are what answers hold."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="added_questions", verbose_name=_("survei"))
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    kind = models.CharField(_("jenis"), max_length=8, choices=QuestionKind, default=QuestionKind.SINGLE)
    text = models.CharField(_("pertanyaan"), max_length=300)
    text_en = models.CharField(_("pertanyaan dalam bahasa Inggris"), max_length=300, blank=True)
    options = models.TextField(_("pilihan, satu per baris"), max_length=2000, blank=True)
    options_en = models.TextField(_("pilihan dalam bahasa Inggris, satu per baris"), max_length=2000, blank=True)
    is_required = models.BooleanField(_("wajib dijawab"), default=False)

    class Meta:
        verbose_name = _("pertanyaan tambahan")
        verbose_name_plural = _("pertanyaan tambahan")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def office(self) -> Office:
        return self.survey.office

    @property
    def code(self) -> str:
        """Its column in files: "t12"."""
        return f"t{self.pk}"

    @property
    def choices(self) -> tuple[str, ...]:
        """The words of its options; their places from 1 are the answers."""
        return tuple(line.strip() for line in self.options.splitlines() if line.strip())

    @property
    def choices_en(self) -> tuple[str, ...]:
        """As ``choices`` in English; () unless every option has its words."""
        found = tuple(line.strip() for line in self.options_en.splitlines() if line.strip())
        return found if len(found) == len(self.choices) else ()
