"""What is indexed of each record, and the words that titles are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pranata.base.access.models import User


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def visible_to(self, user: User) -> SearchRowQuerySet:
        """Rows of records whose permission ``user`` holds at their office."""
        permissions = self.order_by().values_list("permission", flat=True).distinct()
        seen = Q(pk__in=[])
        for permission in permissions:
            seen |= Q(permission=permission, office__in=user.offices_with(permission))
        return self.filter(seen)

    def public(self) -> SearchRowQuerySet:
        return self.filter(is_public=True)


class SearchRow(models.Model):
    """One record in the index. The database's own index stands over ``tokens`` (``back_ends.py``).

    ``tokens`` are words with a letter before them that says where they stand: t in the title, b anywhere, s who may
    find it. ``position`` orders rows by day, then by key; ``day`` is its day as a number, 0 of none.
    """

    office = models.ForeignKey("org.Office", models.CASCADE, related_name="+", verbose_name=_("satuan kerja"))
    label = models.CharField(_("jenis catatan"), max_length=100)
    record_id = models.BigIntegerField(_("nomor catatan"))
    permission = models.CharField(_("izin"), max_length=100)
    is_public = models.BooleanField(_("terbuka untuk umum"), default=False)
    day = models.PositiveIntegerField(_("hari"), default=0)
    position = models.BigIntegerField(_("urutan"), null=True, unique=True)
    title = models.TextField(_("judul"))
    reference = models.TextField(_("nomor"), blank=True)
    body = models.TextField(_("isi"), blank=True)
    title_stems = models.TextField(_("kata dasar judul"))
    lead_stems = models.TextField(_("kata dasar awal"), blank=True)
    tokens = models.TextField(_("kata yang dicari"))

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("baris pencarian")
        verbose_name_plural = _("baris pencarian")
        constraints = [models.UniqueConstraint("label", "record_id", name="search_row_once")]

    def __str__(self) -> str:
        return self.title


class TitleWord(models.Model):
    """A word that stands in some title, as written; by it a misspelt one is guessed."""

    word = models.CharField(_("kata"), max_length=40, primary_key=True)

    class Meta:
        verbose_name = _("kata judul")
        verbose_name_plural = _("kata judul")

    def __str__(self) -> str:
        return self.word
