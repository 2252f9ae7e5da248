"""What the columns of a complaint may hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    RECEIVED = "received", _("diterima")
    REJECTED = "rejected", _("tidak lolos verifikasi")
    VERIFIED = "verified", _("terverifikasi")
    FORWARDED = "forwarded", _("diteruskan")
    RETURNED = "returned", _("dikembalikan unit")
    HANDLED = "handled", _("ditindaklanjuti")
    WAITING = "waiting", _("menunggu pelapor")
    ANSWERED = "answered", _("dijawab")
    CLOSED = "closed", _("selesai")


class Outcome(models.TextChoices):
    SETTLED = "settled", _("selesai ditindaklanjuti")
    WITHDRAWN = "withdrawn", _("dianggap dicabut pelapor")
    TO_WBS = "to_wbs", _("dialihkan ke WBS KPU")
    TO_DKPP = "to_dkpp", _("dialihkan ke DKPP")
    TO_BAWASLU = "to_bawaslu", _("dialihkan ke Bawaslu")
    ELSEWHERE = "elsewhere", _("dialihkan ke instansi lain")
    UNCLEAR = "unclear", _("tidak jelas")
    NOT_OURS = "not_ours", _("di luar kewenangan")
    DUPLICATE = "duplicate", _("laporan ganda")
    SPAM = "spam", _("bukan laporan")


REJECTIONS = (Outcome.UNCLEAR, Outcome.NOT_OURS, Outcome.DUPLICATE, Outcome.SPAM)
TRANSFERS = (Outcome.TO_WBS, Outcome.TO_DKPP, Outcome.TO_BAWASLU, Outcome.ELSEWHERE)


class Channel(models.TextChoices):
    PORTAL = "portal", _("portal")
    DESK = "desk", _("meja layanan")
    LETTER = "letter", _("surat")
    EMAIL = "email", _("surel")
    PHONE = "phone", _("telepon")
    LAPOR = "lapor", _("SP4N-LAPOR!")


class ReportKind(models.TextChoices):
    """What SP4N-LAPOR! calls the kinds of a report."""

    COMPLAINT = "complaint", _("pengaduan")
    ASPIRATION = "aspiration", _("aspirasi")
    INFORMATION = "information", _("permintaan informasi")


class Classification(models.TextChoices):
    """The class decides the clock, ``rules.answer_clock``."""

    NORMATIVE = "normative", _("normatif")
    ORDINARY = "ordinary", _("tidak berkadar pengawasan")
    OVERSIGHT = "oversight", _("berkadar pengawasan")


class Reporter(models.TextChoices):
    """How much of the reporter is kept, and who may read it."""

    NAMED = "named", _("dengan nama")
    CONFIDENTIAL = "confidential", _("nama dirahasiakan")
    ANONYMOUS = "anonymous", _("tanpa nama")


class Satisfaction(models.IntegerChoices):
    NOT = 1, _("tidak puas")
    LESS = 2, _("kurang puas")
    SATISFIED = 3, _("puas")
    VERY = 4, _("sangat puas")


class LaporState(models.TextChoices):
    """The states of SP4N-LAPOR! that the office reads there."""

    UNVERIFIED = "unverified", _("belum terverifikasi")
    UNHANDLED = "unhandled", _("belum ditindaklanjuti")
    IN_PROCESS = "in_process", _("proses")
    DONE = "done", _("selesai")
    ARCHIVED = "archived", _("diarsipkan")


STATE_AT_LAPOR = {
    Status.RECEIVED: LaporState.UNVERIFIED,
    Status.REJECTED: LaporState.ARCHIVED,
    Status.VERIFIED: LaporState.UNHANDLED,
    Status.FORWARDED: LaporState.UNHANDLED,
    Status.RETURNED: LaporState.UNHANDLED,
    Status.HANDLED: LaporState.IN_PROCESS,
    Status.WAITING: LaporState.IN_PROCESS,
    Status.ANSWERED: LaporState.IN_PROCESS,
    Status.CLOSED: LaporState.DONE,
}
