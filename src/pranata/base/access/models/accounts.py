"""Accounts, and the roles they hold at offices for a while."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.access.rules import TokenLimit, needs_second_factor, roles_with, token_permissions
from pranata.base.org.dated import Dated, DatedQuerySet
from pranata.base.org.models import Office, Unit
from pranata.base.people.models import Person, subject_of
from pranata.lib import clock


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The accounts of persons, and of anybody who holds or held a role, at offices whose accounts one may see."""
        offices = user.offices_with("access.view")
        held = RoleAssignment.objects.filter(user=OuterRef("pk"), office__in=offices)
        return self.filter(Exists(held) | Q(person__office__in=offices))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, login: str):
        return self.get(login=login.strip().lower())


class User(AbstractBaseUser):
    """An account (Akun). Its login is a NIP, or an e-mail address in small letters that is then also ``email``."""

    login = models.CharField(_("NIP atau surel"), max_length=150, unique=True)
    email = models.EmailField(_("alamat surel"), blank=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("pegawai")
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    must_change_password = models.BooleanField(_("harus mengganti kata sandi"), default=False)
    created_at = models.DateTimeField(_("dibuat pada"))

    objects = UserManager()
    limit: TokenLimit | None = None  # set where a token stands for the account, never stored

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        ordering = ["login"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="access_user_email_once",
                condition=~Q(email=""),
                violation_error_message=_("Alamat surel ini sudah dipakai akun lain."),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.login

    def refresh_from_db(self, *args, **kwargs):
        self.forget_roles()
        super().refresh_from_db(*args, **kwargs)

    def offices_with(self, permission: str):
        """The offices where this account holds ``permission`` today; lazy, one query or one subquery."""
        roles = roles_with(permission)
        if not self.is_active or (self.limit and permission not in self.limit.permissions):
            return Office.objects.none()
        held = RoleAssignment.objects.held_on(clock.today()).filter(user=self, role__in=roles)
        found = Office.objects.filter(Exists(held.filter(office=OuterRef("pk"))))
        return found.filter(pk=self.limit.office_id) if self.limit else found

    def can(self, permission: str, office: Office | None) -> bool:
        """Whether this account holds ``permission`` at ``office`` today; one query for all questions of a request."""
        roles = set(roles_with(permission))
        if office is not None and self.limit and not self.limit.allows(permission, office.pk):
            return False
        return office is not None and not roles.isdisjoint(self.roles_at(office))

    def require(self, permission: str, office: Office | None) -> None:
        """Raises Forbidden unless ``can(permission, office)``."""
        if not self.can(permission, office):
            raise Forbidden(permission)

    def roles_at(self, office: Office) -> set[str]:
        """The roles held at ``office`` today."""
        return self._roles_today().get(office.pk, set())

    @property
    def needs_second_factor(self) -> bool:
        """Whether one of today's roles asks for a second factor."""
        return needs_second_factor(set().union(*self._roles_today().values()))

    def home_office(self) -> Office | None:
        """The office of the person behind this account, else the first where it holds a role today."""
        if self.person is not None:
            return self.person.office
        return Office.objects.filter(pk__in=self._roles_today()).first()

    @property
    def seal_subject(self) -> str:
        """The name of the key that seals what the audit keeps about this account: its person's, if it is somebody's."""
        return subject_of(self.person) if self.person else f"user:{self.pk}"

    def forget_roles(self) -> None:
        """Drops what was read of the roles; whoever writes a role calls it."""
        self.__dict__.pop("_roles", None)

    def _roles_today(self) -> dict[int, set[str]]:
        today = clock.today()
        if self.__dict__.get("_roles", (None,))[0] != today:
            self._roles = (today, self._read_roles(today))
        return self._roles[1]

    def _read_roles(self, day: date) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        if self.is_active and self.pk:
            rows = self.role_assignments.held_on(day).values_list("office_id", "role")
            for office_id, role in rows:
                found.setdefault(office_id, set()).add(role)
        return found


class Role(models.TextChoices):
    """The roles of an office; what each may do stands in ``rules.ROLE_PERMISSIONS``."""

    ADMINISTRATOR = "administrator", _("administrator")
    SECRETARY = "secretary", _("sekretaris")
    COMMISSIONER = "commissioner", _("anggota KPU")
    KASUBBAG = "kasubbag", _("kepala subbagian")
    AREA_LEAD = "area_lead", _("koordinator area perubahan")
    STAFF = "staff", _("pelaksana")
    VERIFIER = "verifier", _("verifikator")
    ASSESSOR = "assessor", _("asesor")
    PPID_OFFICER = "ppid_officer", _("petugas PPID")
    ATASAN_PPID = "atasan_ppid", _("Atasan PPID")
    COMPLAINTS = "complaints", _("petugas pengaduan")
    WBS = "wbs", _("petugas WBS")
    UPG = "upg", _("petugas UPG")


class Capacity(models.TextChoices):
    """In which capacity a role is held: of right, acting for a vacant post, or for an absent holder."""

    DEFINITIVE = "definitive", _("definitif")
    PLT = "plt", _("Plt. (pelaksana tugas)")
    PLH = "plh", _("Plh. (pelaksana harian)")


class RoleAssignmentQuerySet(DatedQuerySet):
    def held_on(self, day: date):
        """The roles in force on ``day``; none of an account whose person has left the office by then."""
        working = Q(user__person__valid_to=None) | Q(user__person__valid_to__gte=day)
        return self.valid_on(day).filter(working)

    def visible_to(self, user):
        return self.filter(office__in=user.offices_with("access.view"))


class RoleAssignment(Dated):
    """One role of one account at one office, for a while (Penugasan Peran); a delegation names its source."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments", verbose_name=_("akun"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="role_assignments", verbose_name=_("satuan kerja"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="role_assignments", verbose_name=_("unit kerja")
    )
    role = models.CharField(_("peran"), max_length=16, choices=Role)
    capacity = models.CharField(_("kedudukan"), max_length=10, choices=Capacity, default=Capacity.DEFINITIVE)
    delegated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("pelimpahan dari")
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("peran")
        verbose_name_plural = _("peran")
        ordering = ["office", "role", "valid_from", "pk"]
        indexes = [models.Index(fields=["user", "role"], name="access_role_user_role")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.office})"


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those for the offices whose accounts one manages."""
        return self.filter(Q(user=user) | Q(office__in=user.offices_with("access.manage")))

    def usable_on(self, day: date):
        """Those that nobody revoked and whose last day is not over."""
        return self.filter(revoked_at=None, expires_on__gte=day)


class ApiToken(models.Model):
    """A key by which a program asks in somebody's name at one office (Token API).

    ``digest`` is a keyed hash: the token itself was shown once and is kept nowhere. ``scopes`` as in
    ``rules.TOKEN_SCOPES``; ``expires_on`` is its last day.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens", verbose_name=_("akun"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="api_tokens", verbose_name=_("satuan kerja"))
    name = models.CharField(_("nama"), max_length=80)
    scopes = models.JSONField(_("cakupan"), default=list)
    digest = models.CharField(_("sidik"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("dibuat pada"))
    expires_on = models.DateField(_("berlaku sampai"))
    last_used_on = models.DateField(_("terakhir dipakai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token API")
        verbose_name_plural = _("token API")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def limit(self) -> TokenLimit:
        """What it leaves of the account."""
        return TokenLimit(self.office_id, token_permissions(self.scopes))

    def is_usable_on(self, day: date) -> bool:
        return self.revoked_at is None and day <= self.expires_on
