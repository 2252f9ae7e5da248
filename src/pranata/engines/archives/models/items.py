"""The archives of an office, and the dossiers they are filed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.contents import is_given
from pranata.engines.archives.models.classes import FateChoice
from pranata.engines.archives.rules import ENDED, Due, Fate, State, Term, due
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

VIEW, EDIT, APPROVE = "archives.view", "archives.edit", "archives.approve"
VIEW_RESTRICTED = "documents.view_restricted"
OF_THE_RECORD = (
    "title",
    "dated_on",
    "confidentiality",
    "number",
)  # what an archive that was born follows its record in


class Status(models.TextChoices):
    ACTIVE = State.ACTIVE.value, _("aktif")
    INACTIVE = State.INACTIVE.value, _("inaktif")
    JUDGED = State.JUDGED.value, _("inaktif, sudah dinilai kembali")
    PROPOSED = State.PROPOSED.value, _("diusulkan musnah")
    APPROVED = State.APPROVED.value, _("disetujui musnah")
    DESTROYED = State.DESTROYED.value, _("sudah dimusnahkan")
    OFFERED = State.OFFERED.value, _("diusulkan serah")
    STATIC = State.STATIC.value, _("statis, sudah diserahkan")
    WITHDRAWN = State.WITHDRAWN.value, _("sumbernya ditarik")


class Medium(models.TextChoices):
    PAPER = "kertas", _("kertas")
    DIGITAL = "digital", _("digital")
    BOTH = "keduanya", _("kertas dan digital")
    OTHER = "lain", _("media lain")


class Copy(models.TextChoices):
    """How near to the first writing it is (Tingkat Perkembangan)."""

    ORIGINAL = "asli", _("asli")
    COPY = "salinan", _("salinan")
    CARBON = "tembusan", _("tembusan")


class Category(models.TextChoices):
    ORDINARY = "biasa", _("biasa")
    VITAL = "vital", _("vital")
    PROTECTED = "terjaga", _("terjaga")


class Confidentiality(models.TextChoices):
    """Security and access class (SKKAAD): PKPU 7/2021 names it, its words are own knowledge."""

    ORDINARY = "biasa", _("biasa")
    RESTRICTED = "terbatas", _("terbatas")
    SECRET = "rahasia", _("rahasia")
    TOP_SECRET = "sangat-rahasia", _("sangat rahasia")


class Dossier(Entry):
    """A file of archives that belong together (Berkas Arsip); the years of all of them count from ``closed_on``."""

    VIEW, EDIT = VIEW, EDIT

    number = models.CharField(_("nomor berkas"), max_length=60)
    title = models.CharField(_("uraian berkas"), max_length=300)
    archive_class = models.CharField(_("kode klasifikasi"), max_length=40)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pengolah")
    )
    opened_on = models.DateField(_("dibuka"))
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    quantity = models.CharField(_("jumlah"), max_length=60, blank=True)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("berkas arsip")
        verbose_name_plural = _("berkas arsip")
        ordering = ["-opened_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="archive_dossier_number_once",
                violation_error_message=_("Nomor berkas ini sudah dipakai."),
            ),
            models.CheckConstraint(
                name="archive_dossier_closed_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                violation_error_message=_("Berkas ditutup sebelum dibuka."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ArchiveItemQuerySet(EntryQuerySet["ArchiveItem"]):
    def visible_to(self, user: User) -> ArchiveItemQuerySet:
        """Archives of the offices where ``user`` may see archives; those not ordinary for a few."""
        seen = Q(office__in=user.offices_with(VIEW), confidentiality=Confidentiality.ORDINARY)
        return self.filter(seen | Q(office__in=user.offices_with(VIEW_RESTRICTED)))

    def kept(self) -> ArchiveItemQuerySet:
        """What the office still has."""
        return self.exclude(state__in=ENDED)

    def due_on(self, day: date, what: Due) -> ArchiveItemQuerySet:
        """Those that wait for ``what`` on ``day``, as ``rules.due`` says."""
        if what == Due.TO_INACTIVE:
            is_listed = Q(transfer_lines__transfer__status="disusun")  # on a list that has not gone yet
            return self.filter(state=Status.ACTIVE, active_until__lt=day).exclude(is_listed)
        over = self.filter(kept_until__lt=day, is_held=False)
        if what == Due.TO_JUDGE:
            return over.filter(state=Status.INACTIVE, fate=FateChoice.JUDGED)
        fate = FateChoice.DESTROYED if what == Due.TO_DESTROY else FateChoice.PERMANENT
        return over.filter(state__in=(Status.INACTIVE, Status.JUDGED), fate=fate)


class ArchiveItem(Entry):
    """One archive of the office (Arsip): a paper in a box, or a record of another system that was born an archive.

    ``source_label`` and ``source_id`` name that record as the audit does; "" and None of what is kept by hand. The
    ``number`` of one that was born is given by us.
    ``closed_on`` is the day from which its years count, that of its dossier if it is in one. ``active_until``,
    ``kept_until`` and ``fate`` are those of its class when it was closed, the fate after a judgement the one judged;
    empty while the class is unknown. ``is_held`` while a ``Hold`` stops its destruction.
    """

    VIEW, EDIT = VIEW, EDIT

    title = models.TextField(_("uraian"), max_length=2000)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("berkas")
    )
    number = models.CharField(_("nomor item"), max_length=60)
    archive_class = models.CharField(_("kode klasifikasi"), max_length=40, blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pengolah")
    )
    dated_on = models.DateField(_("tanggal"))
    closed_on = models.DateField(_("berkas ditutup"), null=True, blank=True)
    quantity = models.CharField(_("jumlah"), max_length=60, blank=True)
    medium = models.CharField(_("media"), max_length=10, choices=Medium, default=Medium.PAPER)
    copy = models.CharField(_("tingkat perkembangan"), max_length=10, choices=Copy, default=Copy.ORIGINAL)
    category = models.CharField(_("kategori"), max_length=10, choices=Category, default=Category.ORDINARY)
    protection = models.CharField(_("metode perlindungan"), max_length=200, blank=True)
    folder = models.CharField(_("nomor folder"), max_length=30, blank=True)
    box = models.CharField(_("nomor boks"), max_length=30, blank=True)
    location = models.CharField(_("lokasi simpan"), max_length=200, blank=True)
    confidentiality = models.CharField(
        _("keamanan"), max_length=20, choices=Confidentiality, default=Confidentiality.ORDINARY
    )
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    state = models.CharField(_("keadaan"), max_length=20, choices=Status, default=Status.ACTIVE)
    active_until = models.DateField(_("aktif sampai"), null=True, blank=True)
    kept_until = models.DateField(_("disimpan sampai"), null=True, blank=True)
    fate = models.CharField(_("nasib akhir"), max_length=20, choices=FateChoice, blank=True)
    is_judged = models.BooleanField(_("nasib akhirnya hasil penilaian kembali"), default=False)
    is_held = models.BooleanField(_("ditahan"), default=False)
    source_label = models.CharField(_("jenis catatan"), max_length=100, blank=True)
    source_id = models.BigIntegerField(_("nomor catatan"), null=True, blank=True)

    objects = ArchiveItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("arsip")
        verbose_name_plural = _("arsip")
        ordering = ["-dated_on", "-pk"]
        indexes = [
            models.Index(fields=["office", "state", "kept_until"], name="archive_ending"),
            models.Index(fields=["office", "dated_on"], name="archive_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="archive_number_once",
                violation_error_message=_("Nomor item ini sudah dipakai."),
            ),
            models.UniqueConstraint(
                fields=["office", "source_label", "source_id"],
                condition=~Q(source_label=""),
                name="archive_born_once",
            ),
            models.CheckConstraint(
                name="archive_source_is_whole",
                condition=Q(source_label="", source_id=None) | (~Q(source_label="") & Q(source_id__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:archives:item", args=[self.office.code, self.pk])

    def clean(self) -> None:
        """What has ended is changed no more; a record's own words are changed where the record is kept."""
        if self.state in ENDED:
            raise ValidationError(_("Arsip ini sudah tidak disimpan di sini dan tidak diubah lagi."))
        if not self.source_label and is_given(self.number):
            raise ValidationError({"number": _("Nomor seperti ini diberikan sistem; pakailah nomor lain.")})
        if self.pk and self.source_label:
            fixed = ArchiveItem.objects.filter(pk=self.pk).values(*OF_THE_RECORD).get()
            if changed := [name for name, value in fixed.items() if getattr(self, name) != value]:
                raise ValidationError(dict.fromkeys(changed, _("Ini mengikuti catatan asalnya; ubahlah di sana.")))

    @property
    def class_code(self) -> str:
        """Its own class, else that of its dossier; "" while unknown."""
        return self.archive_class or (self.dossier.archive_class if self.dossier else "")

    @property
    def term(self) -> Term | None:
        """Until when it is kept; None while its class is unknown."""
        if self.active_until is None or self.kept_until is None or not self.fate:
            return None
        return Term(self.active_until, self.kept_until, Fate(self.fate))

    def waits_for(self, day: date) -> Due:
        """What it waits for on ``day``."""
        return due(State(self.state), day, self.term, is_held=self.is_held)
