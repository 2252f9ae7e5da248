"""Fictional questions, with every part a case may have, and tips, with none but the necessary."""

from django.db import models

from pranata.engines.cases.models import (
    Case,
    CaseAttachment,
    CaseExtension,
    CaseMessage,
    CaseNote,
    CasePause,
    CaseQuerySet,
)


class Status(models.TextChoices):
    RECEIVED = "received", "diterima"
    INCOMPLETE = "incomplete", "belum lengkap"
    REJECTED = "rejected", "bukan perkara"
    REGISTERED = "registered", "terdaftar"
    PROCESSED = "processed", "diproses"
    ANSWERED = "answered", "dijawab"
    CLOSED = "closed", "selesai"


class Outcome(models.TextChoices):
    GRANTED = "granted", "dikabulkan"
    ELSEWHERE = "elsewhere", "dialihkan"
    SPAM = "spam", "bukan perkara"


class Question(Case):
    status = models.CharField(max_length=30, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(max_length=30, choices=Outcome, blank=True)
    topic = models.CharField(max_length=50, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = "pertanyaan contoh"


class QuestionMessage(CaseMessage):
    case = models.ForeignKey(Question, models.CASCADE, related_name="messages")


class QuestionNote(CaseNote):
    case = models.ForeignKey(Question, models.CASCADE, related_name="notes")


class QuestionAttachment(CaseAttachment):
    case = models.ForeignKey(Question, models.CASCADE, related_name="attachments")


class QuestionExtension(CaseExtension):
    case = models.ForeignKey(Question, models.CASCADE, related_name="extensions")


class QuestionPause(CasePause):
    case = models.ForeignKey(Question, models.CASCADE, related_name="pauses")


class Tip(Case):
    status = models.CharField(max_length=30, choices=Status, default=Status.RECEIVED)

    objects = CaseQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = "kabar contoh"


class TipMessage(CaseMessage):
    case = models.ForeignKey(Tip, models.CASCADE, related_name="messages")


class TipNote(CaseNote):
    case = models.ForeignKey(Tip, models.CASCADE, related_name="notes")


class TipAttachment(CaseAttachment):
    case = models.ForeignKey(Tip, models.CASCADE, related_name="attachments")
