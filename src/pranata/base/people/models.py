"""Persons of an office, and the teams they are members of."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from pranata.base.org.dated import Dated, DatedQuerySet
from pranata.base.org.models import Office, Unit
from pranata.base.people.rules import InvalidNip, check_nip


class PersonKind(models.TextChoices):
    """How a person belongs to the office."""

    MEMBER = "anggota", _("anggota KPU")
    CIVIL_SERVANT = "asn", _("ASN")
    OTHER = "non_asn", _("non-ASN")


class PersonQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(office__in=user.offices_with("people.view"))


class Person(Dated):
    """Someone who works or worked at an office: a member, a civil servant, or another employee (Pegawai)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="people", verbose_name=_("satuan kerja"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit kerja")
    )
    name = models.CharField(_("nama"), max_length=150)
    kind = models.CharField(_("jenis"), max_length=8, choices=PersonKind)
    nip = models.CharField(_("NIP"), max_length=18, null=True, blank=True)
    email = models.EmailField(_("alamat surel"), blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")
        ordering = ["name", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="people_person_nip_18_digits", condition=Q(nip=None) | Exact(Length("nip"), 18)
            ),
            # Once an office: who moves to another is a person there too, and neither learns of the other.
            models.UniqueConstraint(
                name="people_person_nip_once_an_office",
                fields=["office", "nip"],
                violation_error_message=_("NIP ini sudah dipakai pegawai lain di kantor ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError when the NIP cannot be one; an empty one becomes None."""
        self.nip = self.nip or None
        try:
            if self.nip:
                check_nip(self.nip)
        except InvalidNip as error:
            raise ValidationError({"nip": str(error)}) from error


def subject_of(person: Person) -> str:
    """The name of the key that seals what the audit keeps about this person."""
    return f"person:{person.pk}"


class TeamQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(office__in=user.offices_with("people.view"))


class Team(Dated):
    """A group formed by decree, such as the reform team (Tim Reformasi Birokrasi)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="teams", verbose_name=_("satuan kerja"))
    name = models.CharField(_("nama"), max_length=200)
    kind = models.SlugField(_("jenis"), max_length=40, help_text=_("Kode jenis tim, misalnya tim-rb."))
    basis = models.TextField(_("dasar pembentukan"), blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("tim")
        verbose_name_plural = _("tim")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class TeamMemberQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(team__office__in=user.offices_with("people.view"))


class TeamMember(Dated):
    """One person's time in one team; the same person is never in the same team twice at once."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members", verbose_name=_("tim"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("pegawai"))
    role = models.CharField(_("kedudukan dalam tim"), max_length=100)

    objects = TeamMemberQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("anggota tim")
        verbose_name_plural = _("anggota tim")
        ordering = ["team", "valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
