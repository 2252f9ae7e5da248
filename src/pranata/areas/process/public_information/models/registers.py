"""The rows of both registers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.rules import Exemption, exemption_on, review_day
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.registers.models import Entry, EntryQuerySet
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

VIEW, EDIT = "public_information.view", "public_information.edit"
REVIEW_CLOCK = "information_requests.exemption_review"
LOOKS_BACK, LOOKS_AHEAD = timedelta(days=30), timedelta(days=92)  # own; the rule itself counts working days
LONGEST_REST = timedelta(days=21)  # more than offices are ever closed at a stretch; own


class Availability(models.TextChoices):
    """When information is given out (Klasifikasi Informasi Publik): UU 14/2008 Pasal 9, 10 and 11."""

    PERIODIC = "berkala", _("berkala")
    AT_ONCE = "serta-merta", _("serta merta")
    ALWAYS = "setiap-saat", _("setiap saat")


class Form(models.TextChoices):
    PRINTED = "cetak", _("cetak")
    DIGITAL = "digital", _("digital")
    BOTH = "keduanya", _("cetak dan digital")


class ExemptionGround(models.TextChoices):
    """The closed list of UU 14/2008 Pasal 17, letters a to j; its words shortened, own knowledge."""

    LAW_ENFORCEMENT = "a", _("a. proses penegakan hukum")
    COMPETITION = "b", _("b. kekayaan intelektual dan persaingan usaha")
    DEFENSE = "c", _("c. pertahanan dan keamanan negara")
    NATURAL_WEALTH = "d", _("d. kekayaan alam Indonesia")
    ECONOMY = "e", _("e. ketahanan ekonomi nasional")
    FOREIGN_RELATIONS = "f", _("f. hubungan luar negeri")
    DEED = "g", _("g. akta otentik pribadi dan wasiat")
    PRIVACY = "h", _("h. rahasia pribadi")
    MEMORANDA = "i", _("i. memorandum atau surat antarbadan yang dirahasiakan")
    OTHER_LAW = "j", _("j. dilarang undang-undang lain")


class PublicInformationQuerySet(EntryQuerySet["PublicInformation"]):
    def public(self) -> PublicInformationQuerySet:
        """What the office has put on its public list."""
        return self.filter(is_published=True)


class PublicInformation(Entry):
    """One kind of information the office holds for the public (Daftar Informasi Publik, Model PPID-A)."""

    VIEW, EDIT = VIEW, EDIT

    title = models.CharField(_("nama informasi"), max_length=300)
    summary = models.TextField(_("ringkasan isi"))
    availability = models.CharField(_("klasifikasi"), max_length=12, choices=Availability)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit yang menguasai")
    )
    responsible = models.CharField(_("pejabat penanggung jawab"), max_length=200, blank=True)
    made_on = models.DateField(_("tanggal pembuatan"), null=True, blank=True)
    made_at = models.CharField(_("tempat pembuatan"), max_length=100, blank=True)
    form = models.CharField(_("bentuk"), max_length=10, choices=Form, default=Form.DIGITAL)
    retention = models.CharField(_("jangka waktu simpan"), max_length=100, blank=True)
    address = models.URLField(_("alamat unduhan"), max_length=500, blank=True)
    is_published = models.BooleanField(_("tampil untuk umum"), default=False)

    objects = PublicInformationQuerySet.as_manager()

    class Meta:
        verbose_name = _("informasi publik")
        verbose_name_plural = _("informasi publik")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint("office", "title", "made_on", name="public_information_listed_once"),
            models.UniqueConstraint(  # an empty day is no value to a database, so the one above lets it through
                fields=["office", "title"],
                name="public_information_listed_once_undated",
                condition=Q(made_on=None),
                violation_error_message=_("Informasi dengan nama ini sudah ada, juga tanpa tanggal pembuatan."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExemptedInformationQuerySet(EntryQuerySet["ExemptedInformation"]):
    def ending(self, today: date) -> ExemptedInformationQuerySet:
        """What ends soon enough to be looked at now, or ended a short while ago."""
        return self.filter(expires_on__gte=today - LOOKS_BACK, expires_on__lte=today + LOOKS_AHEAD)

    def public(self) -> ExemptedInformationQuerySet:
        """What the office has put on its public list of exemptions and is closed today; it is open once it expired."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=clock.today()), is_published=True)


class ExemptedInformation(Entry):
    """One kind of information that is closed after a consequence test (Informasi Dikecualikan), for a limited time."""

    VIEW, EDIT = VIEW, EDIT

    title = models.CharField(_("informasi yang dikecualikan"), max_length=300)
    ground = models.CharField(_("dasar pengecualian (Pasal 17)"), max_length=1, choices=ExemptionGround)
    statute = models.CharField(_("undang-undang yang dipakai"), max_length=300)
    consequence = models.TextField(_("akibat bila dibuka"))
    test_reference = models.CharField(_("nomor uji konsekuensi"), max_length=100)
    decided_by = models.CharField(_("pejabat yang menetapkan"), max_length=200)
    decided_on = models.DateField(_("tanggal penetapan"))
    expires_on = models.DateField(_("dikecualikan sampai"), null=True, blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit yang menguasai")
    )
    is_published = models.BooleanField(_("tampil untuk umum"), default=False)

    objects = ExemptedInformationQuerySet.as_manager()

    class Meta:
        verbose_name = _("informasi dikecualikan")
        verbose_name_plural = _("informasi dikecualikan")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint("office", "title", "decided_on", name="exempted_information_listed_once"),
            models.CheckConstraint(
                name="exempted_until_after_decided",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("decided_on")),
                violation_error_message=_("Pengecualian berakhir sebelum tanggal penetapannya."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def exemption_on(self, day: date) -> Exemption:
        """How the exemption stands on ``day``."""
        end, ahead = self.expires_on or day, clock_for(REVIEW_CLOCK, on=day).amount
        return exemption_on(day, expires_on=self.expires_on, days_off=days_off_between(day, end), ahead=ahead)

    def review_by(self, today: date) -> date | None:
        """The last day on which it may be tested anew in time, by the clock of ``today``; None of what has no end."""
        if self.expires_on is None:
            return None
        ahead = clock_for(REVIEW_CLOCK, on=today).amount
        since = self.expires_on - timedelta(days=2 * ahead) - LONGEST_REST
        return review_day(self.expires_on, days_off=days_off_between(since, self.expires_on), ahead=ahead)
