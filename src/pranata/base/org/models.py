"""Offices, their units, and the posts in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.base.org.dated import Dated, DatedQuerySet


class Level(models.TextChoices):
    """The level of an office (tingkat)."""

    RI = "ri", _("Republik Indonesia")
    PROVINCE = "province", _("provinsi")
    REGENCY = "regency", _("kabupaten/kota")


class TimeZone(models.TextChoices):
    """The three Indonesian time zones; the value is the zone's name in the tz database."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class OfficeQuerySet(DatedQuerySet):
    def active(self):
        """The offices that use this installation."""
        return self.filter(is_active=True)

    def visible_to(self, user):
        """All of them: that an office exists is public."""
        return self.all()


class Office(Dated):
    """One work unit of the commission (Satuan Kerja); its code is the region's, "00" is KPU RI."""

    code = models.CharField(_("kode"), max_length=4, unique=True)
    level = models.CharField(_("tingkat"), max_length=8, choices=Level)
    name = models.CharField(_("nama"), max_length=120)
    region_name = models.CharField(_("nama daerah"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("satuan kerja atasan")
    )
    time_zone = models.CharField(_("zona waktu"), max_length=16, choices=TimeZone, default=TimeZone.WIB)
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    is_active = models.BooleanField(_("memakai sistem ini"), default=False)

    objects = OfficeQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("satuan kerja")
        verbose_name_plural = _("satuan kerja")
        ordering = ["code"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="org_office_parent_unless_ri",
                condition=Q(level=Level.RI, parent=None) | (~Q(level=Level.RI) & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def ancestors(self):
        """The offices above this one, highest first, in one query; there are three levels."""
        return Office.objects.filter(Q(children=self) | Q(children__children=self)).distinct().order_by("code")


class UnitQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(office__in=user.offices_with("org.view"))


class Unit(Dated):
    """A part of an office: sekretariat, bagian, subbagian (Unit Kerja)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="units", verbose_name=_("satuan kerja"))
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=150)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("unit atasan")
    )

    objects = UnitQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")
        ordering = ["office", "code"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="org_unit_code_once_an_office",
                fields=["office", "code"],
                violation_error_message=_("Kode unit sudah dipakai di satuan kerja ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PostKind(models.TextChoices):
    """The kind of a post (jenis jabatan)."""

    STRUCTURAL = "struktural", _("struktural")
    FUNCTIONAL = "fungsional", _("fungsional")
    EXECUTIVE = "pelaksana", _("pelaksana")


class PostQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(unit__office__in=user.offices_with("org.view"))


class Post(Dated):
    """A post inside a unit (Jabatan), whoever holds it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit kerja"))
    title = models.CharField(_("nama jabatan"), max_length=150)
    kind = models.CharField(_("jenis jabatan"), max_length=10, choices=PostKind)

    objects = PostQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering = ["unit", "title"]

    def __str__(self) -> str:
        return self.title
