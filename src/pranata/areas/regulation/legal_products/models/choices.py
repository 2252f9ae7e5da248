"""The words that may be chosen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.rules import Effect, Purpose
from pranata.engines.documents import rules as documents
from pranata.engines.documents.kinds import kinds

VIEW, EDIT = "legal_products.view", "legal_products.edit"
GROUPS = ("peraturan", "penetapan", "edaran")  # of data/documents/kinds.toml: what regulates and what stipulates


def product_kinds() -> list[tuple[str, str]]:
    """The kinds of documents that regulate or stipulate (Naskah Dinas Pengaturan, Naskah Dinas Penetapan)."""
    return [(each.code, each.title) for each in kinds() if each.is_legal and each.group in GROUPS]


class Standing(models.TextChoices):
    """Whether it is in force; the codes are those of documents."""

    IN_FORCE = documents.Standing.IN_FORCE.value, _("berlaku")
    CHANGED = documents.Standing.CHANGED.value, _("berlaku, sudah diubah")
    REVOKED = documents.Standing.REVOKED.value, _("dicabut")
    ENDED = documents.Standing.ENDED.value, _("tidak berlaku lagi")


class Result(models.TextChoices):
    """What the mapping found is to be done (Hasil Pemetaan)."""

    UNASSESSED = "belum", _("belum dinilai")
    KEEP = "tetap", _("tetap dipakai")
    REVISE = "ubah", _("perlu diubah")
    REPLACE = "ganti", _("perlu diganti")
    REVOKE = "cabut", _("perlu dicabut")


class Effects(models.TextChoices):
    AMENDS = Effect.AMENDS.value, _("mengubah")
    REPLACES = Effect.REPLACES.value, _("mencabut dan mengganti")
    REVOKES = Effect.REVOKES.value, _("mencabut")


class Disharmony(models.TextChoices):
    """What is wrong (Jenis Disharmoni): the words of decree 2.2 and 2.3; higher, same rank and unclear are our own."""

    HIGHER = "vertikal", _("bertentangan dengan peraturan yang lebih tinggi")
    SAME_RANK = "horizontal", _("tidak selaras dengan peraturan setingkat")
    OVERLAP = "tumpang-tindih", _("tumpang tindih")
    OUTDATED = "tidak-relevan", _("tidak relevan lagi")
    HINDERING = "menghambat", _("menghambat pelayanan")
    UNCLEAR = "tidak-jelas", _("rumusan tidak jelas")


DISHARMONIES = (Disharmony.HIGHER, Disharmony.SAME_RANK, Disharmony.OVERLAP)


class State(models.TextChoices):
    """How a finding stands."""

    OPEN = "terbuka", _("terbuka")
    ACCEPTED = "diterima", _("diterima, sedang ditangani")
    RESOLVED = "selesai", _("selesai")
    UNFOUNDED = "tidak-terbukti", _("tidak terbukti")


SETTLED = (State.RESOLVED, State.UNFOUNDED)


class Purposes(models.TextChoices):
    """What is drafted for."""

    NEW = Purpose.NEW.value, _("naskah baru")
    REVISE = Purpose.REVISE.value, _("perubahan (revisi)")
    DEREGULATE = Purpose.DEREGULATE.value, _("deregulasi (menyederhanakan)")
    REPLACE = Purpose.REPLACE.value, _("penggantian")
    REVOKE = Purpose.REVOKE.value, _("pencabutan")


class Status(models.TextChoices):
    """The last stage that is behind it."""

    PROPOSED = "usulan", _("diusulkan")
    DRAFTED = "penyusunan", _("selesai disusun")
    HARMONIZED = "harmonisasi", _("selesai diselaraskan")
    ENACTED = "penetapan", _("ditetapkan")
    UPLOADED = "unggah", _("diunggah ke JDIH")
    CANCELLED = "batal", _("dibatalkan")


STAGES = (Status.PROPOSED, Status.DRAFTED, Status.HARMONIZED, Status.ENACTED, Status.UPLOADED)
UNFINISHED = (Status.PROPOSED, Status.DRAFTED, Status.HARMONIZED)
