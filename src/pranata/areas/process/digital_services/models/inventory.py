"""The inventory of applications."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.registers.models import Entry, EntryQuerySet

VIEW, EDIT = "digital_services.view", "digital_services.edit"
YEARS = (MinValueValidator(1990), MaxValueValidator(2100))


class Kind(models.TextChoices):
    """Perpres 95/2018: shared by all institutions, or built and used by one for its own needs."""

    GENERAL = "umum", _("aplikasi umum")
    SPECIAL = "khusus", _("aplikasi khusus")


class Purpose(models.TextChoices):
    """What the office uses it for: seven of the secretariat (decree 4.3.2), those for the public (4.3.3), others."""

    LETTERS = "naskah-dinas", _("naskah dinas")
    STAFFING = "kepegawaian", _("manajemen kepegawaian")
    PLANNING = "perencanaan", _("manajemen perencanaan")
    BUDGETING = "penganggaran", _("penganggaran")
    FINANCE = "keuangan", _("manajemen keuangan")
    PERFORMANCE = "kinerja", _("manajemen kinerja")
    PROCUREMENT = "pengadaan", _("pengadaan")
    COMPLAINTS = "pengaduan", _("pengaduan masyarakat")
    LEGAL = "jdih", _("informasi hukum (JDIH)")
    WHISTLEBLOWING = "wbs", _("pelaporan pelanggaran (WBS)")
    ELECTION = "kepemiluan", _("kepemiluan")
    INFORMATION = "ppid", _("informasi publik (PPID)")
    OTHER = "lainnya", _("keperluan lain")


class Medium(models.TextChoices):
    WEB = "web", _("web")
    MOBILE = "mobile", _("telepon genggam")
    DESKTOP = "desktop", _("komputer")
    SEVERAL = "beberapa", _("beberapa media")


class Status(models.TextChoices):
    ACTIVE = "aktif", _("dipakai")
    BUILDING = "dibangun", _("sedang dibangun")
    STOPPED = "berhenti", _("tidak dipakai lagi")


class Prospect(models.TextChoices):
    KEEP = "lanjut", _("dilanjutkan")
    MERGE = "gabung", _("digabung")
    STOP = "henti", _("dihentikan")


class ApplicationQuerySet(EntryQuerySet["Application"]):
    def in_use(self) -> ApplicationQuerySet:
        return self.filter(status=Status.ACTIVE)

    def watched(self) -> ApplicationQuerySet:
        """Those in use whose address is asked in the background."""
        return self.in_use().filter(is_watched=True).exclude(address="")

    def public(self) -> ApplicationQuerySet:
        """What the office shows to anyone."""
        return self.filter(is_published=True)


class Application(Entry):
    """One application that the office uses or keeps (Aplikasi): inventory of the SPBE architecture, Perpres 95/2018."""

    VIEW, EDIT = VIEW, EDIT

    name = models.CharField(_("nama aplikasi"), max_length=200)
    code = models.CharField(_("kode aplikasi"), max_length=40, blank=True)
    kind = models.CharField(_("klasifikasi"), max_length=10, choices=Kind, default=Kind.SPECIAL)
    purpose = models.CharField(_("kategori pemakaian"), max_length=15, choices=Purpose, default=Purpose.OTHER)
    function = models.TextField(_("fungsi"), max_length=2000)
    supports = models.CharField(_("layanan atau proses yang didukung"), max_length=300, blank=True)
    legal_basis = models.CharField(_("dasar hukum"), max_length=300, blank=True)
    medium = models.CharField(_("media"), max_length=10, choices=Medium, default=Medium.WEB)
    address = models.URLField(_("alamat"), max_length=500, blank=True)
    is_watched = models.BooleanField(_("keterjangkauan alamat diperiksa"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    year = models.PositiveSmallIntegerField(_("tahun mulai"), null=True, blank=True, validators=YEARS)
    developer = models.CharField(_("unit pengembang"), max_length=200, blank=True)
    owner = models.CharField(_("unit pemilik"), max_length=200, blank=True)
    users = models.CharField(_("unit pengguna"), max_length=300, blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pengelola di kantor")
    )
    responsible = models.CharField(_("penanggung jawab"), max_length=200, blank=True)
    is_shared = models.BooleanField(_("berbagi pakai"), default=False)
    is_integrated = models.BooleanField(_("terintegrasi dengan aplikasi lain"), default=False)
    is_innovative = models.BooleanField(_("inovasi kantor"), default=False)
    sop_reference = models.CharField(_("SOP"), max_length=200, blank=True)
    process_reference = models.CharField(_("proses bisnis"), max_length=200, blank=True)
    technology = models.CharField(_("bahasa, kerangka, dan basis data"), max_length=300, blank=True)
    license = models.CharField(_("lisensi"), max_length=100, blank=True)
    hosting = models.CharField(_("lokasi server"), max_length=200, blank=True)
    data_in = models.CharField(_("data masukan"), max_length=300, blank=True)
    data_out = models.CharField(_("data luaran"), max_length=300, blank=True)
    integration = models.CharField(_("integrasi atau API"), max_length=300, blank=True)
    sign_on = models.CharField(_("autentikasi"), max_length=200, blank=True)
    holds_personal_data = models.BooleanField(_("memuat data pribadi"), default=False)
    documentation = models.CharField(_("dokumentasi"), max_length=300, blank=True)
    tested_on = models.DateField(_("uji keamanan terakhir"), null=True, blank=True)
    user_count = models.PositiveIntegerField(_("jumlah pengguna terdaftar"), null=True, blank=True)
    prospect = models.CharField(_("rencana"), max_length=10, choices=Prospect, blank=True)
    note = models.TextField(_("catatan"), max_length=2000, blank=True)
    is_published = models.BooleanField(_("tampil untuk umum"), default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aplikasi")
        verbose_name_plural = _("aplikasi")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint("office", "name", name="application_listed_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:digital_services:application", args=[self.office.code, self.pk])
