"""Processes of an edition as a tree, what flows between units, and the activities of one process in lanes.

Rows name each other by code, as a workbook has them; ``clean`` finds the row of that code in the same edition.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.process_maps.models.maps import OfMap, ProcessMap
from pranata.areas.process.process_maps.rules import sop_list


class Group(models.TextChoices):
    """The three bands of level 0 [K high]."""

    CORE = "inti", _("proses inti")
    SUPPORT = "pendukung", _("proses pendukung")
    MANAGEMENT = "lainnya", _("proses lainnya (manajerial)")


class Process(OfMap):
    """One process of any level (Proses Bisnis) with its SIPOC; ``parent`` is the row that ``parent_code`` names."""

    code = models.CharField(_("kode"), max_length=40, help_text=_("Misalnya KPU.01.02."))
    name = models.CharField(_("nama proses"), max_length=200)
    parent_code = models.CharField(
        _("kode induk"), max_length=40, blank=True, help_text=_("Kosong untuk proses level 0.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("proses induk")
    )
    group = models.CharField(
        _("kelompok"), max_length=10, choices=Group, blank=True, help_text=_("Kosong: ikut induknya.")
    )
    goal = models.TextField(_("sasaran Renstra yang dilayani"), blank=True)
    owner = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pemilik")
    )
    tasks = models.TextField(_("tugas dan fungsi"), blank=True)
    posts = models.TextField(_("jabatan pelaksana"), blank=True)
    suppliers = models.TextField(_("pemasok"), blank=True)
    inputs = models.TextField(_("input"), blank=True)
    outputs = models.TextField(_("output"), blank=True)
    customers = models.TextField(_("pelanggan"), blank=True)
    sop_numbers = models.TextField(
        _("nomor SOP"), blank=True, help_text=_("Bila beberapa, pisahkan dengan titik koma.")
    )

    class Meta:
        verbose_name = _("proses bisnis")
        verbose_name_plural = _("proses bisnis")
        ordering = ["process_map", "code"]
        constraints = [
            models.UniqueConstraint(
                name="process_maps_code_once_a_map",
                fields=["process_map", "code"],
                violation_error_message=_("Kode ini sudah dipakai proses lain pada peta yang sama."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("desk:process_maps:process", args=[self.office.code, self.pk])

    @property
    def sops(self) -> tuple[str, ...]:
        """The numbers of its SOPs."""
        return sop_list(self.sop_numbers)

    def clean(self) -> None:
        """Find the parent. Raises ValidationError when there is none of that code, or the tree would bite its tail."""
        self.code, self.parent_code = self.code.strip(), self.parent_code.strip()
        if self.process_map_id is None:
            return
        if self.pk and self.children.exclude(process_map=self.process_map_id).exists():
            raise ValidationError({"process_map": _now("Proses di bawahnya ada pada peta lain.")})
        self.parent = row_of_code(self.process_map, self.parent_code, "parent_code") if self.parent_code else None
        self._refuse_loop()
        if self.parent is not None:
            self.group = self.parent.group
        elif not self.group:
            raise ValidationError({"group": _now("Proses level 0 perlu kelompok.")})

    def _refuse_loop(self) -> None:
        above = self.parent
        while above is not None:
            if above.pk == self.pk or above.code == self.code:
                raise ValidationError({"parent_code": _now("Proses tidak boleh berada di bawah dirinya sendiri.")})
            above = above.parent


class OfProcess(OfMap):
    """A row about one process; ``process`` is the one that ``process_code`` names."""

    process_code = models.CharField(_("kode proses"), max_length=40)
    process = models.ForeignKey(
        Process, models.PROTECT, null=True, editable=False, related_name="%(class)s_rows", verbose_name=_("proses")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Find the process. Raises ValidationError when the edition has none of that code."""
        self.process_code = self.process_code.strip()
        if self.process_map_id is not None:
            code = self.process_code
            self.process = row_of_code(self.process_map, code, "process_code") if code else None


class UnitRelation(OfProcess):
    """What one unit or outside party hands to another in a process (Peta Relasi)."""

    process_code = models.CharField(
        _("kode proses"), max_length=40, blank=True, help_text=_("Kosong: berlaku bagi peta seluruhnya.")
    )
    source = models.CharField(_("unit asal"), max_length=150)
    target = models.CharField(_("unit tujuan"), max_length=150)
    thing = models.CharField(_("objek yang mengalir"), max_length=200)

    class Meta:
        verbose_name = _("relasi antarunit")
        verbose_name_plural = _("relasi antarunit")
        ordering = ["process_map", "process_code", "source", "target", "thing"]
        constraints = [
            models.UniqueConstraint(
                name="process_maps_relation_once",
                fields=["process_map", "process_code", "source", "target", "thing"],
                violation_error_message=_("Relasi ini sudah dicatat."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}: {self.thing}"


class StepKind(models.TextChoices):
    """What a row of a cross-functional map is."""

    START = "mulai", _("mulai")
    ACTIVITY = "kegiatan", _("kegiatan")
    DECISION = "keputusan", _("keputusan")
    END = "selesai", _("selesai")


class MapStep(OfProcess):
    """One activity in the lane of who does it (Peta Lintas Fungsi); the way goes on to the next number unless said."""

    number = models.PositiveSmallIntegerField(_("nomor urut"))
    actor = models.CharField(_("pelaksana"), max_length=150)
    kind = models.CharField(_("jenis"), max_length=10, choices=StepKind, default=StepKind.ACTIVITY)
    activity = models.CharField(_("kegiatan"), max_length=300)
    document = models.CharField(_("dokumen"), max_length=200, blank=True)
    time = models.CharField(_("waktu"), max_length=60, blank=True, help_text=_("Misalnya 2 hari kerja."))
    next_number = models.PositiveSmallIntegerField(
        _("lanjut ke nomor"), null=True, blank=True, help_text=_("Kosong: nomor berikutnya. Pada keputusan: bila ya.")
    )
    no_number = models.PositiveSmallIntegerField(
        _("bila tidak ke nomor"), null=True, blank=True, help_text=_("Hanya untuk keputusan.")
    )
    sop_number = models.CharField(_("nomor SOP"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("langkah lintas fungsi")
        verbose_name_plural = _("langkah lintas fungsi")
        ordering = ["process_map", "process_code", "number"]
        constraints = [
            models.UniqueConstraint(
                name="process_maps_step_number_once",
                fields=["process_map", "process_code", "number"],
                violation_error_message=_("Nomor ini sudah dipakai langkah lain pada proses yang sama."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.process_code} nomor {self.number}"

    def clean(self) -> None:
        """As above. Raises ValidationError also for a decision without a second way, or a second way without one."""
        super().clean()
        if self.kind == StepKind.DECISION and self.no_number is None:
            raise ValidationError({"no_number": _now("Keputusan perlu jalan bila tidak.")})
        if self.kind != StepKind.DECISION and self.no_number is not None:
            raise ValidationError({"no_number": _now("Hanya keputusan yang mempunyai jalan bila tidak.")})


def row_of_code(process_map: ProcessMap, code: str, field: str) -> Process:
    """The process of ``code``, whatever its case. Raises ValidationError at ``field``."""
    found: Any = Process.objects.filter(process_map=process_map, code__iexact=code).select_related("parent").first()
    if found is None:
        words = _now("Proses %s belum ada pada peta ini; pada berkas Excel tulis barisnya lebih dahulu.")
        raise ValidationError({field: words % code})
    return found
