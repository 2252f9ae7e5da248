"""What may be chosen, in the words of the model forms."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicantKind(models.TextChoices):
    PERSON = "person", _("perorangan")
    BODY = "body", _("badan hukum")
    GROUP = "group", _("kelompok orang")


class RequestStage(models.TextChoices):
    """The two categories of Model PPID-B; the clock follows them."""

    BODY = "body", _("informasi KPU sebagai badan publik")
    ELECTION = "election", _("informasi tahapan pemilu")


class Channel(models.TextChoices):
    PORTAL = "portal", _("portal")
    DESK = "desk", _("meja layanan")
    LETTER = "letter", _("surat")
    EMAIL = "email", _("surel")


class Manner(models.TextChoices):
    """How the information is to be had."""

    LOOK = "look", _("melihat, membaca, mendengarkan, atau mencatat")
    COPY = "copy", _("mendapat salinan")


class CopyFormat(models.TextChoices):
    DIGITAL = "digital", _("salinan digital")
    PRINTED = "printed", _("salinan cetak")


class Delivery(models.TextChoices):
    """How a copy reaches the applicant."""

    DIRECT = "direct", _("diambil langsung")
    POST = "post", _("pos atau kurir")
    EMAIL = "email", _("surel")
    FAX = "fax", _("faksimili")


class Payment(models.TextChoices):
    CASH = "cash", _("tunai")
    TRANSFER = "transfer", _("transfer")


class Status(models.TextChoices):
    """Where a request stands; an outcome says how it was answered."""

    RECEIVED = "received", _("diterima")
    INCOMPLETE = "incomplete", _("belum lengkap")
    REJECTED = "rejected", _("bukan permohonan")
    REGISTERED = "registered", _("terdaftar")
    PROCESSED = "processed", _("diproses")
    EXTENDED = "extended", _("diperpanjang")
    ANSWERED = "answered", _("dijawab")
    CLOSED = "closed", _("selesai")


class RequestOutcome(models.TextChoices):
    GRANTED = "granted", _("dikabulkan")
    PARTLY = "partly", _("dikabulkan sebagian")
    REFUSED = "refused", _("ditolak")
    NOT_HELD = "not_held", _("informasi tidak dikuasai")
    SPAM = "spam", _("bukan permohonan")


class RefusalGround(models.TextChoices):
    """The closed list of UU 14/2008 Pasal 17, letters a to j; its words shortened, own knowledge."""

    LAW_ENFORCEMENT = "a", _("Pasal 17 huruf a: proses penegakan hukum")
    COMPETITION = "b", _("Pasal 17 huruf b: kekayaan intelektual dan persaingan usaha")
    DEFENSE = "c", _("Pasal 17 huruf c: pertahanan dan keamanan negara")
    NATURAL_WEALTH = "d", _("Pasal 17 huruf d: kekayaan alam Indonesia")
    ECONOMY = "e", _("Pasal 17 huruf e: ketahanan ekonomi nasional")
    FOREIGN_RELATIONS = "f", _("Pasal 17 huruf f: hubungan luar negeri")
    DEED = "g", _("Pasal 17 huruf g: akta otentik pribadi dan wasiat")
    PRIVACY = "h", _("Pasal 17 huruf h: rahasia pribadi")
    MEMORANDA = "i", _("Pasal 17 huruf i: memorandum atau surat antarbadan yang dirahasiakan")
    OTHER_LAW = "j", _("Pasal 17 huruf j: dilarang undang-undang lain")


class ObjectionGround(models.TextChoices):
    """UU 14/2008 Pasal 35 ayat (1), letters a to g, as a ministry's regulation repeats them."""

    REFUSED = "a", _("permohonan ditolak dengan alasan dikecualikan")
    NOT_PUBLISHED = "b", _("informasi berkala tidak disediakan")
    NO_ANSWER = "c", _("permohonan tidak ditanggapi")
    NOT_AS_ASKED = "d", _("permohonan ditanggapi tidak sebagaimana diminta")
    NOT_FULFILLED = "e", _("permintaan tidak dipenuhi")
    FEE = "f", _("biaya yang dikenakan tidak wajar")
    LATE = "g", _("informasi disampaikan melebihi jangka waktu")


class ObjectionStatus(models.TextChoices):
    RECEIVED = "received", _("diterima")
    REJECTED = "rejected", _("bukan keberatan")
    REGISTERED = "registered", _("terdaftar")
    ANSWERED = "answered", _("ditanggapi")
    CLOSED = "closed", _("selesai")


class ObjectionOutcome(models.TextChoices):
    UPHELD = "upheld", _("keberatan dikabulkan")
    DENIED = "denied", _("keberatan ditolak")
    SPAM = "spam", _("bukan keberatan")


class DisputeStage(models.TextChoices):
    """Where a dispute stands at the Komisi Informasi or a court: UU 14/2008 Pasal 37 to 48."""

    FILED = "filed", _("diajukan")
    REGISTERED = "registered", _("diregistrasi Komisi Informasi")
    MEDIATION = "mediation", _("mediasi")
    ADJUDICATION = "adjudication", _("ajudikasi nonlitigasi")
    LAWSUIT = "lawsuit", _("gugatan di pengadilan")
    ENDED = "ended", _("selesai")


class DisputeResult(models.TextChoices):
    AGREED = "agreed", _("mediasi sepakat")
    FOR_APPLICANT = "for_applicant", _("putusan: permohonan dikabulkan")
    PARTLY = "partly", _("putusan: dikabulkan sebagian")
    FOR_OFFICE = "for_office", _("putusan: permohonan ditolak")
    WITHDRAWN = "withdrawn", _("dicabut pemohon")
