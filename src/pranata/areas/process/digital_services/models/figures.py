"""What people enter about applications: use by month, budget by year, indices with their source."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.digital_services.models.inventory import EDIT, VIEW, YEARS, Application
from pranata.engines.registers.models import Entry, EntryQuerySet

AT_LEAST_NOTHING = (MinValueValidator(Decimal(0)),)


class Month(models.IntegerChoices):
    JANUARY = 1, _("Januari")
    FEBRUARY = 2, _("Februari")
    MARCH = 3, _("Maret")
    APRIL = 4, _("April")
    MAY = 5, _("Mei")
    JUNE = 6, _("Juni")
    JULY = 7, _("Juli")
    AUGUST = 8, _("Agustus")
    SEPTEMBER = 9, _("September")
    OCTOBER = 10, _("Oktober")
    NOVEMBER = 11, _("November")
    DECEMBER = 12, _("Desember")


class Usage(Entry):
    """How much one application was used in one month (Pemanfaatan Aplikasi), by what is counted and by unit.

    ``whole`` is how many there were in all, in and outside the application: packages of procurement, for instance, of
    which ``transactions`` went through it.
    """

    VIEW, EDIT = VIEW, EDIT

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="usage", verbose_name=_("aplikasi yang dipakai")
    )
    year = models.PositiveSmallIntegerField(_("tahun"), validators=YEARS)
    month = models.PositiveSmallIntegerField(_("bulan"), choices=Month)
    what = models.CharField(_("yang dihitung"), max_length=100)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit pemakai")
    )
    users = models.PositiveIntegerField(_("pengguna atau pengunjung"), null=True, blank=True)
    transactions = models.PositiveIntegerField(_("jumlah lewat aplikasi"), null=True, blank=True)
    whole = models.PositiveIntegerField(_("jumlah seluruhnya"), null=True, blank=True)
    value = models.DecimalField(
        _("nilai lewat aplikasi (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True,
        validators=AT_LEAST_NOTHING,
    )  # fmt: skip
    source = models.CharField(_("sumber angka"), max_length=200, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemanfaatan aplikasi")
        verbose_name_plural = _("pemanfaatan aplikasi")
        ordering = ["-year", "-month", "application__name", "what", "pk"]
        constraints = [
            models.UniqueConstraint("application", "year", "month", "what", "unit", name="usage_counted_once"),
            models.UniqueConstraint(  # an empty unit is no value to a database, so the one above lets it through
                fields=["application", "year", "month", "what"],
                name="usage_counted_once_for_all",
                condition=Q(unit=None),
                violation_error_message=_("Pemanfaatan ini sudah dicatat untuk bulan itu, juga tanpa unit."),
            ),
            models.CheckConstraint(
                name="usage_part_of_whole",
                condition=Q(whole=None) | Q(transactions=None) | Q(transactions__lte=F("whole")),
                violation_error_message=_("Jumlah lewat aplikasi lebih besar daripada jumlah seluruhnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.month:02}/{self.year}"


class BudgetLine(Entry):
    """One line of the office's spending on information technology in a year (Anggaran Belanja TIK)."""

    VIEW, EDIT = VIEW, EDIT

    year = models.PositiveSmallIntegerField(_("tahun anggaran"), validators=YEARS)
    item = models.CharField(_("uraian belanja"), max_length=300)
    account = models.CharField(_("kode akun"), max_length=60, blank=True)
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="budget", verbose_name=_("untuk aplikasi")
    )
    amount = models.DecimalField(_("pagu (Rp)"), max_digits=18, decimal_places=2, validators=AT_LEAST_NOTHING)
    realized = models.DecimalField(
        _("realisasi (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=AT_LEAST_NOTHING
    )
    note = models.CharField(_("catatan"), max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("anggaran TIK")
        verbose_name_plural = _("anggaran TIK")
        ordering = ["-year", "item", "pk"]
        constraints = [models.UniqueConstraint("office", "year", "item", "account", name="budget_line_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.year}"


class ApplicationIndex(Entry):
    """A score somebody gave an application on a day (Indeks Aplikasi): entered with its source, not computed here."""

    VIEW, EDIT = VIEW, EDIT

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="indices", verbose_name=_("aplikasi yang dinilai")
    )
    name = models.CharField(_("nama indeks"), max_length=200)
    valued_on = models.DateField(_("tanggal nilai"))
    value = models.DecimalField(_("nilai"), max_digits=8, decimal_places=2, validators=AT_LEAST_NOTHING)
    highest = models.DecimalField(_("skala tertinggi"), max_digits=8, decimal_places=2, validators=AT_LEAST_NOTHING)
    basis = models.CharField(_("sumber dan cara menilai"), max_length=300)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("indeks aplikasi")
        verbose_name_plural = _("indeks aplikasi")
        ordering = ["-valued_on", "application__name", "name", "pk"]
        constraints = [
            models.UniqueConstraint("application", "name", "valued_on", name="application_index_once"),
            models.CheckConstraint(
                name="application_index_on_its_scale",
                condition=Q(value__lte=F("highest")),
                violation_error_message=_("Nilai lebih tinggi daripada skalanya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valued_on}"
