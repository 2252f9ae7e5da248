"""The catalogue of services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.engines.cases.registry import by_code, kinds
from pranata.engines.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from datetime import date

VIEW, EDIT, PUBLISH = "service_standards.view", "service_standards.edit", "service_standards.publish"
PUBLIC_PAGES = ("service", "ask")  # what a capability with cases calls its page for anyone


class Audience(models.TextChoices):
    EXTERNAL = "eksternal", _("masyarakat")
    INTERNAL = "internal", _("internal kantor")


class ServiceQuerySet(EntryQuerySet["Service"]):
    def offered(self) -> ServiceQuerySet:
        """Those the office still offers."""
        return self.filter(is_active=True)

    def with_standard(self, day: date, *, is_published: bool = False) -> ServiceQuerySet:
        """Those whose standard is in force on ``day``; ``is_published``: and shown to anyone."""
        standards = self.model._meta.get_field("standards").related_model.objects.filter(service=OuterRef("pk"))
        found = standards.shown_on(day) if is_published else standards.in_force(day)
        return self.filter(Exists(found))


class Service(Entry):
    """One service the office offers (Jenis Pelayanan): UU 25/2009, decree 8.1.1.

    ``case_kind`` is the code of the kind of case that handles it here, "" of none; its public form is then linked.
    """

    VIEW, EDIT = VIEW, EDIT

    name = models.CharField(_("nama layanan"), max_length=200)
    summary = models.TextField(_("uraian singkat"), max_length=1000, blank=True)
    audience = models.CharField(_("pengguna layanan"), max_length=10, choices=Audience, default=Audience.EXTERNAL)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit penyelenggara")
    )
    place = models.CharField(_("tempat layanan"), max_length=200, blank=True)
    hours = models.CharField(_("waktu layanan"), max_length=200, blank=True)
    contact = models.CharField(_("narahubung layanan"), max_length=200, blank=True)
    address = models.URLField(_("alamat layanan daring"), max_length=500, blank=True)
    case_kind = models.CharField(_("layanan daring di portal ini"), max_length=40, blank=True)
    is_electronic = models.BooleanField(_("berbasis teknologi informasi"), default=False)
    is_one_door = models.BooleanField(_("pada pelayanan satu pintu"), default=False)
    is_active = models.BooleanField(_("masih dilayani"), default=True)
    note = models.TextField(_("catatan"), max_length=1000, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint("office", "name", name="service_listed_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.case_kind and by_code(self.case_kind) is None:
            known = ", ".join(each.code for each in kinds())
            raise ValidationError({"case_kind": gettext("Kode ini tidak dikenal; yang ada: %s.") % known})

    def get_absolute_url(self) -> str:
        return reverse("desk:service_standards:service", args=[self.office.code, self.pk])

    @property
    def form_address(self) -> str:
        """Where anyone asks for the service: this portal's own form, else the address given; "" of neither."""
        for page in PUBLIC_PAGES if self.case_kind else ():
            try:
                return reverse(f"portal:{self.case_kind}:{page}", args=[self.office.code])
            except NoReverseMatch:
                continue
        return self.address
